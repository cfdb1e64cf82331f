import { limits } from "@fanal/contract";
import { Field, FieldDescription, FieldError, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import type { FieldError as Problem, UseFormRegisterReturn } from "react-hook-form";

interface PasswordFieldProps {
  registered: UseFormRegisterReturn;
  problem: Problem | undefined;
  label?: string;
  /** One that is chosen here, or one that is known already. */
  purpose: "new" | "current";
}

export function PasswordField({ registered, problem, label = "Password", purpose }: PasswordFieldProps) {
  const id = registered.name;
  const helpId = `${id}-help`;
  return (
    <Field data-invalid={problem !== undefined}>
      <FieldLabel htmlFor={id}>{label}</FieldLabel>
      <Input
        id={id}
        type="password"
        autoComplete={`${purpose}-password`}
        className="h-9"
        aria-invalid={problem !== undefined}
        aria-describedby={purpose === "new" ? helpId : undefined}
        {...registered}
      />
      {purpose === "new" && problem === undefined && (
        <FieldDescription id={helpId}>
          At least {limits.passwordMin} characters, and none of the most common ones.
        </FieldDescription>
      )}
      <FieldError errors={[problem]} />
    </Field>
  );
}
