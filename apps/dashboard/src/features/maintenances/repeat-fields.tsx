import { FieldDescription, FieldError } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@fanal/ui/components/select";
import { cn } from "@fanal/ui/lib/utils";
import type { ReactNode } from "react";
import { pick } from "../../lib/pick.ts";
import type { DraftProblems } from "./draft.ts";
import { fieldId } from "./field-id.ts";
import {
  monthDays,
  monthDaysOf,
  monthDayWords,
  type Repeat,
  repeatEnds,
  repeatKinds,
  weekdayNames,
  weekdayOf,
  weekdays,
} from "./repeat.ts";

interface RepeatFieldsProps {
  repeat: Repeat;
  localStart: string;
  problems: DraftProblems;
  /** Of what repeats already: it ends by being deleted. */
  isSeries: boolean;
  onChange: (repeat: Repeat) => void;
}

/** How it repeats, as a sentence that is filled in. */
export function RepeatFields({ repeat, localStart, problems, isSeries, onChange }: RepeatFieldsProps) {
  const set = (change: Partial<Repeat>) => onChange({ ...repeat, ...change });
  const parts = { repeat, localStart, problems, set };
  const isCounted = repeat.kind !== "none" && repeat.kind !== "custom";
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="pb-1.5 font-medium">Repeats</legend>
      <div className="flex flex-wrap items-center gap-2">
        {isCounted && <Every {...parts} />}
        <Kind repeat={repeat} isSeries={isSeries} onChange={(kind) => set({ kind })} />
        {repeat.kind === "weeks" && <Weekdays {...parts} />}
        {repeat.kind === "months" && <MonthDays {...parts} />}
        {isCounted && <Ends {...parts} />}
      </div>
      {repeat.kind === "custom" && <Rule {...parts} />}
      {(["every", "rule", "until", "count"] as const).map((field) => (
        <FieldError key={field} id={`${fieldId(field)}-error`}>
          {problems[field]}
        </FieldError>
      ))}
    </fieldset>
  );
}

interface PartProps {
  repeat: Repeat;
  localStart: string;
  problems: DraftProblems;
  set: (change: Partial<Repeat>) => void;
}

function Word({ children }: { children: ReactNode }) {
  return <span className="text-muted-foreground">{children}</span>;
}

const kindWords: Record<Repeat["kind"], string> = {
  none: "Does not repeat",
  days: "days",
  weeks: "weeks",
  months: "months",
  custom: "By a rule",
};

interface KindProps {
  repeat: Repeat;
  isSeries: boolean;
  onChange: (kind: Repeat["kind"]) => void;
}

function Kind({ repeat, isSeries, onChange }: KindProps) {
  const kinds = repeatKinds.filter((kind) => !isSeries || kind !== "none");
  return (
    <Select value={repeat.kind} onValueChange={(kind) => onChange(pick(repeatKinds, kind))}>
      <SelectTrigger aria-label="Repeats" className="w-auto">
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        {kinds.map((kind) => (
          <SelectItem key={kind} value={kind}>
            {kindWords[kind]}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}

function Every({ repeat, problems, set }: PartProps) {
  return (
    <>
      <Word>Every</Word>
      <Count
        field="every"
        label={`How many ${repeat.kind} apart`}
        value={repeat.every}
        problems={problems}
        onChange={(every) => set({ every })}
      />
    </>
  );
}

function Weekdays({ repeat, localStart, set }: PartProps) {
  const start = weekdayOf(localStart);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Word>on</Word>
      <div className="flex flex-wrap gap-1">
        {weekdays.map((day) => {
          const isOn = day === start || repeat.weekdays.includes(day);
          return (
            <button
              key={day}
              type="button"
              aria-pressed={isOn}
              // The day of its start belongs to it whatever is chosen besides.
              aria-disabled={day === start}
              onClick={() =>
                day !== start &&
                set({
                  weekdays: isOn ? repeat.weekdays.filter((one) => one !== day) : [...repeat.weekdays, day],
                })
              }
              className={cn(
                "h-7 min-w-9 touch-target cursor-default rounded-md border px-2 text-xs text-muted-foreground",
                "aria-pressed:border-transparent aria-pressed:bg-secondary aria-pressed:text-foreground",
                "forced-colors:aria-pressed:outline-2",
              )}
            >
              <span aria-hidden>{weekdayNames[day].slice(0, 3)}</span>
              <span className="sr-only">{weekdayNames[day]}</span>
            </button>
          );
        })}
      </div>
    </div>
  );
}

function MonthDays({ repeat, localStart, set }: PartProps) {
  const choices = monthDaysOf(localStart);
  const chosen = choices.includes(repeat.monthDay) ? repeat.monthDay : "date";
  return (
    <>
      <Word>on</Word>
      <Select value={chosen} onValueChange={(monthDay) => set({ monthDay: pick(monthDays, monthDay) })}>
        <SelectTrigger aria-label="Day of the month" className="w-auto">
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          {choices.map((kind) => (
            <SelectItem key={kind} value={kind}>
              {monthDayWords(kind, localStart)}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
    </>
  );
}

const endWords: Record<Repeat["ends"], string> = {
  never: "without an end",
  on: "until",
  after: "and ends after",
};

function Ends({ repeat, localStart, problems, set }: PartProps) {
  return (
    <>
      <Select value={repeat.ends} onValueChange={(ends) => set({ ends: pick(repeatEnds, ends) })}>
        <SelectTrigger aria-label="Ends" className="w-auto">
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          {repeatEnds.map((ends) => (
            <SelectItem key={ends} value={ends}>
              {endWords[ends]}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
      {repeat.ends === "on" && (
        <Input
          id={fieldId("until")}
          type="date"
          aria-label="Last day"
          aria-invalid={problems.until !== undefined}
          aria-describedby={problems.until === undefined ? undefined : `${fieldId("until")}-error`}
          min={localStart.slice(0, 10)}
          max="9998-12-31"
          value={repeat.until}
          onChange={(event) => set({ until: event.target.value })}
          className="w-34 tabular-nums"
        />
      )}
      {repeat.ends === "after" && (
        <>
          <Count
            field="count"
            label="How many times"
            value={repeat.count}
            problems={problems}
            onChange={(count) => set({ count })}
          />
          <Word>times</Word>
        </>
      )}
    </>
  );
}

interface CountProps {
  field: "every" | "count";
  label: string;
  value: string;
  problems: DraftProblems;
  onChange: (value: string) => void;
}

function Count({ field, label, value, problems, onChange }: CountProps) {
  const isInvalid = problems[field] !== undefined;
  return (
    <Input
      id={fieldId(field)}
      inputMode="numeric"
      aria-label={label}
      aria-invalid={isInvalid}
      aria-describedby={isInvalid ? `${fieldId(field)}-error` : undefined}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className="w-14 text-right tabular-nums"
    />
  );
}

function Rule({ repeat, problems, set }: PartProps) {
  const id = fieldId("rule");
  return (
    <>
      <Input
        id={id}
        aria-label="Rule"
        aria-invalid={problems.rule !== undefined}
        aria-describedby={`${id}-help ${id}-error`}
        placeholder="FREQ=MONTHLY;BYDAY=2TU"
        spellCheck={false}
        autoCapitalize="off"
        value={repeat.rule}
        onChange={(event) => set({ rule: event.target.value })}
        className="font-mono"
      />
      <FieldDescription id={`${id}-help`}>
        An RRULE as calendars write it (RFC 5545), without its name.
      </FieldDescription>
    </>
  );
}
