import { Field, FieldContent, FieldDescription, FieldError, FieldLabel } from "@fanal/ui/components/field";
import { Switch } from "@fanal/ui/components/switch";
import { type ReactNode, useId } from "react";
import type { useSignInSetting } from "./use-sign-in-setting.ts";

interface SettingSwitchProps {
  label: string;
  /** What it does to members. */
  help: string;
  isOn: boolean;
  setting: ReturnType<typeof useSignInSetting>;
  onChange: (isOn: boolean) => void;
  /** Behind the words of a refusal. */
  children?: ReactNode;
}

/** What members have to do when they sign in; it counts from the moment that it is switched on. */
export function SettingSwitch({ label, help, isOn, setting, onChange, children }: SettingSwitchProps) {
  const id = useId();
  const { failure, isPending, canChange } = setting;
  return (
    <Field orientation="horizontal" className="max-w-110" data-invalid={failure !== null}>
      <FieldContent>
        <FieldLabel htmlFor={id}>{label}</FieldLabel>
        <FieldDescription id={`${id}-help`}>{help}</FieldDescription>
        {failure !== null && (
          <FieldError>
            {failure} {children}
          </FieldError>
        )}
      </FieldContent>
      <Switch
        id={id}
        checked={isOn}
        disabled={!canChange}
        aria-describedby={`${id}-help`}
        aria-disabled={isPending}
        onCheckedChange={onChange}
      />
    </Field>
  );
}
