import { historyLetters, type SnapshotHistory, type SnapshotTrouble } from "@fanal/contract/snapshot";
import {
  type DayScale,
  type DayStatuses,
  dailyStatuses,
  type PeriodUnit,
  roundDown,
  type Span,
  type StatusInterval,
  serviceStatuses,
  startOfPeriod,
  statusIntervals,
  type UptimeRule,
  uptime,
  withCorrections,
} from "@fanal/domain";
import type { PageService } from "../../status-pages/queries/services.ts";
import type { Correction } from "../../uptime/queries/corrections.ts";
import { most } from "./limits.ts";
import type { HistoryStory, Past } from "./past.ts";

/** Makes the history of each service of a page. */
export function historyFrom(
  past: Past,
  scale: DayScale,
  { until, rule, periods }: { until: number; rule: UptimeRule; periods: Record<PeriodUnit, number> },
): (service: Pick<PageService, "id" | "createdAt">) => SnapshotHistory {
  const [first = 0] = scale.bounds;
  const last = scale.dates.at(-1) ?? "";
  const quietLetters = historyLetters.operational.repeat(scale.dates.length);
  const make = (
    intervals: readonly StatusInterval[],
    corrections: readonly Correction[],
    stories: readonly HistoryStory[],
    from: number,
  ) => {
    const days = dailyStatuses(intervals, scale, { from, to: until });
    const troubles: SnapshotTrouble[] = [];
    let letters = "";
    let told = 0;
    // Plain loops, and no text for each quiet day: a large page has ninety thousand of them.
    for (const [index, day] of days.entries()) {
      if (day.worst === "operational") continue;
      letters += `${quietLetters.slice(told, index)}${historyLetters[day.worst ?? "unknown"]}`;
      told = index + 1;
      if (day.worst !== null) troubles.push(troubleOf(day, stories, dayAt(scale, index)));
    }
    letters += quietLetters.slice(told);
    const soFar = (period: number) => {
      const known = { from, to: until };
      return shareOf(dailyStatuses(intervals, { dates: [last], bounds: [period, until] }, known), rule);
    };
    return {
      until: last,
      days: letters,
      uptime: shareOf(days, rule),
      periods: {
        day: soFar(periods.day),
        week: soFar(periods.week),
        month: soFar(periods.month),
        year: soFar(periods.year),
      },
      troubles,
      intervals: withCorrections(
        statusIntervals(intervals).map((interval) => ({ ...interval, reason: null })),
        corrections,
      )
        .slice(-most.intervals)
        .reverse()
        .map(({ status, from, to, reason }) => ({
          status,
          from: new Date(from).toISOString(),
          to: to >= until ? null : new Date(to).toISOString(),
          correction: reason,
        })),
    };
  };
  // Most services of most pages had a quiet time.
  const quiet = make([], [], [], first);
  return ({ id, createdAt }) => {
    const intervals = past.intervalsOf.get(id) ?? [];
    const corrections = past.correctionsOf.get(id) ?? [];
    if (intervals.length === 0 && corrections.length === 0 && createdAt.getTime() <= first) return quiet;
    const toldSince = past.toldSince.get(id) ?? Number.POSITIVE_INFINITY;
    // What was recorded of the time before it existed here is known, and so is what followed.
    const from = Math.min(createdAt.getTime(), toldSince, ...intervals.map((interval) => interval.from));
    return make(intervals, corrections, past.storiesOf.get(id) ?? [], from);
  };
}

/** When the day, week, month and year of a moment began. */
export function periodsSoFar(at: number, timeZone: string): Record<PeriodUnit, number> {
  const begin = (unit: PeriodUnit) => startOfPeriod(at, unit, timeZone);
  return { day: begin("day"), week: begin("week"), month: begin("month"), year: begin("year") };
}

function shareOf(days: readonly DayStatuses[], rule: UptimeRule): number | null {
  const share = uptime(days, rule);
  return share === null ? null : roundDown(share);
}

function troubleOf(
  { date, lasted }: DayStatuses,
  stories: readonly HistoryStory[],
  day: Span,
): SnapshotTrouble {
  const seconds: SnapshotTrouble["seconds"] = {};
  for (const status of serviceStatuses) {
    if (status !== "operational" && lasted[status] > 0) seconds[status] = Math.ceil(lasted[status] / 1000);
  }
  const told = stories.filter(({ from, to }) => from < day.to && to >= day.from);
  return {
    date,
    seconds,
    stories: told.slice(-most.storiesOfDay).map(({ kind, id, title }) => ({ kind, id, title })),
  };
}

function dayAt({ bounds }: DayScale, index: number): Span {
  return { from: bounds[index] ?? 0, to: bounds[index + 1] ?? 0 };
}
