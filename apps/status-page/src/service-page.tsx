import {
  historyLetters,
  type Snapshot,
  type SnapshotHistory,
  type SnapshotService,
  type Story,
} from "@fanal/contract/snapshot";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import { addDays } from "./days.ts";
import { Folded } from "./folded.tsx";
import { HistoryStrip, statusOfLetter, TroubleStatuses, TroubleStories } from "./history-strip.tsx";
import { beginOf, isPlanned } from "./stories.ts";
import { Time } from "./time.tsx";
import { Entry } from "./timeline.tsx";
import { Uptime } from "./uptime.tsx";
import { WholeFragment } from "./whole-fragment.tsx";
import { useWords } from "./words.tsx";

/** Plans that stand above what happened. */
const shownPlans = 3;

interface ServicePageProps {
  snapshot: Snapshot;
  service: SnapshotService;
  /** All of the page. */
  stories: readonly Story[];
}

/** One service: what it is now, its days, and the stories that it was part of. */
export function ServicePage({ snapshot, service, stories }: ServicePageProps) {
  const { text, rich, dates } = useWords();
  const { id, name, description, status, since, history } = service;
  const today = dates.dayOf(snapshot.asOf);
  const days = history.days.length;
  const own = stories
    .filter((story) => story.services.some((one) => one.id === id))
    .toSorted((a, b) => beginOf(b).localeCompare(beginOf(a)));
  const begun = own.filter((story) => !isPlanned(story, snapshot.asOf));
  const planned = own.filter((story) => isPlanned(story, snapshot.asOf)).toReversed();
  return (
    <WholeFragment className="service-page">
      <section data-status={status}>
        <h1>
          <StatusIcon status={status} size={24} />
          <span dir="auto">{name}</span>
        </h1>
        {description && (
          <p className="meta">
            <bdi>{description}</bdi>
          </p>
        )}
        <p className="meta facts">
          <span className="word" data-status={status}>
            {text(`status.${status}`)}
          </span>
          {status !== "operational" && (
            <span>{rich("time.since", { time: <Time at={since} day={today} /> })}</span>
          )}
        </p>
      </section>
      <section>
        <h2>{text("timeline.title", { days })}</h2>
        <div className="card padded">
          <HistoryStrip serviceId={id} name={name} history={history} list={false} />
        </div>
        <Troubles history={history} />
      </section>
      <Uptime service={service} rule={snapshot.page.uptimeRule} asOf={snapshot.asOf} />
      {planned.length > 0 && (
        <section>
          <h2>{text("history.planned")}</h2>
          <Folded items={planned} shown={shownPlans}>
            {(shown) => <Days stories={shown} />}
          </Folded>
        </section>
      )}
      <section>
        <h2>{text("service.stories")}</h2>
        {begun.length === 0 && <p className="quiet">{text("service.no_stories")}</p>}
        <Days stories={begun} />
      </section>
    </WholeFragment>
  );
}

/** Stories under the days on which they begin. */
function Days({ stories }: { stories: readonly Story[] }) {
  const { dates } = useWords();
  return [...Map.groupBy(stories, (story) => dates.dayOf(beginOf(story)))].map(([date, onDay]) => (
    <section key={date} className="day" data-day={date}>
      <h3>{dates.fullDay(date)}</h3>
      {onDay.map((story) => (
        <Entry key={story.id} entry={story} brief={false} day={date} />
      ))}
    </section>
  ));
}

/** The days on which something was wrong, and those of which nothing is known, for reading instead of looking. */
function Troubles({ history }: { history: SnapshotHistory }) {
  const { text } = useWords();
  const { troubles, days } = history;
  return (
    <>
      {troubles.length === 0 && <p className="quiet">{text("service.no_troubles", { days: days.length })}</p>}
      {(troubles.length > 0 || days.startsWith(historyLetters.unknown)) && <DayTable history={history} />}
    </>
  );
}

function DayTable({ history: { troubles, days, until } }: { history: SnapshotHistory }) {
  const { text, dates } = useWords();
  const dateAt = (index: number) => addDays(until, index - days.length + 1);
  const worst = new Map([...days].map((letter, index) => [dateAt(index), statusOfLetter(letter)]));
  const unknown = [...days].findIndex((letter) => letter !== historyLetters.unknown);
  const lastUnknown = (unknown === -1 ? days.length : unknown) - 1;
  return (
    <table className="days">
      <caption className="sr">{text("timeline.title", { days: days.length })}</caption>
      <thead>
        <tr>
          <th scope="col">{text("service.day")}</th>
          <th scope="col">{text("service.worst")}</th>
          <th scope="col">{text("service.how_long")}</th>
          <th scope="col">{text("service.what")}</th>
        </tr>
      </thead>
      <tbody>
        {troubles.toReversed().map((trouble) => {
          const status = worst.get(trouble.date) ?? "unknown";
          return (
            <tr key={trouble.date} id={`day-${trouble.date}`}>
              <th scope="row">{dates.day(trouble.date)}</th>
              <td>{text(`status.${status}`)}</td>
              <td data-detail="">
                <TroubleStatuses trouble={trouble} />
              </td>
              <td data-detail="">
                <TroubleStories trouble={trouble} />
              </td>
            </tr>
          );
        })}
        {lastUnknown >= 0 && (
          <tr>
            <th scope="row">{dates.days(dateAt(0), dateAt(lastUnknown))}</th>
            <td>{text("status.unknown")}</td>
            <td />
            <td />
          </tr>
        )}
      </tbody>
    </table>
  );
}
