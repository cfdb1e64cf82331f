import type { IncidentSummary, Service } from "@fanal/contract";
import { impactLabels, impactStatus, incidentStatusLabels } from "@fanal/domain";
import { ProgressIcon } from "@fanal/ui/components/progress-icon";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import { Link } from "@tanstack/react-router";
import { ServiceTags } from "../../components/service-tags.tsx";
import { duration, fullTime } from "../../lib/time.ts";
import { useNow } from "../../lib/use-now.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { type RowHandle, rowClass } from "./section.tsx";

interface IncidentRowProps {
  incident: IncidentSummary;
  services: Service[] | undefined;
  row: RowHandle;
}

/** An incident that is open, and how long visitors have heard nothing about it. */
export function IncidentRow({ incident, services, row }: IncidentRowProps) {
  const { slug } = useOrganization();
  const now = useNow();
  const { createdAt } = incident.latestUpdate;
  return (
    <li>
      <Link
        to="/app/$organization/incidents/$incidentId"
        params={{ organization: slug, incidentId: incident.id }}
        {...row}
        className={rowClass}
      >
        <ProgressIcon
          state={incident.status}
          label={incidentStatusLabels[incident.status]}
          className="shrink-0"
        />
        <StatusIcon
          status={incident.impact === "none" ? "unknown" : impactStatus[incident.impact]}
          label={`${impactLabels[incident.impact]} impact`}
          className="shrink-0"
        />
        <span className="min-w-0 flex-1 truncate font-strong">{incident.title}</span>
        <ServiceTags serviceIds={incident.services.map(({ serviceId }) => serviceId)} services={services} />
        <time
          dateTime={createdAt}
          title={fullTime(createdAt)}
          className="shrink-0 text-right text-muted-foreground"
        >
          <span className="max-md:hidden">Last update </span>
          {duration(createdAt, now)} ago
        </time>
      </Link>
    </li>
  );
}
