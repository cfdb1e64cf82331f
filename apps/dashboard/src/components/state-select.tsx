import { type IncidentStatus, incidentStatuses, incidentStatusLabels } from "@fanal/domain";
import { ProgressIcon } from "@fanal/ui/components/progress-icon";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@fanal/ui/components/select";
import { cn } from "@fanal/ui/lib/utils";
import { pick } from "../lib/pick.ts";

interface StateSelectProps {
  value: IncidentStatus;
  /** Those to choose from; all without. */
  choices?: readonly IncidentStatus[];
  onChange: (status: IncidentStatus) => void;
  className?: string;
}

/** The state of an incident, as a chip. */
export function StateSelect({ value, choices = incidentStatuses, onChange, className }: StateSelectProps) {
  return (
    <Select value={value} onValueChange={(chosen) => onChange(pick(incidentStatuses, chosen))}>
      <SelectTrigger
        size="sm"
        aria-label="State"
        className={cn("w-auto border-border bg-transparent dark:bg-transparent", className)}
      >
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        {choices.map((status) => (
          <SelectItem key={status} value={status}>
            <ProgressIcon state={status} tone="inherit" /> {incidentStatusLabels[status]}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}
