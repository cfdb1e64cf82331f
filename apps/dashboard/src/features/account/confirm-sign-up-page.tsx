import { FieldGroup } from "@fanal/ui/components/field";
import { zodResolver } from "@hookform/resolvers/zod";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { AccountPage } from "../../components/account-page.tsx";
import { FormFailure } from "../../components/form-failure.tsx";
import { PasswordField } from "../../components/password-field.tsx";
import { SubmitButton } from "../../components/submit-button.tsx";
import { confirmSignUp } from "../../lib/sign-in.ts";
import { LinkMissing } from "./link-missing.tsx";
import { useArrive } from "./use-arrive.ts";
import { useLinkToken } from "./use-link-token.ts";

const form = z.object({ password: z.string().min(1, "Write the password that you chose.") });

/** Confirms the address of a new account by the link of its mail and its password, and signs in. */
export function ConfirmSignUpPage() {
  const token = useLinkToken();
  const navigate = useNavigate();
  const arrive = useArrive("/");
  const [failure, setFailure] = useState<string | null>(null);
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(form),
    defaultValues: { password: "" },
  });
  const { errors, isSubmitting } = formState;

  if (token === null) return <LinkMissing title="Confirm your e-mail address" />;

  async function submit({ password }: z.infer<typeof form>) {
    setFailure(null);
    const outcome = await confirmSignUp(token ?? "", password);
    if (outcome.kind === "refused") setFailure(outcome.message);
    else if (outcome.kind === "done") await arrive();
    else await navigate({ to: "/second-factor" });
  }

  return (
    <AccountPage title="Confirm your e-mail address">
      <p>With the password that you chose when you signed up. Then your account is ready.</p>
      <form noValidate onSubmit={handleSubmit(submit)}>
        <FieldGroup>
          <FormFailure message={failure} />
          <PasswordField registered={register("password")} problem={errors.password} purpose="current" />
          <SubmitButton isBusy={isSubmitting}>Confirm and sign in</SubmitButton>
        </FieldGroup>
      </form>
      <p className="text-xs text-muted-foreground">
        You do not know it, or did not sign up yourself?{" "}
        <Link to="/forgot-password" className="text-link">
          Set a new password
        </Link>
        , which confirms your address, too.
      </p>
    </AccountPage>
  );
}
