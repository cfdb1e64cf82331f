import type { SignUpInput } from "@fanal/contract";
import { FieldGroup } from "@fanal/ui/components/field";
import { zodResolver } from "@hookform/resolvers/zod";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { AccountPage } from "../../components/account-page.tsx";
import { FormFailure } from "../../components/form-failure.tsx";
import { NewAccountFields } from "../../components/new-account-fields.tsx";
import { SubmitButton } from "../../components/submit-button.tsx";
import { newAccount } from "../../lib/new-account.ts";
import { signUp } from "../../lib/sign-in.ts";
import { isSignUpOpen } from "../../lib/sign-up.ts";

export function SignUpPage() {
  return isSignUpOpen() ? <OpenSignUp /> : <ClosedSignUp />;
}

function ClosedSignUp() {
  return (
    <AccountPage title="Sign-up is closed">
      <p>
        New accounts are made by invitation here. Ask somebody who uses this Fanal for one: the link that they
        send you makes your account.
      </p>
      <HaveAnAccount />
    </AccountPage>
  );
}

function OpenSignUp() {
  const navigate = useNavigate();
  const [failure, setFailure] = useState<string | null>(null);
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useForm({
    resolver: zodResolver(newAccount),
    defaultValues: { name: "", email: "", password: "" },
  });

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
      <form noValidate onSubmit={form.handleSubmit(submit)}>
        <FieldGroup>
          <FormFailure message={failure} />
          <NewAccountFields form={form} />
          <SubmitButton isBusy={form.formState.isSubmitting}>Sign up</SubmitButton>
        </FieldGroup>
      </form>
      <HaveAnAccount />
    </AccountPage>
  );
}

function HaveAnAccount() {
  return (
    <p className="text-xs text-muted-foreground">
      Have an account?{" "}
      <Link to="/sign-in" className="text-link">
        Sign in
      </Link>
    </p>
  );
}

/** Says the same for an address that has an account: its owner is told by mail. */
function CheckInbox({ address }: { address: string }) {
  return (
    <AccountPage title="Check your inbox">
      <p role="status">A mail to {address} says how to go on. Its link works for an hour.</p>
      <p className="text-xs text-muted-foreground">
        <Link to="/sign-in" className="text-link">
          Back to sign-in
        </Link>
      </p>
    </AccountPage>
  );
}
