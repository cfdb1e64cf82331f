import type { SignUpInput } from "@fanal/contract";
import { FieldGroup } from "@fanal/ui/components/field";
import { zodResolver } from "@hookform/resolvers/zod";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { AccountPage } from "../../components/account-page.tsx";
import { Auth0Button, OrHairline } from "../../components/auth0-sign-in.tsx";
import { FormFailure } from "../../components/form-failure.tsx";
import { NewAccountFields } from "../../components/new-account-fields.tsx";
import { SubmitButton } from "../../components/submit-button.tsx";
import { api } from "../../lib/api.ts";
import { auth0Offer } from "../../lib/auth0.ts";
import { sentenceOf } from "../../lib/errors.ts";
import { newAccount } from "../../lib/new-account.ts";
import { isSignedIn } from "../../lib/session.ts";
import { signIn, signUp } from "../../lib/sign-in.ts";
import { type OpenInvitation, sentenceOfInvitation } from "./invitation.ts";
import { useJoin } from "./use-join.ts";

/** For whoever is not signed in: makes an account with exactly the address that was invited, or leads to sign in. */
export function JoinWithAccount({ invitation }: { invitation: OpenInvitation }) {
  const offer = auth0Offer();
  const here = `/invitations/${invitation.token}`;
  return (
    <AccountPage title={`Join ${invitation.organizationName}`}>
      <p className="wrap-anywhere">{sentenceOfInvitation(invitation)}</p>
      {offer !== null && <Auth0Button returnPath={here} refusal={null} />}
      {offer === "beside" && <OrHairline />}
      {offer !== "only" && (
        <>
          <SignUpToJoin invitation={invitation} />
          <p className="text-xs text-muted-foreground">
            Have an account with this address?{" "}
            <Link to="/sign-in" search={{ return: here }} className="text-link">
              Sign in and join
            </Link>
          </p>
        </>
      )}
    </AccountPage>
  );
}

function SignUpToJoin({ invitation }: { invitation: OpenInvitation }) {
  const { token, email } = invitation;
  const { join, failure: refused } = useJoin(token);
  const [failure, setFailure] = useState<string | null>(null);
  const form = useForm({
    resolver: zodResolver(newAccount),
    defaultValues: { name: "", email, password: "" },
  });

  async function submit(values: SignUpInput) {
    setFailure(null);
    const problem = await makeAccount(invitation, values);
    if (problem !== null) setFailure(problem);
    else if (await isSignedIn()) await join();
    // Where an address has to be confirmed first, the account waits for that.
    else setFailure("Confirm your address with the mail that is on its way, then open this link again.");
  }

  return (
    <form noValidate onSubmit={form.handleSubmit(submit)}>
      <FieldGroup>
        <FormFailure message={failure ?? refused} />
        <NewAccountFields form={form} isEmailFixed />
        <SubmitButton isBusy={form.formState.isSubmitting}>Sign up and join</SubmitButton>
      </FieldGroup>
    </form>
  );
}

/** Makes the account and signs in; what stands against it, in a sentence. */
async function makeAccount(
  { token, provesAddress }: OpenInvitation,
  { name, email, password }: SignUpInput,
): Promise<string | null> {
  if (!provesAddress) {
    const made = await signUp({ name, email, password, invitation: token });
    if (made.kind === "confirm")
      return "Confirm your address first, by the link in your inbox. Then open this invitation again and sign in.";
    return made.kind === "refused" ? made.message : null;
  }
  try {
    await api.invitations.signUp({ token, name, password });
  } catch (error) {
    return sentenceOf(error);
  }
  // Where there was an account already its password counts, not this one.
  const outcome = await signIn({ email, password });
  if (outcome.kind === "done") return null;
  return outcome.kind === "refused"
    ? `${outcome.message} Or sign in below, if you have an account.`
    : "You have an account with a second factor. Sign in below.";
}
