import type { Reader } from "@fanal/database";
import {
  type DayScale,
  dailyStatuses,
  type Lasted,
  type Span,
  type StatusInterval,
  startOfDay,
} from "@fanal/domain";
import { findRolledDays, type RolledDay, readRolledDays } from "./rolled-days.ts";
import { readToldSince } from "./told-since.ts";
import { readTroubles } from "./troubles.ts";

/** How long a service was what, and how long nothing is known of it, in milliseconds. */
export interface Measured {
  lasted: Lasted;
  unknown: number;
}

interface Asked {
  /** Periods that end at midnights of the time zone, but for the ends of the whole. */
  scale: DayScale;
  timeZone: string;
  /** What is to come is unknown. */
  now: number;
}

/**
 * What became of services in each of some periods. Days that are over come from the rollup, as far as it is up to date;
 * today, and what is cut off from a day at the beginning, from the intervals themselves.
 */
export async function measure(
  reader: Reader,
  services: readonly { id: string; createdAt: Date }[],
  { scale, timeZone, now }: Asked,
): Promise<Map<string, Measured[]>> {
  const { bounds } = scale;
  const span = { from: bounds[0] ?? now, to: Math.min(bounds.at(-1) ?? now, now) };
  const ids = services.map(({ id }) => id);
  const days = await findRolledDays(reader, span, timeZone);
  const rolled =
    days === null ? null : { from: startOfDay(days.first, timeZone), to: startOfDay(days.end, timeZone) };
  const edges =
    rolled === null
      ? [span]
      : [
          { ...span, to: rolled.from },
          { ...span, from: rolled.to },
        ];
  const intervalsOf = await readEdges(reader, ids, edges);
  const daysOf = Map.groupBy(
    days === null ? [] : await readRolledDays(reader, ids, days, timeZone),
    ({ serviceId }) => serviceId,
  );
  const toldSince = await readToldSince(reader, ids);
  const periodOf = periodFinder(scale, timeZone);
  return new Map(
    services.map(({ id, createdAt }) => {
      const from = Math.min(createdAt.getTime(), toldSince.get(id) ?? Number.POSITIVE_INFINITY);
      const periods = dailyStatuses(intervalsOf.get(id) ?? [], scale, { from, to: now });
      const measured = periods.map(({ lasted, unknown }) => ({ lasted: { ...lasted }, unknown }));
      for (const day of daysOf.get(id) ?? []) addDay(measured[periodOf(day.date)], day);
      return [id, measured];
    }),
  );
}

async function readEdges(
  reader: Reader,
  serviceIds: string[],
  edges: Span[],
): Promise<Map<string, StatusInterval[]>> {
  const intervalsOf = new Map<string, StatusInterval[]>();
  for (const { from, to } of edges) {
    if (from >= to) continue;
    const troubles = await readTroubles(reader, serviceIds, { first: new Date(from), until: to });
    for (const [id, told] of troubles) {
      const clipped = told.map((one) => ({
        ...one,
        from: Math.max(one.from, from),
        to: Math.min(one.to, to),
      }));
      intervalsOf.set(id, [...(intervalsOf.get(id) ?? []), ...clipped]);
    }
  }
  return intervalsOf;
}

function addDay(measured: Measured | undefined, { lasted }: RolledDay): void {
  if (measured === undefined) return;
  for (const status of [
    "under_maintenance",
    "degraded_performance",
    "partial_outage",
    "major_outage",
  ] as const) {
    measured.lasted[status] += lasted[status];
    measured.lasted.operational -= lasted[status];
  }
}

/** Which period a day is in; each day is looked up once for all services. */
function periodFinder({ bounds }: DayScale, timeZone: string): (date: string) => number {
  const known = new Map<string, number>();
  return (date) => {
    const found = known.get(date) ?? placeOf(bounds, startOfDay(date, timeZone));
    known.set(date, found);
    return found;
  };
}

function placeOf(bounds: readonly number[], moment: number): number {
  return bounds.findLastIndex((bound) => bound <= moment);
}
