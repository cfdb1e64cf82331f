import { Field, FieldDescription, FieldError, FieldGroup, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { zodResolver } from "@hookform/resolvers/zod";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { AccountPage } from "../../components/account-page.tsx";
import { FormFailure } from "../../components/form-failure.tsx";
import { SubmitButton } from "../../components/submit-button.tsx";
import { showSecondFactor } from "../../lib/sign-in.ts";
import { useArrive } from "./use-arrive.ts";

const form = z.object({ code: z.string().trim().min(1, "Write the code that your app shows.").max(50) });

/** What stands between a password, or a link from a mail, and the dashboard. */
export function SecondFactorPage({ returnPath }: { returnPath: string }) {
  const arrive = useArrive(returnPath);
  const [failure, setFailure] = useState<string | null>(null);
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(form),
    defaultValues: { code: "" },
  });
  const { errors, isSubmitting } = formState;

  async function submit({ code }: z.infer<typeof form>) {
    setFailure(null);
    const refused = await showSecondFactor(code);
    if (refused === null) await arrive();
    else setFailure(refused.message);
  }

  return (
    <AccountPage title="Second factor">
      <form noValidate onSubmit={handleSubmit(submit)}>
        <FieldGroup>
          <FormFailure message={failure} />
          <Field data-invalid={errors.code !== undefined}>
            <FieldLabel htmlFor="code">Code</FieldLabel>
            <Input
              id="code"
              // The page has one field, and nothing is to be read before it.
              autoFocus
              autoComplete="one-time-code"
              inputMode="text"
              className="h-9 font-mono tabular-nums"
              aria-invalid={errors.code !== undefined}
              aria-describedby="code-help"
              {...register("code")}
            />
            <FieldDescription id="code-help">
              Six digits of your authenticator app, or a recovery code.
            </FieldDescription>
            <FieldError errors={[errors.code]} />
          </Field>
          <SubmitButton isBusy={isSubmitting}>Continue</SubmitButton>
        </FieldGroup>
      </form>
      <p className="text-xs text-muted-foreground">
        <Link to="/sign-in" className="text-link">
          Sign in with another account
        </Link>
      </p>
    </AccountPage>
  );
}
