import { type Snapshot, type SnapshotEntry, timelineDays } from "@fanal/contract/snapshot";
import { incidentStatusLabels, isOpen, serviceStatusLabels } from "@fanal/domain";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import { dayLabel, rangeLabel, stretches } from "./days.ts";
import { AffectedServices, incidentMark } from "./incidents.tsx";
import { Time } from "./time.tsx";
import { Updates } from "./updates.tsx";
import { dayIn, duration } from "./zoned.ts";

/** The last days, newest first: what happened, and in one line where nothing did. */
export function Timeline({ snapshot }: { snapshot: Snapshot }) {
  const zone = snapshot.page.timeZone;
  const open = new Set(snapshot.incidents.map((incident) => incident.id));
  return (
    <>
      <h2>Past {timelineDays} days</h2>
      {stretches(snapshot.days, dayIn(zone, snapshot.asOf), timelineDays).map((stretch) =>
        stretch.kind === "quiet" ? (
          <p key={stretch.last} className="quiet">
            {rangeLabel(stretch.first, stretch.last)}: no incidents
          </p>
        ) : (
          <section key={stretch.date} className="day" data-day={stretch.date}>
            <h3>{dayLabel(stretch.date)}</h3>
            {stretch.entries.map((entry) => (
              <Entry key={entry.id} entry={entry} open={open.has(entry.id)} zone={zone} day={stretch.date} />
            ))}
          </section>
        ),
      )}
    </>
  );
}

interface EntryProps {
  entry: SnapshotEntry;
  /** Whether the incident stands above in full, so that here a line is enough. */
  open: boolean;
  zone: string;
  day: string;
}

function Entry({ entry, open, zone, day }: EntryProps) {
  if (entry.kind === "status_change") return <StatusChange entry={entry} zone={zone} day={day} />;
  const started = <Time at={entry.startedAt} zone={zone} day={day} />;
  return (
    <article className="entry" data-key={`entry-${entry.id}`}>
      <StatusIcon status={incidentMark(entry)} />
      <div>
        <h4 dir="auto">{open ? <a href={`#incident-${entry.id}`}>{entry.title}</a> : entry.title}</h4>
        <p className="meta">
          {incidentStatusLabels[entry.status]} ·{" "}
          {isOpen(entry.status) || !entry.resolvedAt ? (
            <>started {started}</>
          ) : (
            <>
              {started} to <Time at={entry.resolvedAt} zone={zone} day={day} /> · lasted{" "}
              {duration(entry.startedAt, entry.resolvedAt)}
            </>
          )}
        </p>
        {!open && (
          <>
            <AffectedServices services={entry.services} />
            <Updates incident={entry} shown={1} zone={zone} day={day} />
          </>
        )}
      </div>
    </article>
  );
}

type StatusChangeEntry = Extract<SnapshotEntry, { kind: "status_change" }>;

function StatusChange({ entry, zone, day }: { entry: StatusChangeEntry; zone: string; day: string }) {
  return (
    <div className="entry">
      <StatusIcon status={entry.status} />
      <div>
        <p>
          <bdi>{entry.serviceName}</bdi>: {serviceStatusLabels[entry.status].label}
        </p>
        <p className="meta">
          <Time at={entry.at} zone={zone} day={day} />
        </p>
        {entry.message && (
          <p className="text" dir="auto">
            {entry.message}
          </p>
        )}
      </div>
    </div>
  );
}
