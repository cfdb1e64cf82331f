import type { Incident } from "@fanal/contract";
import { type IncidentStatus, incidentStatuses, isOpen } from "@fanal/domain";
import { Input } from "@fanal/ui/components/input";
import { useId } from "react";
import { StateSelect } from "../../components/state-select.tsx";
import { localInputValue } from "../../lib/time.ts";

interface SaidThenProps {
  /** One that was recorded after it was over. */
  incident: Incident;
  /** Local date and time as `datetime-local` writes it; empty for now. */
  saidAt: string;
  status: IncidentStatus;
  onChange: (saidAt: string, status: IncidentStatus) => void;
}

const statesWhileOpen = incidentStatuses.filter(isOpen);

/** When it was said, for what was said while the incident was going on, and which state it had then. */
export function SaidThen({ incident, saidAt, status, onChange }: SaidThenProps) {
  const id = useId();
  const { startedAt, resolvedAt } = incident;
  function date(text: string) {
    if (text === "") onChange("", incident.status);
    else onChange(text, isOpen(status) ? status : "investigating");
  }
  return (
    <>
      <label htmlFor={id} className="text-muted-foreground">
        Said at
      </label>
      <Input
        id={id}
        type="datetime-local"
        title="Empty for now"
        value={saidAt}
        min={localInputValue(new Date(startedAt))}
        max={resolvedAt === null ? undefined : localInputValue(new Date(resolvedAt))}
        onChange={(event) => date(event.target.value)}
        className="h-7 w-auto max-sm:h-9"
      />
      {saidAt !== "" && (
        <StateSelect
          value={status}
          choices={statesWhileOpen}
          onChange={(chosen) => onChange(saidAt, chosen)}
        />
      )}
    </>
  );
}
