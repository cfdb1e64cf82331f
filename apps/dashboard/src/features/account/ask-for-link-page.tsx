import { FieldGroup } from "@fanal/ui/components/field";
import { zodResolver } from "@hookform/resolvers/zod";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { AccountPage } from "../../components/account-page.tsx";
import { EmailField } from "../../components/email-field.tsx";
import { FormFailure } from "../../components/form-failure.tsx";
import { SubmitButton } from "../../components/submit-button.tsx";
import { askForLink } from "../../lib/sign-in.ts";

const form = z.object({ email: z.email("Write your e-mail address, for example mara@acme.example.") });

const words = {
  sign_in: { title: "Get a link to sign in", act: "Send link", minutes: "10 minutes" },
  reset: { title: "Set a new password", act: "Send link", minutes: "an hour" },
} as const;

/** Asks for an address and has a link sent there; says the same whether it has an account. */
export function AskForLinkPage({ purpose }: { purpose: keyof typeof words }) {
  const { title, act, minutes } = words[purpose];
  const [sentTo, setSentTo] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(form),
    defaultValues: { email: "" },
  });
  const { errors, isSubmitting } = formState;

  async function submit({ email }: z.infer<typeof form>) {
    setFailure(null);
    const refused = await askForLink(purpose, email);
    if (refused === null) setSentTo(email);
    else setFailure(refused.message);
  }

  return (
    <AccountPage title={sentTo === null ? title : "Check your inbox"}>
      {sentTo === null ? (
        <form noValidate onSubmit={handleSubmit(submit)}>
          <FieldGroup>
            <FormFailure message={failure} />
            <EmailField registered={register("email")} problem={errors.email} />
            <SubmitButton isBusy={isSubmitting}>{act}</SubmitButton>
          </FieldGroup>
        </form>
      ) : (
        <p role="status">
          If {sentTo} has an account, a mail with a link is on its way. It works once, for {minutes}. Without
          a mail server, Fanal keeps it as a file; ask whoever runs it.
        </p>
      )}
      <p className="text-xs text-muted-foreground">
        <Link to="/sign-in" className="text-link">
          Back to sign-in
        </Link>
      </p>
    </AccountPage>
  );
}
