/** How far back a chart of a metric looks. */
export const metricPeriods = ["day", "week", "month"] as const;
export type MetricPeriod = (typeof metricPeriods)[number];

export const periodHours: Record<MetricPeriod, number> = { day: 24, week: 7 * 24, month: 30 * 24 };

/** How long points and what is rolled up from them are kept. */
export const keptDays = { points: 14, fiveMinutes: 90, hours: 2 * 365 } as const;

/** Clocks of those who send points may be ahead by so much. */
export const aheadMinutes = 10;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

export const rollupMs = { fiveMinutes: 5 * minuteMs, hours: hourMs } as const;

/** One measured value. */
export interface MetricPoint {
  at: Date;
  value: number;
}

export interface SentPoint {
  /** Seconds since 1970, or ISO 8601; left out: now. */
  at?: number | string | undefined;
  value: number;
}

/** What becomes of the points of one request. */
interface TakenPoints {
  /** One for each moment, oldest first. */
  points: MetricPoint[];
  /** Those of a time that is not kept any more or that has not come, by their place in the list. */
  refused: { index: number; message: string }[];
}

/** Reads the points of one request. Where two name the same moment, the later one in the list counts. */
export function takePoints(sent: readonly SentPoint[], now: Date): TakenPoints {
  const oldest = now.getTime() - keptDays.points * dayMs;
  const newest = now.getTime() + aheadMinutes * minuteMs;
  const values = new Map<number, number>();
  const refused: TakenPoints["refused"] = [];
  for (const [index, { at, value }] of sent.entries()) {
    const time = timeOf(at, now);
    if (time >= oldest && time <= newest) values.set(time, value);
    else refused.push({ index, message: time > newest ? tooNew : tooOld });
  }
  // In order of time, so that two requests that name the same moments wait for each other and not on each other.
  const points = [...values]
    .sort(([a], [b]) => a - b)
    .map(([time, value]) => ({ at: new Date(time), value }));
  return { points, refused };
}

const tooNew = `This is more than ${aheadMinutes} minutes ahead. Send ISO 8601, or seconds (not milliseconds) since 1970.`;
const tooOld = `This is more than ${keptDays.points} days ago. Points are taken for ${keptDays.points} days.`;

/** In milliseconds since 1970. */
function timeOf(at: SentPoint["at"], now: Date): number {
  if (at === undefined) return now.getTime();
  return typeof at === "number" ? Math.round(at * 1_000) : Date.parse(at);
}

/** The hours in which points lie, as the moments at which they begin, oldest first. */
export function hoursOf(points: readonly MetricPoint[]): Date[] {
  const hours = new Set(points.map(({ at }) => Math.floor(at.getTime() / hourMs) * hourMs));
  return [...hours].sort((a, b) => a - b).map((time) => new Date(time));
}

export type MetricResolution = keyof typeof rollupMs;

/** What a chart is made of: all of the buckets of one resolution that lie in `[from, until)`. */
export interface MetricWindow {
  from: Date;
  until: Date;
  resolution: MetricResolution;
}

/** The buckets of a period that ends with `until`, the one that `until` lies in included. */
export function metricWindow(period: MetricPeriod, until: Date, now: Date): MetricWindow {
  const start = until.getTime() - periodHours[period] * hourMs;
  const areFiveMinutesKept = start >= now.getTime() - keptDays.fiveMinutes * dayMs;
  const resolution = period === "day" && areFiveMinutesKept ? "fiveMinutes" : "hours";
  return lastHours(periodHours[period], resolution, until);
}

/** The buckets of so many hours, up to the one that `until` lies in. */
export function lastHours(hours: number, resolution: MetricResolution, until: Date): MetricWindow {
  const step = rollupMs[resolution];
  const end = Math.ceil((until.getTime() + 1) / step) * step;
  return { from: new Date(end - hours * hourMs), until: new Date(end), resolution };
}

/** What is known of one stretch of time. */
export interface MetricBucket {
  at: Date;
  /** Of points. */
  count: number;
  sum: number;
  min: number;
  max: number;
}

export interface MetricSummary {
  count: number;
  average: number;
  min: number;
  max: number;
}

/** Several buckets as one; `null` of none. Percentiles do not follow from those of the parts, so there are none. */
export function summarize(buckets: readonly MetricBucket[]): MetricSummary | null {
  if (buckets.length === 0) return null;
  const total = buckets.reduce(
    (whole, { count, sum, min, max }) => ({
      count: whole.count + count,
      sum: whole.sum + sum,
      min: Math.min(whole.min, min),
      max: Math.max(whole.max, max),
    }),
    { count: 0, sum: 0, min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY },
  );
  return { count: total.count, average: total.sum / total.count, min: total.min, max: total.max };
}

/** How far apart the values of a visitor's chart are: some ninety of them for each period. */
const chartMs: Record<MetricPeriod, number> = { day: 15 * minuteMs, week: 2 * hourMs, month: 8 * hourMs };

/** A metric over a period, as few numbers as a line needs. */
export interface MetricChart {
  /** When the first stretch begins. */
  from: Date;
  /** How long each stretch is. */
  stepMs: number;
  /** The average of each stretch, oldest first; `null` where there are no points. */
  averages: (number | null)[];
  summary: MetricSummary | null;
}

/** From which buckets the chart of a period up to a moment is made. */
export function chartWindow(period: MetricPeriod, until: Date): MetricWindow {
  const step = chartMs[period];
  const end = Math.ceil(until.getTime() / step) * step;
  const from = new Date(end - periodHours[period] * hourMs);
  return { from, until, resolution: period === "day" ? "fiveMinutes" : "hours" };
}

/** The chart of a period from the buckets of its {@link chartWindow}. */
export function chartOf(
  period: MetricPeriod,
  { from }: MetricWindow,
  buckets: readonly MetricBucket[],
): MetricChart {
  const stepMs = chartMs[period];
  const count = (periodHours[period] * hourMs) / stepMs;
  const parts = Map.groupBy(buckets, ({ at }) => Math.floor((at.getTime() - from.getTime()) / stepMs));
  const averages = Array.from(
    { length: count },
    (_, index) => summarize(parts.get(index) ?? [])?.average ?? null,
  );
  return { from, stepMs, averages, summary: summarize(buckets) };
}

/** Visitors see whole five minutes: what they see changes at most so often. */
export function lastWholeFiveMinutes(now: Date): Date {
  return new Date(Math.floor(now.getTime() / rollupMs.fiveMinutes) * rollupMs.fiveMinutes);
}
