import { type SignUpInput, signUpInput } from "@fanal/contract";
import { Field, FieldError, FieldGroup, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { zodResolver } from "@hookform/resolvers/zod";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { AccountPage } from "../../components/account-page.tsx";
import { FormFailure } from "../../components/form-failure.tsx";
import { required } from "../../lib/forms.ts";
import { signUp } from "../../lib/session.ts";
import { EmailField } from "./email-field.tsx";
import { PasswordField } from "./password-field.tsx";
import { SubmitButton } from "./submit-button.tsx";

const form = signUpInput.extend({
  name: required("Write your name. It stands beside the updates that you post.", signUpInput.shape.name),
});

export function SignUpPage() {
  const navigate = useNavigate();
  const [failure, setFailure] = useState<string | null>(null);
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(form),
    defaultValues: { name: "", email: "", password: "" },
  });
  const { errors, isSubmitting } = formState;

  async function submit(values: SignUpInput) {
    setFailure(null);
    const outcome = await signUp(values);
    if (outcome.kind === "refused") setFailure(outcome.message);
    else if (outcome.kind === "confirm") setSentTo(values.email);
    else await navigate({ to: "/new" });
  }

  if (sentTo !== null) return <CheckInbox address={sentTo} />;
  return (
    <AccountPage title="Sign up for Fanal">
      <form noValidate onSubmit={handleSubmit(submit)}>
        <FieldGroup>
          <FormFailure message={failure} />
          <Field data-invalid={errors.name !== undefined}>
            <FieldLabel htmlFor="name">Name</FieldLabel>
            <Input
              id="name"
              autoComplete="name"
              className="h-9"
              aria-invalid={errors.name !== undefined}
              {...register("name")}
            />
            <FieldError errors={[errors.name]} />
          </Field>
          <EmailField registered={register("email")} problem={errors.email} />
          <PasswordField registered={register("password")} problem={errors.password} purpose="new" />
          <SubmitButton isBusy={isSubmitting}>Sign up</SubmitButton>
        </FieldGroup>
      </form>
      <p className="text-xs text-muted-foreground">
        Have an account?{" "}
        <Link to="/sign-in" className="text-primary underline underline-offset-4">
          Sign in
        </Link>
      </p>
    </AccountPage>
  );
}

/** Says the same for an address that has an account: its owner is told by mail. */
function CheckInbox({ address }: { address: string }) {
  return (
    <AccountPage title="Check your inbox">
      <p role="status">A mail to {address} says how to go on. Its link works for an hour.</p>
      <p className="text-xs text-muted-foreground">
        <Link to="/sign-in" className="text-primary underline underline-offset-4">
          Back to sign-in
        </Link>
      </p>
    </AccountPage>
  );
}
