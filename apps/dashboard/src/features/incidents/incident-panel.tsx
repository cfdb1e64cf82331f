import type { Incident, Service } from "@fanal/contract";
import {
  derivedImpact,
  impactLabels,
  incidentStatusLabels,
  isOpen,
  serviceStatusLabels,
} from "@fanal/domain";
import { ProgressIcon } from "@fanal/ui/components/progress-icon";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import { Fact, Facts } from "../../components/fact.tsx";
import { ImpactSelect } from "../../components/impact-select.tsx";
import { PublicLinks } from "../../components/public-links.tsx";
import type { ToldEvent } from "../../components/telling/told-events.ts";
import { ToldFact } from "../../components/telling/told-fact.tsx";
import { isUpdateLate } from "../../lib/promises.ts";
import { serviceName } from "../../lib/service-name.ts";
import { clockTime, duration, fullTime, localInputValue, momentOfInput } from "../../lib/time.ts";
import { useNow } from "../../lib/use-now.ts";
import { useOwners } from "../../lib/use-owners.ts";
import { problemOfEnd, problemOfStart } from "./past-times.ts";
import { PromisePicker } from "./promise-picker.tsx";
import { useShowingPages } from "./showing-pages.ts";
import { TimePicker } from "./time-picker.tsx";
import { useUpdateIncident } from "./writes.ts";

interface IncidentPanelProps {
  organization: string;
  incident: Incident;
  services: Service[] | undefined;
  /** Whether each fact can be corrected where it stands. */
  canUpdate: boolean;
  /** What its updates told, newest first. */
  told: ToldEvent[];
}

/** The facts of an incident, beside its story. */
export function IncidentPanel({ organization, incident, services, canUpdate, told }: IncidentPanelProps) {
  const now = useNow();
  const update = useUpdateIncident();
  const pages = useShowingPages(organization, incident);
  const { resolvedAt } = incident;
  const owners = useOwners()(incident.services.map(({ serviceId }) => serviceId));
  const end = resolvedAt === null ? now : new Date(resolvedAt);
  const correct = (change: Partial<Parameters<typeof update.run>[0]>) =>
    update.run({ organization, incidentId: incident.id, version: incident.version, ...change });
  return (
    <Facts>
      <Fact name="State">
        <ProgressIcon state={incident.status} /> {incidentStatusLabels[incident.status]}
      </Fact>
      <Fact name="Impact">
        {canUpdate ? (
          <ImpactSelect
            value={incident.impactOverride}
            derived={derivedImpact(incident.services)}
            onChange={(impact) => correct({ impact })}
          />
        ) : (
          impactLabels[incident.impact]
        )}
      </Fact>
      {isOpen(incident.status) && (
        <Fact name="Next update">
          <Promised
            incident={incident}
            now={now}
            onChange={canUpdate ? (nextUpdateAt) => correct({ nextUpdateAt }) : undefined}
          />
        </Fact>
      )}
      <Fact name="Started">
        {canUpdate ? (
          <TimePicker
            label="Started"
            value={incident.startedAt}
            help="Services are shown as affected from then on."
            problemOf={(local) =>
              problemOfStart(local, new Date()) ?? startsAfterEnd(local, incident.resolvedAt)
            }
            onSave={(startedAt) => correct({ startedAt })}
          />
        ) : (
          <Moment time={incident.startedAt} now={now} />
        )}
      </Fact>
      {resolvedAt !== null && (
        <Fact name={incident.isBackfilled ? "Ended" : "Resolved"}>
          {canUpdate && incident.isBackfilled ? (
            <TimePicker
              label="Ended"
              value={resolvedAt}
              help="Services are shown as affected until then."
              problemOf={(local) =>
                problemOfEnd(localInputValue(new Date(incident.startedAt)), local, new Date())
              }
              onSave={(endedAt) => correct({ resolvedAt: endedAt })}
            />
          ) : (
            <Moment time={resolvedAt} now={now} />
          )}
        </Fact>
      )}
      <Fact name="Duration">
        <span className="tabular-nums">{duration(incident.startedAt, end)}</span>
      </Fact>
      {incident.isBackfilled && <Fact name="Recorded">After it was over; nobody was told</Fact>}
      <Fact name="Services" isList>
        {incident.services.length === 0 && <span className="py-1.5">None</span>}
        {incident.services.map(({ serviceId, status }) => (
          <span key={serviceId} className="flex min-h-8 min-w-0 items-center gap-2">
            <StatusIcon status={status} label={serviceStatusLabels[status].label} />
            <span className="truncate">{serviceName(services, serviceId)}</span>
          </span>
        ))}
      </Fact>
      {owners.length > 0 && <Fact name={owners.length === 1 ? "Team" : "Teams"}>{owners.join(", ")}</Fact>}
      <ToldFact events={told} />
      <PublicLinks pages={pages} path={`incidents/${incident.id}`} what="incident" />
    </Facts>
  );
}

function Moment({ time, now }: { time: string; now: Date }) {
  return (
    <time dateTime={time} title={fullTime(time)} className="tabular-nums">
      {clockTime(time, now)}
    </time>
  );
}

interface PromisedProps {
  incident: Incident;
  now: Date;
  /** Absent where one may only read. */
  onChange: ((promisedAt: string | null) => void) | undefined;
}

function Promised({ incident, now, onChange }: PromisedProps) {
  const { nextUpdateAt } = incident;
  const isLate = isUpdateLate(incident, now);
  const words = nextUpdateAt === null ? "Nothing promised" : `By ${clockTime(nextUpdateAt, now)}`;
  return (
    <>
      {isLate && <StatusIcon status="degraded_performance" label="Late" />}
      {onChange === undefined ? (
        words
      ) : (
        <PromisePicker value={nextUpdateAt} words={words} onChange={onChange} />
      )}
    </>
  );
}

function startsAfterEnd(local: string, resolvedAt: string | null): string | null {
  return resolvedAt !== null && momentOfInput(local) > new Date(resolvedAt)
    ? "It cannot start after it was over."
    : null;
}
