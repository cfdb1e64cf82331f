import { Temporal } from "temporal-polyfill";
import { type ServiceStatus, serviceStatuses, severity } from "./status.ts";

/** Which share of the time with a status counts as downtime. */
export const downtimeWeights: Record<ServiceStatus, number> = {
  operational: 0,
  under_maintenance: 0,
  degraded_performance: 0,
  partial_outage: 0.3,
  major_outage: 1,
};

/** Something from one moment until another, in milliseconds since 1970; the end is no part of it. */
export interface Span {
  from: number;
  to: number;
}

/** A service was, or was said to be, something for a while. */
export interface StatusInterval extends Span {
  status: ServiceStatus;
}

/** Days of a calendar in a row, oldest first. */
export interface DayScale {
  /** `YYYY-MM-DD` */
  dates: string[];
  /** The day at an index begins at this moment and ends at the next one: one more than there are days. */
  bounds: number[];
}

/** What became of a service on one day. */
export interface DayStatuses {
  date: string;
  /** How long it was what, in milliseconds. */
  lasted: Record<ServiceStatus, number>;
  /** How long nothing is known of it, in milliseconds. */
  unknown: number;
  /** The most severe status; `null` when nothing is known of the whole day. */
  worst: ServiceStatus | null;
}

/** The last `count` days in a time zone up to and with the one that `at` is in. */
export function lastDays(count: number, { at, timeZone }: { at: number; timeZone: string }): DayScale {
  const today = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).startOfDay();
  // Counted on the calendar: a day has 23 to 25 hours, and some zones have skipped one.
  const starts = Array.from({ length: count + 1 }, (_, index) =>
    today
      .toPlainDate()
      .add({ days: index - count + 1 })
      .toZonedDateTime(timeZone),
  );
  return {
    dates: starts.slice(0, count).map((start) => start.toPlainDate().toString()),
    bounds: starts.map((start) => start.epochMilliseconds),
  };
}

/**
 * What became of a service day by day. Of intervals that overlap the most severe counts; what none of them covers was
 * operational, and what lies outside of `known` is unknown.
 */
export function dailyStatuses(
  intervals: readonly StatusInterval[],
  scale: DayScale,
  known: Span,
): DayStatuses[] {
  const { bounds } = scale;
  const worsts = worstOf(intervals);
  const quiet = quietDays(scale);
  let first = 0;
  return quiet.map((quietDay, index) => {
    const { date } = quietDay;
    const day = { from: bounds[index] ?? 0, to: bounds[index + 1] ?? 0 };
    const knownPart = overlap(day, known);
    const knownLength = lengthOf(knownPart);
    while ((worsts[first]?.to ?? Number.POSITIVE_INFINITY) <= day.from) first++;
    const isTold = (worsts[first]?.from ?? Number.POSITIVE_INFINITY) < day.to;
    if (!isTold && knownLength === day.to - day.from) return quietDay;
    const lasted = { ...none, operational: knownLength };
    let worst: ServiceStatus | null = null;
    for (let next = first; (worsts[next]?.from ?? Number.POSITIVE_INFINITY) < day.to; next++) {
      const interval = worsts[next];
      const length = interval === undefined ? 0 : lengthOf(overlap(knownPart, interval));
      if (interval === undefined || length === 0) continue;
      lasted.operational -= length;
      lasted[interval.status] += length;
      if (worst === null || severity(interval.status) > severity(worst)) worst = interval.status;
    }
    if (worst === null && knownLength > 0) worst = "operational";
    return { date, lasted, unknown: day.to - day.from - knownLength, worst };
  });
}

/** The share of the known time that a service was up, between 0 and 1; `null` when nothing is known. */
export function uptime(days: readonly Pick<DayStatuses, "lasted" | "worst">[]): number | null {
  let known = 0;
  let down = 0;
  for (const { lasted, worst } of days) {
    // Most days are so, and a large page has ninety thousand of them.
    if (worst === "operational") {
      known += lasted.operational;
      continue;
    }
    for (const status of serviceStatuses) {
      known += lasted[status];
      down += lasted[status] * downtimeWeights[status];
    }
  }
  return known === 0 ? null : 1 - down / known;
}

const none: Record<ServiceStatus, number> = {
  operational: 0,
  under_maintenance: 0,
  degraded_performance: 0,
  partial_outage: 0,
  major_outage: 0,
};

const quietScales = new WeakMap<DayScale, readonly DayStatuses[]>();

/** Days on which all was well, made once for all services: most days of most of them are so. */
function quietDays(scale: DayScale): readonly DayStatuses[] {
  const known = quietScales.get(scale);
  if (known !== undefined) return known;
  const days = scale.dates.map((date, index): DayStatuses => {
    const length = (scale.bounds[index + 1] ?? 0) - (scale.bounds[index] ?? 0);
    return { date, lasted: { ...none, operational: length }, unknown: 0, worst: "operational" };
  });
  quietScales.set(scale, days);
  return days;
}

/** The same as intervals that do not overlap, in order: at each moment the most severe. */
function worstOf(intervals: readonly StatusInterval[]): StatusInterval[] {
  const edges = intervals
    .filter(({ from, to }) => from < to)
    .flatMap(({ status, from, to }) => [
      { at: from, severity: severity(status), by: 1 },
      { at: to, severity: severity(status), by: -1 },
    ])
    .toSorted((a, b) => a.at - b.at);
  const open = serviceStatuses.map(() => 0);
  const result: StatusInterval[] = [];
  let since = 0;
  for (const { at, severity, by } of edges) {
    const status = serviceStatuses[open.findLastIndex((count) => count > 0)];
    if (status !== undefined && since < at) result.push({ status, from: since, to: at });
    open[severity] = (open[severity] ?? 0) + by;
    since = at;
  }
  return result;
}

function overlap(a: Span, b: Span): Span {
  return { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) };
}

function lengthOf({ from, to }: Span): number {
  return Math.max(0, to - from);
}
