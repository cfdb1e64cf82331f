import { Field, FieldError, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import type { FieldError as Problem, UseFormRegisterReturn } from "react-hook-form";

interface EmailFieldProps {
  registered: UseFormRegisterReturn;
  problem: Problem | undefined;
  /** Passkeys are offered in the list that the browser opens here. */
  autoComplete?: string;
  /** Shown, and not to be changed. */
  isFixed?: boolean;
}

export function EmailField(props: EmailFieldProps) {
  const { registered, problem, autoComplete = "username", isFixed = false } = props;
  return (
    <Field data-invalid={problem !== undefined}>
      <FieldLabel htmlFor="email">E-mail</FieldLabel>
      <Input
        id="email"
        type="email"
        autoComplete={autoComplete}
        className="h-9"
        readOnly={isFixed}
        aria-invalid={problem !== undefined}
        {...registered}
      />
      <FieldError errors={[problem]} />
    </Field>
  );
}
