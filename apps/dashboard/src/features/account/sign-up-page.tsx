import { limits, type SignUpInput, signUpInput } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { Field, FieldDescription, FieldError, FieldGroup, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { Spinner } from "@fanal/ui/components/spinner";
import { zodResolver } from "@hookform/resolvers/zod";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { AccountPage } from "../../components/account-page.tsx";
import { FormFailure } from "../../components/form-failure.tsx";
import { required } from "../../lib/forms.ts";
import { signUp } from "../../lib/session.ts";

const form = signUpInput.extend({
  name: required("Write your name. It stands beside the updates that you post.", signUpInput.shape.name),
});

export function SignUpPage() {
  const navigate = useNavigate();
  const [failure, setFailure] = useState<string | null>(null);
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(form),
    defaultValues: { name: "", email: "", password: "" },
  });
  const { errors, isSubmitting } = formState;

  async function submit(values: SignUpInput) {
    setFailure(null);
    const refused = await signUp(values);
    if (refused !== null) setFailure(refused.message);
    else await navigate({ to: "/new" });
  }

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
              autoComplete="new-password"
              className="h-9"
              aria-invalid={errors.password !== undefined}
              aria-describedby="password-help"
              {...register("password")}
            />
            {errors.password === undefined && (
              <FieldDescription id="password-help">
                At least {limits.passwordMin} characters.
              </FieldDescription>
            )}
            <FieldError errors={[errors.password]} />
          </Field>
          <Button type="submit" size="lg" className="w-full" aria-disabled={isSubmitting}>
            {isSubmitting && <Spinner label="" />}
            Sign up
          </Button>
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
