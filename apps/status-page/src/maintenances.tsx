import type { Snapshot, SnapshotMaintenance } from "@fanal/contract/snapshot";
import { isActive } from "@fanal/domain";
import { ProgressIcon } from "@fanal/ui/components/progress-icon";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import { AffectedServices } from "./incidents.tsx";
import { Time, Window } from "./time.tsx";
import { Updates } from "./updates.tsx";
import { useWords } from "./words.tsx";

/** Planned work: what goes on, then what begins within the next days. */
export function Maintenances({ snapshot }: { snapshot: Snapshot }) {
  const { text } = useWords();
  const { maintenances, asOf } = snapshot;
  const active = maintenances.filter(({ status }) => isActive(status));
  const planned = maintenances.filter(({ status }) => !isActive(status));
  return (
    <>
      {active.length > 0 && <h2>{text("maintenance.in_progress")}</h2>}
      {active.map((maintenance) => (
        <MaintenanceCard key={maintenance.id} maintenance={maintenance} asOf={asOf} shownUpdates={2} />
      ))}
      {planned.length > 0 && <h2>{text("maintenance.planned")}</h2>}
      {planned.map((maintenance) => (
        <MaintenanceCard key={maintenance.id} maintenance={maintenance} asOf={asOf} shownUpdates={1} />
      ))}
    </>
  );
}

interface CardProps {
  maintenance: SnapshotMaintenance;
  asOf: string;
  shownUpdates: number;
}

export function MaintenanceCard({ maintenance, asOf, shownUpdates }: CardProps) {
  const { text, dates } = useWords();
  const { id, title, status, updates, updateCount } = maintenance;
  const address = `maintenances/${id}`;
  return (
    <article
      className="card story"
      data-status="under_maintenance"
      data-key={`maintenance-${id}`}
      data-state={`${status} ${updateCount}`}
    >
      <h3>
        <StatusIcon status="under_maintenance" size={18} />
        <a href={address} dir="auto">
          {title}
        </a>
      </h3>
      <p className="meta with-icon">
        <ProgressIcon state={status} size={14} /> {text(`state.${status}`)}
      </p>
      <MaintenanceWindow maintenance={maintenance} asOf={asOf} />
      <MaintainedServices maintenance={maintenance} />
      <Updates
        updates={updates.filter(({ html }) => html !== "").slice(0, shownUpdates)}
        day={dates.dayOf(asOf)}
      />
      <p className="more">
        <a href={address}>
          {text("maintenance.details")}
          <span className="sr">: {title}</span>
        </a>
        {status === "scheduled" && <a href="maintenance.ics">{text("maintenance.calendar")}</a>}
      </p>
    </article>
  );
}

/** The window, and while work goes on until when. */
export function MaintenanceWindow({ maintenance, asOf }: { maintenance: SnapshotMaintenance; asOf: string }) {
  const { rich, dates } = useWords();
  const { status, startsAt, endsAt } = maintenance;
  const late = isActive(status) && endsAt < asOf;
  return (
    <p className="when">
      <Window from={startsAt} to={endsAt} />
      {late && (
        <span className="meta late">
          {rich("maintenance.overdue", { time: <Time at={endsAt} day={dates.dayOf(asOf)} /> })}
        </span>
      )}
    </p>
  );
}

export function MaintainedServices({
  maintenance,
  all,
}: {
  maintenance: SnapshotMaintenance;
  all?: boolean;
}) {
  const services = maintenance.services.map((service) => ({
    ...service,
    status: "under_maintenance" as const,
  }));
  return <AffectedServices services={services} all={all ?? false} />;
}
