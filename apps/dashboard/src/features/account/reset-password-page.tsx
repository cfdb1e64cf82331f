import { signUpInput } from "@fanal/contract";
import { FieldGroup } from "@fanal/ui/components/field";
import { zodResolver } from "@hookform/resolvers/zod";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { AccountPage } from "../../components/account-page.tsx";
import { FormFailure } from "../../components/form-failure.tsx";
import { PasswordField } from "../../components/password-field.tsx";
import { SubmitButton } from "../../components/submit-button.tsx";
import { resetPassword } from "../../lib/sign-in.ts";
import { LinkMissing } from "./link-missing.tsx";
import { useLinkToken } from "./use-link-token.ts";

const form = signUpInput.pick({ password: true });

/** Sets a new password by the link of a mail. */
export function ResetPasswordPage() {
  const token = useLinkToken();
  const [isDone, setIsDone] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(form),
    defaultValues: { password: "" },
  });
  const { errors, isSubmitting } = formState;

  if (token === null)
    return (
      <LinkMissing title="Set a new password">
        {" "}
        Or{" "}
        <Link to="/forgot-password" className="text-link">
          ask for a new one
        </Link>
        .
      </LinkMissing>
    );

  async function submit({ password }: z.infer<typeof form>) {
    setFailure(null);
    const refused = await resetPassword(token ?? "", password);
    setIsDone(refused === null);
    if (refused !== null) setFailure(refused.message);
  }

  return (
    <AccountPage title={isDone ? "Password set" : "Set a new password"}>
      {isDone ? (
        <p role="status">
          You are signed out everywhere.{" "}
          <Link to="/sign-in" className="text-link">
            Sign in with the new password
          </Link>
        </p>
      ) : (
        <form noValidate onSubmit={handleSubmit(submit)}>
          <FieldGroup>
            <FormFailure message={failure} />
            <PasswordField
              registered={register("password")}
              problem={errors.password}
              label="New password"
              purpose="new"
            />
            <SubmitButton isBusy={isSubmitting}>Set password</SubmitButton>
          </FieldGroup>
        </form>
      )}
      {!isDone && (
        <p className="text-xs text-muted-foreground">
          <Link to="/forgot-password" className="text-link">
            Ask for a new link
          </Link>
        </p>
      )}
    </AccountPage>
  );
}
