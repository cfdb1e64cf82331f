import type { Reader } from "@fanal/database";
import { eventCursors, eventLogs, uptimeDays, uptimeRollups } from "@fanal/database/schema";
import { dateOf, type Lasted, type Span, shiftDate, startOfDay } from "@fanal/domain";
import { and, eq, gte, lt } from "drizzle-orm";
import { isOf, type WhichServices } from "./which-services.ts";

/** Names the cursor of the reader that rolls days up. */
export const rollupReaderName = "rollups";

/** Whole days of a time zone; the end is no part of it. Both are `YYYY-MM-DD`. */
export interface Days {
  first: string;
  end: string;
}

/** How long a service was what on a day that is over; the rest of the day it was operational, or unknown. */
export interface RolledDay {
  serviceId: string;
  date: string;
  lasted: Omit<Lasted, "operational">;
}

/**
 * The whole days in a span that are rolled up; `null` when none are, or when something happened since of which the rollup
 * does not know yet. So whoever reads the past sees what was corrected the moment before.
 */
export async function findRolledDays(reader: Reader, span: Span, timeZone: string): Promise<Days | null> {
  const [rollup] = await reader.db
    .select({ until: uptimeRollups.until, known: eventCursors.position, all: eventLogs.position })
    .from(uptimeRollups)
    .innerJoin(eventLogs, eq(eventLogs.organizationId, uptimeRollups.organizationId))
    .innerJoin(
      eventCursors,
      and(
        eq(eventCursors.organizationId, uptimeRollups.organizationId),
        eq(eventCursors.reader, rollupReaderName),
      ),
    )
    .where(
      and(eq(uptimeRollups.organizationId, reader.organizationId), eq(uptimeRollups.timeZone, timeZone)),
    );
  if (rollup === undefined || rollup.known < rollup.all) return null;
  const began = dateOf(span.from, timeZone);
  const first = startOfDay(began, timeZone) < span.from ? shiftDate(began, 1, "day") : began;
  const [end = first] = [dateOf(span.to, timeZone), rollup.until].sort();
  return first < end ? { first, end } : null;
}

/** The days of services that were not wholly operational. */
export async function readRolledDays(
  reader: Reader,
  which: WhichServices,
  { first, end }: Days,
  timeZone: string,
): Promise<RolledDay[]> {
  const { organizationId, serviceId, date } = uptimeDays;
  const rows = await reader.db
    .select()
    .from(uptimeDays)
    .where(
      and(
        eq(organizationId, reader.organizationId),
        eq(uptimeDays.timeZone, timeZone),
        isOf(reader, which, serviceId),
        gte(date, first),
        lt(date, end),
      ),
    );
  return rows.map((row) => ({
    serviceId: row.serviceId,
    date: row.date,
    lasted: {
      under_maintenance: row.underMaintenance,
      degraded_performance: row.degradedPerformance,
      partial_outage: row.partialOutage,
      major_outage: row.majorOutage,
    },
  }));
}
