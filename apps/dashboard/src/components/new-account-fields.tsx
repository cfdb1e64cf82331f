import type { SignUpInput } from "@fanal/contract";
import { Field, FieldError, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import type { UseFormReturn } from "react-hook-form";
import { EmailField } from "./email-field.tsx";
import { PasswordField } from "./password-field.tsx";

interface NewAccountFieldsProps {
  form: Pick<UseFormReturn<SignUpInput>, "register" | "formState">;
  /** It can be no other, as where an address was invited. */
  isEmailFixed?: boolean;
}

/** Who an account is for, and the password that is chosen for it. */
export function NewAccountFields({ form, isEmailFixed = false }: NewAccountFieldsProps) {
  const { register, formState } = form;
  const { errors } = formState;
  return (
    <>
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
      <EmailField registered={register("email")} problem={errors.email} isFixed={isEmailFixed} />
      <PasswordField registered={register("password")} problem={errors.password} purpose="new" />
    </>
  );
}
