import { type Snapshot, type SnapshotEntry, timelineDays } from "@fanal/contract/snapshot";
import { isOpen, isOver } from "@fanal/domain";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import { durationBetween } from "./dates.ts";
import { stretches } from "./days.ts";
import { AffectedServices, incidentMark } from "./incidents.tsx";
import { MaintainedServices } from "./maintenances.tsx";
import { Time } from "./time.tsx";
import { Updates } from "./updates.tsx";
import { useWords } from "./words.tsx";

/** The last days, newest first: what happened, and in one line where nothing did. */
export function Timeline({ snapshot }: { snapshot: Snapshot }) {
  const { text, dates } = useWords();
  const above = new Set([...snapshot.incidents, ...snapshot.maintenances].map(({ id }) => id));
  return (
    <>
      <h2>{text("timeline.title", { days: timelineDays })}</h2>
      {stretches(snapshot.days, dates.dayOf(snapshot.asOf), timelineDays).map((stretch) =>
        stretch.kind === "quiet" ? (
          <p key={stretch.last} className="quiet">
            {text("timeline.quiet", { days: dates.days(stretch.first, stretch.last) })}
          </p>
        ) : (
          <section key={stretch.date} className="day" data-day={stretch.date}>
            <h3>{dates.day(stretch.date)}</h3>
            {stretch.entries.map((entry) => (
              <Entry key={entry.id} entry={entry} brief={above.has(entry.id)} day={stretch.date} />
            ))}
          </section>
        ),
      )}
      <p className="more">
        <a href="history">{text("timeline.history")}</a>
      </p>
    </>
  );
}

interface EntryProps<Entry = SnapshotEntry> {
  entry: Entry;
  /** Whether the story stands elsewhere in full, so that here a line is enough. */
  brief: boolean;
  day: string;
}

export function Entry({ entry, brief, day }: EntryProps) {
  switch (entry.kind) {
    case "incident":
      return <Incident entry={entry} brief={brief} day={day} />;
    case "maintenance":
      return <Maintenance entry={entry} brief={brief} day={day} />;
    case "status_change":
      return <StatusChange entry={entry} day={day} />;
  }
}

type Kind<Name extends SnapshotEntry["kind"]> = Extract<SnapshotEntry, { kind: Name }>;

function Incident({ entry, brief, day }: EntryProps<Kind<"incident">>) {
  const { text, rich, language } = useWords();
  const started = <Time at={entry.startedAt} day={day} />;
  return (
    <article className="entry" data-key={`entry-${entry.id}`}>
      <StatusIcon status={incidentMark(entry)} label={text(`impact.${entry.impact}`)} />
      <div>
        <h4>
          <a href={`incidents/${entry.id}`}>
            <bdi>{entry.title}</bdi>
          </a>
        </h4>
        <p className="meta">
          {text(`state.${entry.status}`)} ·{" "}
          {isOpen(entry.status) || !entry.resolvedAt ? (
            rich("time.started", { time: started })
          ) : (
            <>
              {rich("time.span", {
                start: started,
                end: <Time at={entry.resolvedAt} day={day} />,
              })}{" "}
              ·{" "}
              {text("time.lasted", {
                duration: durationBetween(language, entry.startedAt, entry.resolvedAt),
              })}
            </>
          )}
          {entry.hasPostmortem && ` · ${text("incidents.postmortem_there")}`}
        </p>
        {!brief && (
          <>
            <AffectedServices services={entry.services} />
            <Updates updates={entry.updates.slice(0, 1)} day={day} />
          </>
        )}
      </div>
    </article>
  );
}

function Maintenance({ entry, brief, day }: EntryProps<Kind<"maintenance">>) {
  const { text } = useWords();
  const told = entry.updates.filter(({ html }) => html !== "");
  return (
    <article className="entry" data-key={`entry-${entry.id}`}>
      <StatusIcon status="under_maintenance" label={text("maintenance.title")} />
      <div>
        <h4>
          <a href={`maintenances/${entry.id}`}>
            <bdi>{entry.title}</bdi>
          </a>
        </h4>
        <p className="meta">
          {text(`state.${entry.status}`)} ·{" "}
          <Span from={entry.startedAt ?? entry.startsAt} to={entry.finishedAt ?? entry.endsAt} day={day} />
        </p>
        {!brief && (
          <>
            <MaintainedServices maintenance={entry} />
            {isOver(entry.status) && <Updates updates={told.slice(0, 1)} day={day} />}
          </>
        )}
      </div>
    </article>
  );
}

/** From when to when, under the heading of a day. */
export function Span({ from, to, day }: { from: string; to: string; day: string }) {
  const { rich } = useWords();
  return rich("time.span", { start: <Time at={from} day={day} />, end: <Time at={to} day={day} /> });
}

function StatusChange({ entry, day }: { entry: Kind<"status_change">; day: string }) {
  const { text, rich } = useWords();
  return (
    <div className="entry">
      <StatusIcon status={entry.status} />
      <div>
        <p>
          {rich("timeline.now", {
            service: <bdi>{entry.serviceName}</bdi>,
            status: text(`status.${entry.status}`),
          })}
        </p>
        <p className="meta">
          <Time at={entry.at} day={day} />
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
