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

const dayMs = 86_400_000;

/** Calendar days are counted in UTC, where each has 24 hours. */
function lastDays(today: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => addDays(today, -index));
}

/** The date so many days later. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** The month (`YYYY-MM`) so many months later. */
export function addMonths(month: string, months: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7);
}

/** The dates of a month, oldest first. */
export function daysOfMonth(month: string): string[] {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const count = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return Array.from({ length: count }, (_, index) => `${month}-${String(index + 1).padStart(2, "0")}`);
}
