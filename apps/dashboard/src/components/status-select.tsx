import { type IncidentServiceStatus, incidentServiceStatuses, serviceStatusLabels } from "@fanal/domain";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@fanal/ui/components/select";
import { StatusLabel } from "@fanal/ui/components/status-icon";
import { pick } from "../lib/pick.ts";

interface StatusSelectProps {
  /** Names the control, for example "Status of API". */
  label: string;
  value: IncidentServiceStatus;
  onChange: (status: IncidentServiceStatus) => void;
}

/** What an incident makes of one service. */
export function StatusSelect({ label, value, onChange }: StatusSelectProps) {
  return (
    <Select value={value} onValueChange={(chosen) => onChange(pick(incidentServiceStatuses, chosen))}>
      <SelectTrigger size="sm" aria-label={label} className="w-auto shrink-0">
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        {incidentServiceStatuses.map((status) => (
          <SelectItem key={status} value={status}>
            <StatusLabel status={status}>{serviceStatusLabels[status].label}</StatusLabel>
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}
