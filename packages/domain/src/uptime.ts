import { Temporal } from "temporal-polyfill";
import { type ServiceStatus, serviceStatuses, severity } from "./status.ts";

/** What of the time under maintenance: it counts as up, as down, or is left out of the time that counts. */
export const maintenanceRules = ["up", "excluded", "down"] as const;
export type MaintenanceRule = (typeof maintenanceRules)[number];

/** Statuses whose weight a page sets, in rising severity. */
export const weightedStatuses = [
  "degraded_performance",
  "partial_outage",
  "major_outage",
] as const satisfies ServiceStatus[];
export type WeightedStatus = (typeof weightedStatuses)[number];

/** How uptime is computed from how long each status lasted. */
export interface UptimeRule {
  /** Which share of the time with a status counts as downtime, between 0 and 1. */
  weights: Record<WeightedStatus, number>;
  maintenance: MaintenanceRule;
}

export const defaultUptimeRule: UptimeRule = {
  weights: { degraded_performance: 0, partial_outage: 0.3, major_outage: 1 },
  maintenance: "up",
};

/** How long each status lasted, in milliseconds. */
export type Lasted = Record<ServiceStatus, number>;

/** Something from one moment until another, in milliseconds since 1970; the end is no part of it. */
export interface Span {
  from: number;
  to: number;
}

/** A service was, or was said to be, something for a while. */
export interface StatusInterval extends Span {
  status: ServiceStatus;
}

/** Days, or longer periods of a calendar, in a row, oldest first. */
export interface DayScale {
  /** The first day of each, `YYYY-MM-DD`. */
  dates: string[];
  /** The period at an index begins at this moment and ends at the next one: one more than there are periods. */
  bounds: number[];
}

export const periodUnits = ["day", "week", "month", "year"] as const;
export type PeriodUnit = (typeof periodUnits)[number];

/** What became of a service on one day. */
export interface DayStatuses {
  date: string;
  /** How long it was what, in milliseconds. */
  lasted: Lasted;
  /** How long nothing is known of it, in milliseconds. */
  unknown: number;
  /** The most severe status; `null` when nothing is known of the whole day. */
  worst: ServiceStatus | null;
}

/** The last `count` days in a time zone up to and with the one that `at` is in. */
export function lastDays(count: number, { at, timeZone }: { at: number; timeZone: string }): DayScale {
  const today = dayOf(at, timeZone);
  return daysFrom(today.subtract({ days: count - 1 }), count, timeZone);
}

/** The days from one until another, which is no part of it; both are `YYYY-MM-DD`. */
export function daysUntil(first: string, end: string, timeZone: string): DayScale {
  const from = Temporal.PlainDate.from(first);
  return daysFrom(from, Math.max(0, from.until(end, { largestUnit: "days" }).days), timeZone);
}

/** The day that a moment is in, `YYYY-MM-DD`. */
export function dateOf(at: number, timeZone: string): string {
  return dayOf(at, timeZone).toString();
}

/** When a day begins, in milliseconds since 1970. */
export function startOfDay(date: string, timeZone: string): number {
  return Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds;
}

/** The day so many periods before or after one: the first of a month, a Monday, or the first of a year stays one. */
export function shiftDate(date: string, by: number, unit: PeriodUnit): string {
  return Temporal.PlainDate.from(date)
    .add({ [`${unit}s`]: by })
    .toString();
}

/** When the day, week (from Monday on), month or year began that a moment is in. */
export function startOfPeriod(at: number, unit: PeriodUnit, timeZone: string): number {
  return firstDayOf(dayOf(at, timeZone), unit).toZonedDateTime(timeZone).epochMilliseconds;
}

/**
 * A span cut at the ends of days, weeks (from Monday on), months or years of a time zone. The first and the last period
 * reach no further than the span.
 */
export function periodsIn({ from, to }: Span, unit: PeriodUnit, timeZone: string): DayScale {
  const dates: string[] = [];
  const bounds: number[] = [];
  if (from >= to) return { dates, bounds: [from] };
  let day = firstDayOf(dayOf(from, timeZone), unit);
  for (let start = from; start < to; ) {
    dates.push(day.toString());
    bounds.push(start);
    day = day.add({ [`${unit}s`]: 1 });
    // A zone may have skipped a whole day.
    start = Math.max(start, day.toZonedDateTime(timeZone).epochMilliseconds);
  }
  return { dates, bounds: [...bounds, to] };
}

function dayOf(at: number, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
}

function firstDayOf(day: Temporal.PlainDate, unit: PeriodUnit): Temporal.PlainDate {
  switch (unit) {
    case "day":
      return day;
    case "week":
      return day.subtract({ days: day.dayOfWeek - 1 });
    case "month":
      return day.with({ day: 1 });
    case "year":
      return day.with({ month: 1, day: 1 });
  }
}

function daysFrom(first: Temporal.PlainDate, count: number, timeZone: string): DayScale {
  // Counted on the calendar: a day has 23 to 25 hours, and some zones have skipped one.
  const days = Array.from({ length: count + 1 }, (_, index) => first.add({ days: index }));
  return {
    dates: days.slice(0, count).map((day) => day.toString()),
    bounds: days.map((day) => day.toZonedDateTime(timeZone).epochMilliseconds),
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

/** The share of the known time that a service was up, between 0 and 1; `null` when nothing is known that counts. */
export function uptime(
  days: readonly Pick<DayStatuses, "lasted" | "worst">[],
  rule: UptimeRule,
): number | null {
  const sum = { ...none };
  for (const { lasted, worst } of days) {
    // Most days are so, and a large page has ninety thousand of them.
    if (worst === "operational") sum.operational += lasted.operational;
    else for (const status of serviceStatuses) sum[status] += lasted[status];
  }
  return uptimeOf(sum, rule);
}

/** The same from sums: `1 − weighted downtime ÷ time that counts`. */
export function uptimeOf(lasted: Lasted, rule: UptimeRule): number | null {
  const { counted, down } = weighed(lasted, rule);
  return counted === 0 ? null : 1 - down / counted;
}

/** The time that counts, and what of it is weighted downtime. */
export function weighed(
  lasted: Lasted,
  { weights, maintenance }: UptimeRule,
): { counted: number; down: number } {
  const excluded = maintenance === "excluded" ? lasted.under_maintenance : 0;
  const counted = serviceStatuses.reduce((sum, status) => sum + lasted[status], 0) - excluded;
  const down =
    (maintenance === "down" ? lasted.under_maintenance : 0) +
    weightedStatuses.reduce((sum, status) => sum + lasted[status] * weights[status], 0);
  return { counted, down };
}

/** A share to a thousandth of a percent, down: only what was up all the time says 1. */
export function roundDown(share: number): number {
  if (share >= 1) return 1;
  // What is exact on paper lies a little below its digits in binary.
  return Math.min(99_999, Math.floor(share * 100_000 + 1e-6)) / 100_000;
}

/** What several lasted together. */
export function sumLasted(all: Iterable<Lasted>): Lasted {
  const sum = { ...none };
  for (const lasted of all) for (const status of serviceStatuses) sum[status] += lasted[status];
  return sum;
}

/** When a service was what: at each moment the most severe of what is told, in order, and never the same twice in a row. */
export function statusIntervals(intervals: readonly StatusInterval[]): StatusInterval[] {
  const result: StatusInterval[] = [];
  for (const { status, from, to } of worstOf(intervals)) {
    const last = result.at(-1);
    if (last?.status === status && last.to === from) last.to = to;
    else result.push({ status, from, to });
  }
  return result;
}

const none: Lasted = {
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
