import { Button } from "@fanal/ui/components/button";
import { Field, FieldDescription, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { Popover, PopoverContent, PopoverTrigger } from "@fanal/ui/components/popover";
import { ClockIcon } from "lucide-react";
import { useId } from "react";
import { clockTime, localInputValue, momentOfInput } from "../lib/time.ts";

interface StartedPickerProps {
  /** Local date and time as `datetime-local` writes it; empty for now. */
  value: string;
  onChange: (value: string) => void;
}

/** When an incident began: now, unless it was noticed late. */
export function StartedPicker({ value, onChange }: StartedPickerProps) {
  const id = useId();
  const now = new Date();
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button variant={value === "" ? "outline" : "secondary"} size="sm">
          <ClockIcon aria-hidden />
          {value === "" ? "Started now" : `Started ${clockTime(momentOfInput(value).toISOString(), now)}`}
        </Button>
      </PopoverTrigger>
      <PopoverContent aria-label="Started">
        <Field>
          <FieldLabel htmlFor={id}>Started</FieldLabel>
          <Input
            id={id}
            type="datetime-local"
            max={localInputValue(now)}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            aria-describedby={`${id}-help`}
          />
          <FieldDescription id={`${id}-help`}>In your time zone. Empty means now.</FieldDescription>
        </Field>
      </PopoverContent>
    </Popover>
  );
}
