import type { Incident, Service } from "@fanal/contract";
import {
  derivedImpact,
  type Impact,
  impactLabels,
  impacts,
  incidentStatusLabels,
  serviceStatusLabels,
} from "@fanal/domain";
import { ProgressIcon } from "@fanal/ui/components/progress-icon";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@fanal/ui/components/select";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import { Fact, Facts } from "../../components/fact.tsx";
import { pick } from "../../lib/pick.ts";
import { serviceName } from "../../lib/service-name.ts";
import { clockTime, duration, fullTime } from "../../lib/time.ts";
import { useNow } from "../../lib/use-now.ts";

interface IncidentPanelProps {
  incident: Incident;
  services: Service[] | undefined;
  /** Absent where one may only read. */
  onImpact?: ((impact: Impact | null) => void) | undefined;
}

/** The facts of an incident, beside its story. */
export function IncidentPanel({ incident, services, onImpact }: IncidentPanelProps) {
  const now = useNow();
  const end = incident.resolvedAt === null ? now : new Date(incident.resolvedAt);
  return (
    <Facts>
      <Fact name="State">
        <ProgressIcon state={incident.status} /> {incidentStatusLabels[incident.status]}
      </Fact>
      <Fact name="Impact">
        {onImpact === undefined ? (
          impactLabels[incident.impact]
        ) : (
          <Select
            value={incident.impactOverride ?? "auto"}
            onValueChange={(value) => onImpact(value === "auto" ? null : pick(impacts, value))}
          >
            <SelectTrigger size="sm" aria-label="Impact" className="max-lg:w-auto">
              <SelectValue />
            </SelectTrigger>
            <SelectContent>
              <SelectItem value="auto">{impactLabels[derivedImpact(incident.services)]} (auto)</SelectItem>
              {impacts.map((impact) => (
                <SelectItem key={impact} value={impact}>
                  {impactLabels[impact]}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
        )}
      </Fact>
      <Fact name="Started">
        <time dateTime={incident.startedAt} title={fullTime(incident.startedAt)}>
          {clockTime(incident.startedAt, now)}
        </time>
      </Fact>
      {incident.resolvedAt !== null && (
        <Fact name="Resolved">
          <time dateTime={incident.resolvedAt} title={fullTime(incident.resolvedAt)}>
            {clockTime(incident.resolvedAt, now)}
          </time>
        </Fact>
      )}
      <Fact name="Duration">
        <span className="tabular-nums">{duration(incident.startedAt, end)}</span>
      </Fact>
      <Fact name="Services" isList>
        {incident.services.length === 0 && <span className="py-1.5">None</span>}
        {incident.services.map(({ serviceId, status }) => (
          <span key={serviceId} className="flex min-h-8 min-w-0 items-center gap-2">
            <StatusIcon status={status} label={serviceStatusLabels[status].label} />
            <span className="truncate">{serviceName(services, serviceId)}</span>
          </span>
        ))}
      </Fact>
    </Facts>
  );
}
