import { Field, FieldDescription, FieldError, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { type ComponentProps, useId } from "react";

interface TextSettingProps
  extends Pick<ComponentProps<typeof Input>, "type" | "placeholder" | "maxLength" | "min" | "max"> {
  label: string;
  help?: string | undefined;
  value: string;
  problem: string | null;
  onChange: (value: string) => void;
}

/** A text of one line in a form: what somebody sets. */
export function TextSetting({ label, help, problem, onChange, ...input }: TextSettingProps) {
  const id = useId();
  return (
    <Field data-invalid={problem !== null}>
      <FieldLabel htmlFor={id}>{label}</FieldLabel>
      <Input
        id={id}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={problem !== null}
        aria-describedby={help === undefined ? undefined : `${id}-help`}
        onChange={(event) => onChange(event.target.value)}
        {...input}
      />
      {help !== undefined && <FieldDescription id={`${id}-help`}>{help}</FieldDescription>}
      <FieldError>{problem}</FieldError>
    </Field>
  );
}
