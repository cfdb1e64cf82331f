import { Button } from "@fanal/ui/components/button";
import { Popover, PopoverContent, PopoverTrigger } from "@fanal/ui/components/popover";
import { useState } from "react";
import { TimeField } from "../../components/time-field.tsx";
import { clockTime, fullTime, localInputValue, momentOfInput } from "../../lib/time.ts";

interface TimePickerProps {
  /** "Started" */
  label: string;
  value: string;
  /** What is wrong with a time, if something is. Times are local, as `datetime-local` writes them. */
  problemOf: (local: string) => string | null;
  onSave: (time: string) => void;
  /** What it changes, for whoever is about to. */
  help: string;
}

/** A time that was wrong all along, corrected where it stands. */
export function TimePicker({ label, value, problemOf, onSave, help }: TimePickerProps) {
  const now = new Date();
  const saved = localInputValue(new Date(value));
  const [isOpen, setOpen] = useState(false);
  const [written, setWritten] = useState(saved);
  const [problem, setProblem] = useState<string | null>(null);

  function open(next: boolean) {
    setWritten(saved);
    setProblem(null);
    setOpen(next);
  }

  function save(event: React.FormEvent) {
    event.preventDefault();
    const found = problemOf(written);
    if (found !== null) return setProblem(found);
    if (written !== saved) onSave(momentOfInput(written).toISOString());
    setOpen(false);
  }

  return (
    <Popover open={isOpen} onOpenChange={open}>
      <PopoverTrigger asChild>
        <Button variant="ghost" size="sm" className="-ml-2.5 font-normal" title={fullTime(value)}>
          <time dateTime={value} className="tabular-nums">
            {clockTime(value, now)}
          </time>
          <span className="sr-only">, correct {label.toLowerCase()}</span>
        </Button>
      </PopoverTrigger>
      <PopoverContent aria-label={label}>
        <form noValidate className="flex flex-col gap-3" onSubmit={save}>
          <TimeField
            label={label}
            value={written}
            max={localInputValue(now)}
            help={`In your time zone. ${help}`}
            problem={problem}
            onChange={setWritten}
          />
          <Button type="submit" size="sm" className="self-start">
            Save time
          </Button>
        </form>
      </PopoverContent>
    </Popover>
  );
}
