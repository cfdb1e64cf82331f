import type { SnapshotDay, SnapshotEntry } from "@fanal/contract/snapshot";

/** One heading of the timeline: a day on which something happened, or a run of days on which nothing did. */
export type Stretch =
  | { kind: "day"; date: string; entries: SnapshotEntry[] }
  | { kind: "quiet"; first: string; last: string };

/**
 * The last `count` days up to `today`, newest first, with neighbouring quiet days folded into one stretch.
 *
 * @param today `YYYY-MM-DD`, as are all days
 */
export function stretches(days: readonly SnapshotDay[], today: string, count: number): Stretch[] {
  const entries = new Map(days.map((day) => [day.date, day.entries]));
  const result: Stretch[] = [];
  for (const date of lastDays(today, count)) {
    const onDay = entries.get(date) ?? [];
    const previous = result.at(-1);
    if (onDay.length > 0) result.push({ kind: "day", date, entries: onDay });
    else if (previous?.kind === "quiet") previous.first = date;
    else result.push({ kind: "quiet", first: date, last: date });
  }
  return result;
}

/** "12 November" */
export function dayLabel(date: string): string {
  return dayFormat.format(utcDay(date));
}

/** "9–11 November", "30 November – 2 December", or one day. */
export function rangeLabel(first: string, last: string): string {
  const range = dayFormat.formatRange(utcDay(first), utcDay(last));
  // Some versions of the language data put thin spaces around the dash.
  return range.replaceAll(/\s/g, " ").replace(/^(\d+) – (\d+)/, "$1–$2");
}

const dayFormat = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone: "UTC" });
const dayMs = 86_400_000;

/** Calendar days are counted in UTC, where each has 24 hours. */
function lastDays(today: string, count: number): string[] {
  const newest = utcDay(today).getTime();
  return Array.from({ length: count }, (_, index) =>
    new Date(newest - index * dayMs).toISOString().slice(0, 10),
  );
}

function utcDay(date: string): Date {
  return new Date(`${date}T00:00:00Z`);
}
