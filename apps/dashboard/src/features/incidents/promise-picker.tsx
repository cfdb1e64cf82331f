import { Button } from "@fanal/ui/components/button";
import { Field, FieldDescription, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { Popover, PopoverContent, PopoverTrigger } from "@fanal/ui/components/popover";
import { TimerIcon } from "lucide-react";
import { useId, useState } from "react";
import { clockTime, localInputValue, momentOfInput } from "../../lib/time.ts";

interface PromisePickerProps {
  /** When the next update is promised, or `null` where nothing is. */
  value: string | null;
  onChange: (promisedAt: string | null) => void;
  /** What the button says; by default the promise. */
  words?: string;
}

const minuteMs = 60_000;
const quickMinutes = [15, 30, 60];

/** When the next update follows: visitors read it, and operators are told when it passes. */
export function PromisePicker({ value, onChange, words }: PromisePickerProps) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const now = new Date();
  const promise = value === null ? "Next update by…" : `Next update by ${clockTime(value, now)}`;

  function choose(promisedAt: string | null) {
    onChange(promisedAt);
    setOpen(false);
  }

  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button variant={value === null || words !== undefined ? "outline" : "secondary"} size="sm">
          <TimerIcon aria-hidden />
          {words ?? promise}
        </Button>
      </PopoverTrigger>
      <PopoverContent
        aria-label="Next update by"
        className="flex w-88 max-w-[calc(100vw-1rem)] flex-col gap-3"
      >
        <div className="flex flex-wrap gap-2">
          {quickMinutes.map((minutes) => {
            const promisedAt = roundedUp(now, minutes);
            return (
              <Button key={minutes} variant="outline" size="sm" onClick={() => choose(promisedAt)}>
                {minutes} min
                <span className="text-muted-foreground tabular-nums">{clockTime(promisedAt, now)}</span>
              </Button>
            );
          })}
        </div>
        <Field>
          <FieldLabel htmlFor={id}>Another time</FieldLabel>
          <Input
            id={id}
            type="datetime-local"
            min={localInputValue(now)}
            value={value === null ? "" : localInputValue(new Date(value))}
            onChange={({ target }) =>
              onChange(target.value === "" ? null : momentOfInput(target.value).toISOString())
            }
            aria-describedby={`${id}-help`}
          />
          <FieldDescription id={`${id}-help`}>
            In your time zone. Visitors see this promise; when it passes, the dashboard says so.
          </FieldDescription>
        </Field>
        {value !== null && (
          <Button variant="ghost" size="sm" className="self-start" onClick={() => choose(null)}>
            Promise nothing
          </Button>
        )}
      </PopoverContent>
    </Popover>
  );
}

/** A time that can be said aloud: whole five minutes. */
function roundedUp(now: Date, minutes: number): string {
  const step = 5 * minuteMs;
  return new Date(Math.ceil((now.getTime() + minutes * minuteMs) / step) * step).toISOString();
}

/** What is wrong with a promise at this moment, if something is. */
export function problemOfPromise(promisedAt: string | null): string | null {
  const now = new Date();
  if (promisedAt === null || new Date(promisedAt) > now) return null;
  return `${clockTime(promisedAt, now)} has passed. Promise the next update for later, or promise nothing.`;
}
