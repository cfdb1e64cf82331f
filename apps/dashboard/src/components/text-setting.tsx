import { Field, FieldDescription, FieldError, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { useId } from "react";

interface TextSettingProps {
  label: string;
  help?: string;
  placeholder?: string;
  value: string;
  problem: string | null;
  onChange: (value: string) => void;
}

/** A text of one line in a form: what somebody sets. */
export function TextSetting({ label, help, placeholder, value, problem, onChange }: TextSettingProps) {
  const id = useId();
  return (
    <Field data-invalid={problem !== null}>
      <FieldLabel htmlFor={id}>{label}</FieldLabel>
      <Input
        id={id}
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={value}
        aria-invalid={problem !== null}
        aria-describedby={help === undefined ? undefined : `${id}-help`}
        onChange={(event) => onChange(event.target.value)}
      />
      {help !== undefined && <FieldDescription id={`${id}-help`}>{help}</FieldDescription>}
      <FieldError>{problem}</FieldError>
    </Field>
  );
}
