import { Field, FieldDescription, FieldError, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@fanal/ui/components/select";
import { useId } from "react";
import { type TypedDuration, type UnitName, units } from "../lib/durations.ts";
import { pick } from "../lib/pick.ts";

interface DurationFieldProps {
  label: string;
  help?: string;
  value: TypedDuration;
  problem: string | null;
  onChange: (value: TypedDuration) => void;
}

const names = units.map(({ name }) => name);

/** How long: a number and its unit. */
export function DurationField({ label, help, value, problem, onChange }: DurationFieldProps) {
  const id = useId();
  return (
    <Field data-invalid={problem !== null}>
      <FieldLabel htmlFor={id}>{label}</FieldLabel>
      <div className="flex gap-2">
        <Input
          id={id}
          inputMode="decimal"
          autoComplete="off"
          className="w-24 tabular-nums"
          value={value.count}
          aria-invalid={problem !== null}
          aria-describedby={help === undefined ? undefined : `${id}-help`}
          onChange={(event) => onChange({ ...value, count: event.target.value })}
        />
        <Select
          value={value.unit}
          onValueChange={(unit) => onChange({ ...value, unit: pick<UnitName>(names, unit) })}
        >
          <SelectTrigger aria-label={`Unit of ${label.toLowerCase()}`} className="w-32">
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            {names.map((name) => (
              <SelectItem key={name} value={name}>
                {name}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      </div>
      {help !== undefined && <FieldDescription id={`${id}-help`}>{help}</FieldDescription>}
      <FieldError>{problem}</FieldError>
    </Field>
  );
}
