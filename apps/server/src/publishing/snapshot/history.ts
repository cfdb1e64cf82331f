import { historyLetters, type SnapshotHistory, type SnapshotTrouble } from "@fanal/contract/snapshot";
import {
  type DayScale,
  type DayStatuses,
  dailyStatuses,
  roundDown,
  type Span,
  type StatusInterval,
  serviceStatuses,
  type UptimeRule,
  uptime,
} from "@fanal/domain";
import type { PageService } from "../../status-pages/queries/services.ts";
import { most } from "./limits.ts";
import type { HistoryStory, Past } from "./past.ts";

/** Makes the history of each service of a page. */
export function historyFrom(
  past: Past,
  scale: DayScale,
  { until, rule }: { until: number; rule: UptimeRule },
): (service: Pick<PageService, "id" | "createdAt">) => SnapshotHistory {
  const [first = 0] = scale.bounds;
  const last = scale.dates.at(-1) ?? "";
  const quietLetters = historyLetters.operational.repeat(scale.dates.length);
  const make = (intervals: readonly StatusInterval[], stories: readonly HistoryStory[], from: number) => {
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
    const share = uptime(days, rule);
    return { until: last, days: letters, uptime: share === null ? null : roundDown(share), troubles };
  };
  // Most services of most pages had a quiet time.
  const quiet = make([], [], first);
  return ({ id, createdAt }) => {
    const intervals = past.intervalsOf.get(id) ?? [];
    if (intervals.length === 0 && createdAt.getTime() <= first) return quiet;
    const toldSince = past.toldSince.get(id) ?? Number.POSITIVE_INFINITY;
    // What was recorded of the time before it existed here is known, and so is what followed.
    const from = Math.min(createdAt.getTime(), toldSince, ...intervals.map((interval) => interval.from));
    return make(intervals, past.storiesOf.get(id) ?? [], from);
  };
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
