import type { Story } from "@fanal/contract/snapshot";
import { impactStatus, type ServiceStatus, severity } from "@fanal/domain";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import { addDays, daysOfMonth } from "./days.ts";
import { useWords } from "./words.tsx";

interface WorstOfDay {
  status: ServiceStatus | "unknown";
  /** What made it so. */
  story: Story;
}

interface CalendarProps {
  /** `YYYY-MM` */
  month: string;
  /** What each day was at its worst, where anything happened. */
  days: ReadonlyMap<string, WorstOfDay>;
  today: string;
  /** Where a day leads: to the worst that happened on it. */
  hrefOf: (story: Story) => string;
}

/** One month, each day with the mark of the worst that happened. */
export function Calendar({ month, days, today, hrefOf }: CalendarProps) {
  const { text, dates } = useWords();
  return (
    <table className="calendar">
      <caption>{dates.month(month)}</caption>
      <thead>
        <tr>
          {dates.weekdays.map(({ short, long }) => (
            <th key={long} scope="col" abbr={long}>
              {short}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month, dates.firstWeekday).map((week) => (
          <tr key={week.find((date) => date !== null)}>
            {week.map((date, index) => {
              const worst = date === null ? undefined : days.get(date);
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell without a date has nothing but its place.
                <td key={index} aria-current={date === today ? "date" : undefined}>
                  {date !== null &&
                    (worst === undefined ? (
                      <span>{Number(date.slice(8))}</span>
                    ) : (
                      <a href={hrefOf(worst.story)}>
                        <StatusIcon status={worst.status} size={12} label={text(`status.${worst.status}`)} />
                        {Number(date.slice(8))}
                      </a>
                    ))}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The dates of a month in weeks of seven, with nothing where other months have their days. */
function weeksOf(month: string, firstWeekday: number): (string | null)[][] {
  const days = daysOfMonth(month);
  const weekday = new Date(`${month}-01T00:00:00Z`).getUTCDay();
  const before = (weekday - firstWeekday + 7) % 7;
  const cells = [...Array.from({ length: before }, () => null), ...days];
  const weeks: (string | null)[][] = [];
  for (let from = 0; from < cells.length; from += 7) {
    const week = cells.slice(from, from + 7);
    weeks.push([...week, ...Array.from({ length: 7 - week.length }, () => null)]);
  }
  return weeks;
}

/**
 * What each day was at its worst. An incident without impact is no news of health, but it is news.
 *
 * @param dayOf the date of a moment in the page's zone
 */
export function worstDays(
  stories: readonly Story[],
  asOf: string,
  dayOf: (at: string) => string,
): Map<string, WorstOfDay> {
  const result = new Map<string, WorstOfDay>();
  for (const story of stories) {
    if (story.kind === "maintenance" && story.status === "canceled") continue;
    const { from, to, status } = reachOf(story, asOf);
    const last = dayOf(to);
    for (let date = dayOf(from); date <= last; date = addDays(date, 1)) {
      const known = result.get(date);
      if (known === undefined || rank(status) > rank(known.status)) result.set(date, { status, story });
    }
  }
  return result;
}

function reachOf(
  story: Story,
  asOf: string,
): { from: string; to: string; status: ServiceStatus | "unknown" } {
  if (story.kind === "maintenance") {
    const { startedAt, startsAt, finishedAt, endsAt } = story;
    return { from: startedAt ?? startsAt, to: finishedAt ?? endsAt, status: "under_maintenance" };
  }
  const status = story.impact === "none" ? "unknown" : impactStatus[story.impact];
  return { from: story.startedAt, to: story.resolvedAt ?? asOf, status };
}

function rank(status: ServiceStatus | "unknown"): number {
  return status === "unknown" ? 0 : severity(status);
}
