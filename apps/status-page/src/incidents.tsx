import type { Snapshot, SnapshotIncident } from "@fanal/contract/snapshot";
import { impactStatus } from "@fanal/domain";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import type { StatusName } from "@fanal/ui/lib/status";
import { Time } from "./time.tsx";
import { Updates } from "./updates.tsx";
import { dayIn } from "./zoned.ts";

/** An incident without impact says nothing about health, so its mark is not the green one. */
export function incidentMark({ impact }: SnapshotIncident): StatusName {
  return impact === "none" ? "unknown" : impactStatus[impact];
}

/** "Happening now": every open incident with its two newest updates whole. */
export function OpenIncidents({ snapshot }: { snapshot: Snapshot }) {
  if (snapshot.incidents.length === 0) return null;
  const zone = snapshot.page.timeZone;
  const today = dayIn(zone, snapshot.asOf);
  return (
    <>
      <h2>Happening now</h2>
      {snapshot.incidents.map((incident) => (
        <article
          key={incident.id}
          id={`incident-${incident.id}`}
          className="card incident"
          data-status={incidentMark(incident)}
          data-key={`incident-${incident.id}`}
          data-state={`${incident.status} ${incident.updates.length}`}
        >
          <h3>
            <StatusIcon status={incidentMark(incident)} size={18} />
            <span dir="auto">{incident.title}</span>
          </h3>
          <p className="meta">
            Started <Time at={incident.startedAt} zone={zone} day={today} ago />
          </p>
          <AffectedServices services={incident.services} />
          <Updates incident={incident} shown={2} zone={zone} day={today} />
        </article>
      ))}
    </>
  );
}

const namedServices = 6;

/** The services of an incident, each with the mark of what the incident makes of it. */
export function AffectedServices({ services }: { services: SnapshotIncident["services"] }) {
  if (services.length === 0) return null;
  const more = services.length - namedServices;
  return (
    <ul className="affected" aria-label="Affected services">
      {services.slice(0, namedServices).map((service) => (
        <li key={service.id}>
          <StatusIcon status={service.status} size={14} />
          <span dir="auto">{service.name}</span>
        </li>
      ))}
      {more > 0 && <li>and {more} more</li>}
    </ul>
  );
}
