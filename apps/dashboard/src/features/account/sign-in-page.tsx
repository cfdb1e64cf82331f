import { Button } from "@fanal/ui/components/button";
import { FieldGroup } from "@fanal/ui/components/field";
import { zodResolver } from "@hookform/resolvers/zod";
import { Link, useNavigate } from "@tanstack/react-router";
import { BuildingIcon, KeyRoundIcon, MailIcon } from "lucide-react";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { AccountPage } from "../../components/account-page.tsx";
import { Auth0Button, OrHairline } from "../../components/auth0-sign-in.tsx";
import { EmailField } from "../../components/email-field.tsx";
import { FormFailure } from "../../components/form-failure.tsx";
import { PasswordField } from "../../components/password-field.tsx";
import { SubmitButton } from "../../components/submit-button.tsx";
import { auth0Offer, wordsOfRefusal } from "../../lib/auth0.ts";
import { signIn, signInWithPasskey } from "../../lib/sign-in.ts";
import { isSignUpOpen } from "../../lib/sign-up.ts";
import { wordsOfSsoRefusal } from "../../lib/single-sign-on.ts";
import { useSsoOffers } from "../../lib/use-sso-offers.ts";
import { demoLogin } from "./demo-login.ts";
import { SsoButtons } from "./sso-sign-in.tsx";
import { useArrive } from "./use-arrive.ts";

const form = z.object({
  email: z.email("Write your e-mail address, for example mara@acme.example."),
  password: z.string().min(1, "Write your password."),
});

interface SignInPageProps {
  returnPath: string;
  /** That one signs in to: a slug of ours, or what an invitation of Auth0 names. */
  organization: string | undefined;
  /** Of Auth0. */
  invitation: string | undefined;
  /** Why a sign-in by a provider came to nothing. */
  refusal: string | undefined;
}

export function SignInPage({ returnPath, organization, invitation, refusal }: SignInPageProps) {
  const offer = auth0Offer();
  const offers = useSsoOffers(organization) ?? [];
  const auth0 = offer !== null && (
    <Auth0Button
      returnPath={returnPath === "/" ? undefined : returnPath}
      organization={organization}
      invitation={invitation}
      refusal={wordsOfRefusal(refusal)}
    />
  );
  if (offer === "only") return <AccountPage title="Sign in to Fanal">{auth0}</AccountPage>;
  return (
    <AccountPage title="Sign in to Fanal">
      <FormFailure message={wordsOfSsoRefusal(refusal)} />
      {auth0}
      {offers.length > 0 && <SsoButtons offers={offers} returnPath={returnPath} />}
      {(offer !== null || offers.length > 0) && <OrHairline />}
      <PasswordSignIn returnPath={returnPath} />
      <OtherWays returnPath={returnPath} />
    </AccountPage>
  );
}

function PasswordSignIn({ returnPath }: { returnPath: string }) {
  const navigate = useNavigate();
  const arrive = useArrive(returnPath);
  const demo = demoLogin();
  const [failure, setFailure] = useState<string | null>(null);
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(form),
    defaultValues: demo ?? { email: "", password: "" },
  });
  const { errors, isSubmitting } = formState;

  async function submit(values: z.infer<typeof form>) {
    setFailure(null);
    const outcome = await signIn(values);
    if (outcome.kind === "refused") setFailure(outcome.message);
    else if (outcome.kind === "done") await arrive();
    else await navigate({ to: "/second-factor", search: returnPath === "/" ? {} : { return: returnPath } });
  }

  return (
    <>
      <form noValidate onSubmit={handleSubmit(submit)}>
        <FieldGroup>
          <FormFailure message={failure} />
          <EmailField
            registered={register("email")}
            problem={errors.email}
            autoComplete="username webauthn"
          />
          <PasswordField registered={register("password")} problem={errors.password} purpose="current" />
          <SubmitButton isBusy={isSubmitting}>Sign in</SubmitButton>
        </FieldGroup>
      </form>
      <div className="flex flex-col gap-2 text-xs text-muted-foreground">
        {demo !== null && <p>The demo’s login is filled in.</p>}
        <p className="flex flex-wrap justify-between gap-x-4 gap-y-2">
          <Link to="/forgot-password" className="text-link">
            Forgot your password?
          </Link>
          {isSignUpOpen() ? (
            <span>
              No account yet?{" "}
              <Link to="/sign-up" className="text-link">
                Sign up
              </Link>
            </span>
          ) : (
            "No account yet? Ask for an invitation."
          )}
        </p>
      </div>
    </>
  );
}

/** For those who would rather type no password. */
function OtherWays({ returnPath }: { returnPath: string }) {
  const arrive = useArrive(returnPath);
  const [failure, setFailure] = useState<string | null>(null);

  async function enterWithPasskey() {
    setFailure(null);
    const refused = await signInWithPasskey();
    if (refused === null) await arrive();
    else setFailure(refused.message);
  }

  return (
    <section aria-label="Other ways to sign in" className="flex flex-col gap-2 border-t pt-6">
      <FormFailure message={failure} />
      <Button variant="outline" size="lg" onClick={() => void enterWithPasskey()}>
        <KeyRoundIcon aria-hidden data-icon="inline-start" />
        Use a passkey
      </Button>
      <Button variant="outline" size="lg" asChild>
        <Link to="/magic-link">
          <MailIcon aria-hidden data-icon="inline-start" />
          Get a link by mail
        </Link>
      </Button>
      <Button variant="outline" size="lg" asChild>
        <Link to="/single-sign-on" search={returnPath === "/" ? {} : { return: returnPath }}>
          <BuildingIcon aria-hidden data-icon="inline-start" />
          Use single sign-on
        </Link>
      </Button>
    </section>
  );
}
