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
import { continueWithSso, type SsoOffer, ssoOffers, wordsOfSsoRefusal } from "../../lib/single-sign-on.ts";
import { SsoButtons } from "./sso-sign-in.tsx";

const form = z.object({ email: z.email("Write your work e-mail, for example mara@acme.example.") });

/** Asks for an address and leads to the provider of its domain; says the same whether the address has an account. */
export function SingleSignOnPage({ returnPath }: { returnPath: string }) {
  const [failure, setFailure] = useState<string | null>(null);
  const [choice, setChoice] = useState<{ email: string; offers: SsoOffer[] } | null>(null);
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(form),
    defaultValues: { email: "" },
  });
  const { errors, isSubmitting } = formState;

  async function submit({ email }: z.infer<typeof form>) {
    setFailure(null);
    const offers = await ssoOffers({ email });
    if (typeof offers === "string") return setFailure(offers);
    const [only, ...others] = offers;
    if (only === undefined) return setFailure(wordsOfSsoRefusal("sso_unknown"));
    if (others.length > 0) return setChoice({ email, offers });
    const request = { provider: only.id, email, returnPath: returnPath === "/" ? undefined : returnPath };
    return setFailure(await continueWithSso(request));
  }

  return (
    <AccountPage title={choice === null ? "Use single sign-on" : "Choose where to sign in"}>
      {choice === null ? (
        <form noValidate onSubmit={handleSubmit(submit)}>
          <FieldGroup>
            <FormFailure message={failure} />
            <EmailField registered={register("email")} problem={errors.email} />
            <SubmitButton isBusy={isSubmitting}>Continue</SubmitButton>
          </FieldGroup>
        </form>
      ) : (
        <SsoButtons {...choice} returnPath={returnPath} />
      )}
      <p className="text-xs text-muted-foreground">
        <Link to="/sign-in" search={returnPath === "/" ? {} : { return: returnPath }} className="text-link">
          Back to sign-in
        </Link>
      </p>
    </AccountPage>
  );
}
