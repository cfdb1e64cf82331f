import type { Snapshot, SnapshotIncident } from "@fanal/contract/snapshot";
import { impactStatus } from "@fanal/domain";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import type { StatusName } from "@fanal/ui/lib/status";
import { Time } from "./time.tsx";
import { Updates } from "./updates.tsx";
import { useWords } from "./words.tsx";

/** An incident without impact says nothing about health, so its mark is not the green one. */
export function incidentMark({ impact }: Pick<SnapshotIncident, "impact">): StatusName {
  return impact === "none" ? "unknown" : impactStatus[impact];
}

/** How many of the newest updates stand on the page itself; the others are in the story. */
const shownUpdates = 2;

/** "Happening now": every open incident with its two newest updates whole. */
export function OpenIncidents({ snapshot }: { snapshot: Snapshot }) {
  const { text, rich, dates } = useWords();
  if (snapshot.incidents.length === 0) return null;
  const { asOf } = snapshot;
  const today = dates.dayOf(asOf);
  return (
    <>
      <h2>{text("incidents.now")}</h2>
      {snapshot.incidents.map((incident) => (
        <article
          key={incident.id}
          className="card story"
          data-status={incidentMark(incident)}
          data-key={`incident-${incident.id}`}
          data-state={`${incident.status} ${incident.updateCount}`}
        >
          <h3>
            <StatusIcon status={incidentMark(incident)} size={18} />
            <a href={`incidents/${incident.id}`} dir="auto">
              {incident.title}
            </a>
          </h3>
          <p className="meta">
            {text(`impact.${incident.impact}`)} ·{" "}
            {rich("time.started", { time: <Time at={incident.startedAt} day={today} ago /> })}
          </p>
          <AffectedServices services={incident.services} />
          <NextUpdate incident={incident} asOf={asOf} day={today} />
          <Updates updates={incident.updates.slice(0, shownUpdates)} day={today} />
          <p className="more">
            <a href={`incidents/${incident.id}`}>
              {incident.updateCount > shownUpdates
                ? text("incidents.earlier", { count: incident.updateCount - shownUpdates })
                : text("incidents.story")}
              <span className="sr">: {incident.title}</span>
            </a>
          </p>
        </article>
      ))}
    </>
  );
}

interface NextUpdateProps {
  incident: Pick<SnapshotIncident, "nextUpdateAt">;
  asOf: string;
  day: string;
}

/** When the next update follows; and when it did not, that it is late. The script looks at the clock again and again. */
export function NextUpdate({ incident: { nextUpdateAt }, asOf, day }: NextUpdateProps) {
  const { rich } = useWords();
  if (nextUpdateAt === null) return null;
  const late = nextUpdateAt < asOf;
  const time = <Time at={nextUpdateAt} day={day} />;
  return (
    <p className="promise" data-due={nextUpdateAt}>
      <span hidden={late}>{rich("incidents.next_update", { time })}</span>
      <span hidden={!late}>{rich("incidents.next_update_late", { time })}</span>
    </p>
  );
}

const namedServices = 6;

interface AffectedServicesProps {
  services: { id: string; name: string; status: StatusName }[];
  /** Name all of them, however many. */
  all?: boolean;
}

/** The services of a story, each with the mark of what the story makes of it. */
export function AffectedServices({ services, all }: AffectedServicesProps) {
  const { text } = useWords();
  if (services.length === 0) return null;
  const more = all ? 0 : services.length - namedServices;
  return (
    <ul className="affected" aria-label={text("incidents.affected")}>
      {services.slice(0, all ? undefined : namedServices).map((service) => (
        <li key={service.id}>
          <StatusIcon status={service.status} size={14} label={text(`status.${service.status}`)} />
          <a href={`services/${service.id}`} dir="auto">
            {service.name}
          </a>
        </li>
      ))}
      {more > 0 && <li>{text("list.rest", { count: more })}</li>}
    </ul>
  );
}
