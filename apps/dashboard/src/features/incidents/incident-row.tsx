import type { IncidentSummary, Service } from "@fanal/contract";
import { impactLabels, impactStatus, incidentStatusLabels } from "@fanal/domain";
import { Badge } from "@fanal/ui/components/badge";
import { ProgressIcon } from "@fanal/ui/components/progress-icon";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import { PencilLineIcon } from "lucide-react";
import { Age } from "../../components/age.tsx";
import { TeamTags } from "../../components/team-tags.tsx";
import { isUpdateLate } from "../../lib/promises.ts";
import { serviceName } from "../../lib/service-name.ts";
import { clockTime, duration, shortAge } from "../../lib/time.ts";
import { useNow } from "../../lib/use-now.ts";

interface IncidentRowProps {
  incident: IncidentSummary;
  services: Service[] | undefined;
  /** Names of the teams that own some of its services. */
  owners: string[];
}

/** One incident of a list: how far it is, how bad, what it is, and since when. */
export function IncidentRow({ incident, services, owners }: IncidentRowProps) {
  const now = useNow();
  // Until services are here there is nothing to call them by.
  const affected = services === undefined ? [] : incident.services;
  const nameOf = (serviceId: string) => serviceName(services, serviceId);
  const end = incident.resolvedAt === null ? now : new Date(incident.resolvedAt);
  return (
    <>
      {incident.isDraft ? (
        <PencilLineIcon aria-label="Draft" className="size-4 shrink-0 text-muted-foreground" />
      ) : (
        <ProgressIcon
          state={incident.status}
          label={incidentStatusLabels[incident.status]}
          className="shrink-0"
        />
      )}
      <StatusIcon
        status={incident.impact === "none" ? "unknown" : impactStatus[incident.impact]}
        label={`${impactLabels[incident.impact]} impact`}
        className="shrink-0"
      />
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="truncate font-strong">{incident.title}</span>
        <span className="flex min-w-0 items-center gap-2 text-muted-foreground empty:hidden md:hidden">
          <LateMark incident={incident} now={now} />
          <span className="truncate empty:hidden">
            {[
              ...(incident.isBackfilled ? ["Recorded later"] : []),
              ...(affected.length > 0 ? [affected.map(({ serviceId }) => nameOf(serviceId)).join(", ")] : []),
              ...owners,
            ].join(" · ")}
          </span>
        </span>
      </span>
      <span className="shrink-0 empty:hidden max-md:hidden">
        <PromiseMark incident={incident} now={now} />
      </span>
      {incident.isBackfilled && (
        <Badge
          variant="outline"
          className="max-md:hidden"
          title="Recorded after it was over; nobody was told"
        >
          Recorded later
        </Badge>
      )}
      <TeamTags teams={owners} label="Owned by" className="max-lg:hidden" />
      <span className="flex shrink-0 gap-1 max-md:hidden">
        {affected.slice(0, 2).map(({ serviceId }) => (
          <Badge key={serviceId} variant="secondary" className="max-w-32">
            <span className="truncate">{nameOf(serviceId)}</span>
          </Badge>
        ))}
        {affected.length > 2 && <Badge variant="secondary">+{affected.length - 2}</Badge>}
      </span>
      <Age
        time={incident.isDraft ? incident.updatedAt : incident.latestUpdate.createdAt}
        className="shrink-0 text-right text-muted-foreground md:w-20"
      />
      <span className="w-24 shrink-0 text-right text-muted-foreground tabular-nums max-md:hidden">
        {incident.isDraft && !incident.isBackfilled ? "" : duration(incident.startedAt, end)}
      </span>
    </>
  );
}

interface MarkProps {
  incident: IncidentSummary;
  now: Date;
}

/** What visitors were promised; loud once it has passed. */
function PromiseMark({ incident, now }: MarkProps) {
  const { nextUpdateAt } = incident;
  if (nextUpdateAt === null || incident.isDraft || incident.resolvedAt !== null) return null;
  if (isUpdateLate(incident, now)) return <LateMark incident={incident} now={now} />;
  return (
    <Badge variant="outline" className="tabular-nums">
      Next update by {clockTime(nextUpdateAt, now)}
    </Badge>
  );
}

function LateMark({ incident, now }: MarkProps) {
  const { nextUpdateAt } = incident;
  if (nextUpdateAt === null || !isUpdateLate(incident, now)) return null;
  const age = shortAge(nextUpdateAt, now);
  return (
    <Badge variant="degraded" className="tabular-nums">
      {age === "now" ? "Update due now" : `Update due ${age} ago`}
    </Badge>
  );
}
