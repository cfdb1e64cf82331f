import { Button } from "@fanal/ui/components/button";
import { Field, FieldError, FieldGroup, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { Spinner } from "@fanal/ui/components/spinner";
import { zodResolver } from "@hookform/resolvers/zod";
import { Link, useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { AccountPage } from "../../components/account-page.tsx";
import { FormFailure } from "../../components/form-failure.tsx";
import { auth0Offer, wordsOfRefusal } from "../../lib/auth0.ts";
import { isStatusPage } from "../../lib/return-path.ts";
import { signIn } from "../../lib/session.ts";
import { Auth0Button, OrHairline } from "./auth0-sign-in.tsx";
import { demoLogin } from "./demo-login.ts";

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
  /** Why a sign-in with Auth0 came to nothing. */
  refusal: string | undefined;
}

export function SignInPage({ returnPath, organization, invitation, refusal }: SignInPageProps) {
  const offer = auth0Offer();
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
      {auth0}
      {offer !== null && <OrHairline />}
      <PasswordSignIn returnPath={returnPath} />
    </AccountPage>
  );
}

function PasswordSignIn({ returnPath }: { returnPath: string }) {
  const router = useRouter();
  const demo = demoLogin();
  const [failure, setFailure] = useState<string | null>(null);
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(form),
    defaultValues: demo ?? { email: "", password: "" },
  });
  const { errors, isSubmitting } = formState;

  async function submit(values: z.infer<typeof form>) {
    setFailure(null);
    const refused = await signIn(values);
    if (refused !== null) setFailure(refused.message);
    else if (isStatusPage(returnPath)) location.assign(returnPath);
    else await router.navigate({ href: returnPath });
  }

  return (
    <>
      <form noValidate onSubmit={handleSubmit(submit)}>
        <FieldGroup>
          <FormFailure message={failure} />
          <Field data-invalid={errors.email !== undefined}>
            <FieldLabel htmlFor="email">E-mail</FieldLabel>
            <Input
              id="email"
              type="email"
              autoComplete="username"
              className="h-9"
              aria-invalid={errors.email !== undefined}
              {...register("email")}
            />
            <FieldError errors={[errors.email]} />
          </Field>
          <Field data-invalid={errors.password !== undefined}>
            <FieldLabel htmlFor="password">Password</FieldLabel>
            <Input
              id="password"
              type="password"
              autoComplete="current-password"
              className="h-9"
              aria-invalid={errors.password !== undefined}
              {...register("password")}
            />
            <FieldError errors={[errors.password]} />
          </Field>
          <Button type="submit" size="lg" className="w-full" aria-disabled={isSubmitting}>
            {isSubmitting && <Spinner label="" />}
            Sign in
          </Button>
        </FieldGroup>
      </form>
      <p className="text-xs text-muted-foreground">
        {demo !== null && "The demo’s login is filled in. "}
        No account yet?{" "}
        <Link to="/sign-up" className="text-primary underline underline-offset-4">
          Sign up
        </Link>
      </p>
    </>
  );
}
