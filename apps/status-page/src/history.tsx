import type { Snapshot, Story } from "@fanal/contract/snapshot";
import { Calendar, worstDays } from "./calendar.tsx";
import { addMonths } from "./days.ts";
import { Folded } from "./folded.tsx";
import { MaintenanceCard } from "./maintenances.tsx";
import { beginOf, isPlanned, storyPath } from "./stories.ts";
import { Entry } from "./timeline.tsx";
import { WholeFragment } from "./whole-fragment.tsx";
import { useWords } from "./words.tsx";

/** Months on one document. */
const shownMonths = 3;
/** Plans that stand above what happened. */
const shownPlans = 3;

interface HistoryProps {
  snapshot: Snapshot;
  stories: readonly Story[];
  /** `YYYY-MM`: the newest that is shown; `null` for the current one. */
  month: string | null;
}

/** What happened by month, with calendars; and on the newest document, what is planned. */
export function History({ snapshot, stories, month }: HistoryProps) {
  const { text, dates } = useWords();
  const today = dates.dayOf(snapshot.asOf);
  const current = today.slice(0, 7);
  const newest = month ?? current;
  const months = Array.from({ length: shownMonths }, (_, index) => addMonths(newest, -index));
  const days = worstDays(stories, snapshot.asOf, dates.dayOf);
  /** Down to where the story stands in this document; or to its own, when it stands in none or in another. */
  const hrefOf = (story: Story) => {
    const date = dates.dayOf(beginOf(story));
    const isHere = months.includes(date.slice(0, 7)) && !isPlanned(story, snapshot.asOf);
    return isHere ? `${historyPath(month)}#day-${date}` : storyPath(story);
  };
  const planned = stories
    .filter((story) => story.kind === "maintenance")
    .filter((story) => isPlanned(story, snapshot.asOf));
  const isNewest = newest >= current;
  return (
    <WholeFragment className="history-page">
      <h1>{text("history.title")}</h1>
      <nav className="months" aria-label={text("history.nav")}>
        <a href={historyPath(addMonths(newest, -shownMonths))} rel="prev">
          {text("history.earlier")}
        </a>
        {!isNewest && (
          <>
            <a
              href={
                addMonths(newest, shownMonths) >= current
                  ? "history"
                  : historyPath(addMonths(newest, shownMonths))
              }
              rel="next"
            >
              {text("history.later")}
            </a>
            <a href="history">{text("history.current")}</a>
          </>
        )}
      </nav>
      <div className="calendars">
        {months.toReversed().map((one) => (
          <Calendar key={one} month={one} days={days} today={today} hrefOf={hrefOf} />
        ))}
      </div>
      {isNewest && planned.length > 0 && (
        <section className="stack">
          <h2>{text("history.planned")}</h2>
          <Folded items={planned.toReversed()} shown={shownPlans}>
            {(shown) =>
              shown.map((maintenance) => (
                <MaintenanceCard
                  key={maintenance.id}
                  maintenance={maintenance}
                  asOf={snapshot.asOf}
                  shownUpdates={1}
                />
              ))
            }
          </Folded>
        </section>
      )}
      {months.map((one) => (
        <Month key={one} month={one} snapshot={snapshot} stories={stories} />
      ))}
    </WholeFragment>
  );
}

/** `history` or `history/YYYY-MM` */
export function historyPath(month: string | null): string {
  return month === null ? "history" : `history/${month}`;
}

interface MonthProps {
  month: string;
  snapshot: Snapshot;
  stories: readonly Story[];
}

function Month({ month, snapshot, stories }: MonthProps) {
  const { text, dates } = useWords();
  const ofMonth = stories
    .filter((story) => story.kind === "incident" || !isPlanned(story, snapshot.asOf))
    .map((story) => ({ story, date: dates.dayOf(beginOf(story)) }))
    .filter(({ date }) => date.startsWith(month))
    .toSorted((a, b) => beginOf(b.story).localeCompare(beginOf(a.story)));
  return (
    <section id={`month-${month}`}>
      <h2>{dates.month(month)}</h2>
      {ofMonth.length === 0 && <p className="quiet">{text("history.quiet_month")}</p>}
      {[...Map.groupBy(ofMonth, ({ date }) => date)].map(([date, onDay]) => (
        <section key={date} id={`day-${date}`} className="day" data-day={date}>
          <h3>{dates.day(date)}</h3>
          {onDay.map(({ story }) => (
            <Entry key={story.id} entry={story} brief={false} day={date} />
          ))}
        </section>
      ))}
    </section>
  );
}
