import type { Me } from "@fanal/contract";
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
  AlertDialogTrigger,
} from "@fanal/ui/components/alert-dialog";
import { Button } from "@fanal/ui/components/button";
import { Field, FieldGroup, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { useState } from "react";
import { FormFailure } from "../../../components/form-failure.tsx";
import { deleteAccount } from "../../../lib/account.ts";
import { SecretField } from "./secret-field.tsx";
import { Section } from "./section.tsx";
import { useAct } from "./use-act.ts";

/** Nothing brings an account back, so its address is typed before it goes. */
export function DeleteSection({ me }: { me: Me }) {
  const [typed, setTyped] = useState("");
  const [password, setPassword] = useState("");
  const { isBusy, failure, act } = useAct();

  async function submit(event: React.SyntheticEvent) {
    event.preventDefault();
    const isDone = await act(async () =>
      typed.trim().toLowerCase() === me.email
        ? deleteAccount(password)
        : { message: `This is not ${me.email}. Type it to go on.` },
    );
    // As a new document: nothing of the account stays in this one.
    if (isDone) location.assign("/sign-in");
  }

  return (
    <Section
      isDangerous
      title="Delete account"
      help="Your memberships and sessions end. What you posted stays, with your name."
    >
      <AlertDialog>
        <AlertDialogTrigger asChild>
          <Button variant="outline">Delete account…</Button>
        </AlertDialogTrigger>
        <AlertDialogContent>
          <form noValidate onSubmit={submit}>
            <AlertDialogHeader>
              <AlertDialogTitle>Delete your account?</AlertDialogTitle>
              <AlertDialogDescription>
                You leave{" "}
                {me.organizations.length === 1
                  ? "1 organization"
                  : `${me.organizations.length} organizations`}{" "}
                and are signed out everywhere. This cannot be undone.
              </AlertDialogDescription>
            </AlertDialogHeader>
            <FieldGroup className="px-5 pb-4">
              <FormFailure message={failure} />
              <Field>
                <FieldLabel htmlFor="delete-email">Type {me.email} to go on</FieldLabel>
                <Input
                  id="delete-email"
                  autoComplete="off"
                  value={typed}
                  onChange={(event) => setTyped(event.target.value)}
                />
              </Field>
              {me.hasPassword && (
                <SecretField
                  label="Your password"
                  autoComplete="current-password"
                  value={password}
                  onChange={setPassword}
                />
              )}
            </FieldGroup>
            <AlertDialogFooter>
              <AlertDialogCancel>Cancel</AlertDialogCancel>
              <Button type="submit" variant="destructive" aria-disabled={isBusy}>
                Delete account
              </Button>
            </AlertDialogFooter>
          </form>
        </AlertDialogContent>
      </AlertDialog>
    </Section>
  );
}
