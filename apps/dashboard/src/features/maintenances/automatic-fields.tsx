import { Field, FieldContent, FieldDescription, FieldLabel } from "@fanal/ui/components/field";
import { Switch } from "@fanal/ui/components/switch";
import { useId } from "react";
import type { Draft } from "./draft.ts";

interface AutomaticFieldsProps {
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
}

/** What happens at both ends of the window without anybody. */
export function AutomaticFields({ draft, onChange }: AutomaticFieldsProps) {
  return (
    <div className="flex max-w-140 flex-col gap-3">
      <Choice
        label="Starts by itself"
        help="At the start its services go under maintenance. Otherwise somebody starts it with an update."
        isOn={draft.startsAutomatically}
        onTurn={(startsAutomatically) => onChange({ startsAutomatically })}
      />
      <Choice
        label="Finishes by itself"
        help="At the end it is completed. Otherwise it stays in progress until somebody says that it is done."
        isOn={draft.finishesAutomatically}
        onTurn={(finishesAutomatically) => onChange({ finishesAutomatically })}
      />
      <Choice
        label="Tells subscribers by itself"
        help="They are reminded before, as their page has it, and told when it starts and finishes by itself. Otherwise only your updates reach them."
        isOn={draft.notifiesAutomatically}
        onTurn={(notifiesAutomatically) => onChange({ notifiesAutomatically })}
      />
    </div>
  );
}

interface ChoiceProps {
  label: string;
  help: string;
  isOn: boolean;
  onTurn: (isOn: boolean) => void;
}

function Choice({ label, help, isOn, onTurn }: ChoiceProps) {
  const id = useId();
  return (
    <Field orientation="horizontal">
      <FieldContent>
        <FieldLabel htmlFor={id}>{label}</FieldLabel>
        <FieldDescription id={`${id}-help`}>{help}</FieldDescription>
      </FieldContent>
      <Switch id={id} checked={isOn} onCheckedChange={onTurn} aria-describedby={`${id}-help`} />
    </Field>
  );
}
