import type { Tx } from "@fanal/database";
import { type Actor, type maintenanceSeries, maintenances } from "@fanal/database/schema";
import { and, eq } from "drizzle-orm";
import { type Occurrence, occurrencesOf, type Recurrence } from "./recurrence.ts";
import { insertMaintenances } from "./rows.ts";

export type SeriesRow = typeof maintenanceSeries.$inferSelect;

const dayMs = 86_400_000;
/** Occurrences are made ahead for so long, and so many of them at least and at most. */
const ahead = { days: 90, atLeast: 5, atMost: 100 };
/** What is so long after the next one can wait, also when there are fewer than `atLeast` until then. */
const furthestDays = 3_660;

/** Occurrences that have not ended, soonest first: as many as are made ahead. */
export function upcomingOccurrences(
  recurrence: Recurrence & { endsBefore: Date | null },
  now: Date,
): Occurrence[] {
  const { endsBefore } = recurrence;
  const upcoming: Occurrence[] = [];
  // What lasts longest on a day on which the clocks go back is still going on.
  const from = new Date(now.getTime() - recurrence.durationMinutes * 60_000 - dayMs);
  for (const occurrence of occurrencesOf(recurrence, from)) {
    const { startsAt, endsAt } = occurrence;
    const isEnough = upcoming.length >= ahead.atLeast && daysBetween(now, startsAt) > ahead.days;
    const isFar = daysBetween(upcoming[0]?.startsAt ?? startsAt, startsAt) > furthestDays;
    const isEnd = endsBefore !== null && startsAt >= endsBefore;
    if (isEnd || isEnough || isFar || upcoming.length === ahead.atMost) break;
    if (endsAt > now) upcoming.push(occurrence);
  }
  return upcoming;
}

function daysBetween(start: Date, end: Date): number {
  return (end.getTime() - start.getTime()) / dayMs;
}

/**
 * Makes the occurrences that are not there yet, and returns their ids, soonest first. One that was moved, canceled or
 * deleted is there. Two servers that do it at once make each once: the row of the series is locked.
 */
export async function extendSeries(
  tx: Tx,
  series: SeriesRow,
  by: { author: Actor; at: Date },
): Promise<string[]> {
  const present = await tx.db
    .select({ at: maintenances.occurrenceAt })
    .from(maintenances)
    .where(and(eq(maintenances.organizationId, tx.organizationId), eq(maintenances.seriesId, series.id)));
  const known = new Set(present.map(({ at }) => at?.getTime()));
  const missing = upcomingOccurrences(series, by.at).filter(({ startsAt }) => !known.has(startsAt.getTime()));
  const { title, timeZone, serviceIds, message } = series;
  const { startsAutomatically, finishesAutomatically, notifiesAutomatically } = series;
  const planned = { title, timeZone, startsAutomatically, finishesAutomatically, notifiesAutomatically };
  return insertMaintenances(
    tx,
    missing.map(({ startsAt, endsAt }) => ({
      ...planned,
      startsAt,
      endsAt,
      status: "scheduled",
      startedAt: null,
      finishedAt: null,
      seriesId: series.id,
      occurrenceAt: startsAt,
    })),
    { serviceIds, message, ...by },
  );
}
