import { Field, FieldDescription, FieldError, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { useId } from "react";

interface TimeFieldProps {
  label: string;
  /** Local date and time as `datetime-local` writes it; empty for none. */
  value: string;
  onChange: (value: string) => void;
  min?: string | undefined;
  max?: string | undefined;
  help?: string | undefined;
  problem?: string | null;
}

/** A date and a time on one clock. */
export function TimeField({ label, value, onChange, min, max, help, problem = null }: TimeFieldProps) {
  const id = useId();
  return (
    <Field data-invalid={problem !== null}>
      <FieldLabel htmlFor={id}>{label}</FieldLabel>
      <Input
        id={id}
        type="datetime-local"
        value={value}
        min={min}
        max={max}
        aria-invalid={problem !== null}
        aria-describedby={help === undefined ? undefined : `${id}-help`}
        onChange={(event) => onChange(event.target.value)}
      />
      {help !== undefined && <FieldDescription id={`${id}-help`}>{help}</FieldDescription>}
      <FieldError>{problem}</FieldError>
    </Field>
  );
}
