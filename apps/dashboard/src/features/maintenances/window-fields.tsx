import { FieldError } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { useQuery } from "@tanstack/react-query";
import { ZonePicker } from "../../components/zone-picker.tsx";
import { query } from "../../lib/api.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import type { Draft, DraftProblems } from "./draft.ts";
import { localWindowOf, momentsOf, moveStart } from "./draft.ts";
import { fieldId } from "./field-id.ts";
import { WindowClocks } from "./window-clocks.tsx";

interface WindowFieldsProps {
  draft: Draft;
  problems: DraftProblems;
  /** What is going on has begun: only its end is still open. */
  isStartFixed: boolean;
  onChange: (change: Partial<Draft>) => void;
}

/** When: from, to, in which zone; and what that means on the other clocks. */
export function WindowFields({ draft, problems, isStartFixed, onChange }: WindowFieldsProps) {
  const { slug: organization } = useOrganization();
  const { data: pages = [] } = useQuery(query.statusPages.list.queryOptions({ input: { organization } }));
  const moments = momentsOf(draft);
  const { localStart } = localWindowOf(draft);
  const day = new Date(`${localStart}Z`);
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="pb-1.5 font-medium">Window</legend>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-2">
        <Moment
          word="From"
          field="start"
          date={draft.startDate}
          time={draft.startTime}
          isInvalid={problems.start !== undefined}
          isFixed={isStartFixed}
          onDate={(startDate) => onChange(moveStart(draft, { startDate }))}
          onTime={(startTime) => onChange(moveStart(draft, { startTime }))}
        />
        <Moment
          word="to"
          field="end"
          date={draft.endDate}
          time={draft.endTime}
          isInvalid={problems.end !== undefined}
          isFixed={false}
          onDate={(endDate) => onChange({ endDate })}
          onTime={(endTime) => onChange({ endTime })}
        />
        <span className="flex min-w-0 items-center gap-2 max-sm:w-full">
          <span className="text-muted-foreground max-sm:w-10">in</span>
          <ZonePicker
            value={draft.timeZone}
            near={pages.map((page) => page.timeZone)}
            at={Number.isNaN(day.getTime()) ? new Date() : day}
            onChange={(timeZone) => onChange({ timeZone })}
          />
        </span>
      </div>
      <FieldError id={`${fieldId("start")}-error`}>{problems.start}</FieldError>
      <FieldError id={`${fieldId("end")}-error`}>{problems.end}</FieldError>
      {moments !== null && <WindowClocks window={moments} timeZone={draft.timeZone} />}
    </fieldset>
  );
}

interface MomentProps {
  word: string;
  field: "start" | "end";
  date: string;
  time: string;
  isInvalid: boolean;
  isFixed: boolean;
  onDate: (date: string) => void;
  onTime: (time: string) => void;
}

function Moment({ word, field, date, time, isInvalid, isFixed, onDate, onTime }: MomentProps) {
  const id = fieldId(field);
  const what = field === "start" ? "Start" : "End";
  const shared = {
    disabled: isFixed,
    "aria-invalid": isInvalid,
    "aria-describedby": isInvalid ? `${id}-error` : undefined,
  };
  return (
    <span className="flex items-center gap-2 max-sm:w-full">
      <span className="text-muted-foreground max-sm:w-10">{word}</span>
      <Input
        {...shared}
        id={id}
        type="date"
        aria-label={`${what} date`}
        value={date}
        min="1970-01-01"
        max="9998-12-31"
        onChange={(event) => onDate(event.target.value)}
        className="w-34 tabular-nums max-sm:min-w-0 max-sm:flex-1"
      />
      <Input
        {...shared}
        type="time"
        aria-label={`${what} time`}
        value={time}
        onChange={(event) => onTime(event.target.value)}
        className="w-29 tabular-nums max-sm:w-33"
      />
    </span>
  );
}
