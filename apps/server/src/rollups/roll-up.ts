import type { Tx } from "@fanal/database";
import { statusChanges, statusPages, uptimeDays, uptimeRollups } from "@fanal/database/schema";
import { dailyStatuses, dateOf, daysUntil, startOfDay } from "@fanal/domain";
import { and, eq, gte, inArray, min, ne, notInArray } from "drizzle-orm";
import { milliseconds } from "../milliseconds.ts";
import { readToldSince } from "../uptime/queries/told-since.ts";
import { readTroubles } from "../uptime/queries/troubles.ts";
import type { WhichServices } from "../uptime/queries/which-services.ts";
import type { TouchedSince } from "./touched-since.ts";

type DayRow = typeof uptimeDays.$inferInsert;

/** Rows of one statement. */
const batchSize = 1_000;

/**
 * Brings the days of an organization in step with its past: those of services whose past has changed, those that are over
 * since it was last looked, and all of a time zone that a page has got.
 */
export async function rollUp(tx: Tx, touched: TouchedSince, now: Date): Promise<void> {
  const zones = await zonesOf(tx);
  await forgetOtherZones(tx, zones);
  const rolledUntil = new Map((await readRollups(tx)).map(({ timeZone, until }) => [timeZone, until]));
  for (const timeZone of zones) {
    const today = dateOf(now.getTime(), timeZone);
    const until = rolledUntil.get(timeZone);
    if (until === undefined) {
      await saveRollup(tx, timeZone, today);
      await writeDays(tx, "all", { timeZone, first: await firstDay(tx, timeZone, today), end: today });
      continue;
    }
    const rolledEnd = startOfDay(until, timeZone);
    const late = [...touched].filter(([, since]) => since < rolledEnd);
    if (late.length > 0) {
      const first = dateOf(Math.min(...late.map(([, since]) => since)), timeZone);
      const serviceIds = late.map(([id]) => id);
      await deleteDays(tx, serviceIds, { timeZone, first });
      await writeDays(tx, serviceIds, { timeZone, first, end: until });
    }
    if (until < today) {
      await writeDays(tx, "all", { timeZone, first: until, end: today });
      await saveRollup(tx, timeZone, today);
    }
  }
}

/** Forgets all days of an organization and makes them anew. */
export async function rollUpAnew(tx: Tx, now: Date): Promise<void> {
  await forgetOtherZones(tx, []);
  await rollUp(tx, new Map(), now);
}

function readRollups(tx: Tx) {
  return tx.db.select().from(uptimeRollups).where(eq(uptimeRollups.organizationId, tx.organizationId));
}

async function zonesOf(tx: Tx): Promise<string[]> {
  const rows = await tx.db
    .selectDistinct({ timeZone: statusPages.timeZone })
    .from(statusPages)
    .where(eq(statusPages.organizationId, tx.organizationId));
  return rows.map(({ timeZone }) => timeZone);
}

/** Their days go with them. */
async function forgetOtherZones(tx: Tx, zones: string[]): Promise<void> {
  await tx.db
    .delete(uptimeRollups)
    .where(
      and(
        eq(uptimeRollups.organizationId, tx.organizationId),
        zones.length === 0 ? undefined : notInArray(uptimeRollups.timeZone, zones),
      ),
    );
}

async function saveRollup(tx: Tx, timeZone: string, until: string): Promise<void> {
  await tx.db
    .insert(uptimeRollups)
    .values({ organizationId: tx.organizationId, timeZone, until })
    .onConflictDoUpdate({
      target: [uptimeRollups.organizationId, uptimeRollups.timeZone],
      set: { until },
    });
}

/** The day of the first thing that is told of any service; today where nothing is. */
async function firstDay(tx: Tx, timeZone: string, today: string): Promise<string> {
  const [logged] = await tx.db
    .select({ at: milliseconds(min(statusChanges.startedAt)) })
    .from(statusChanges)
    .where(and(eq(statusChanges.organizationId, tx.organizationId), ne(statusChanges.status, "operational")));
  const toldSince = await readToldSince(tx, "all");
  const first = [logged?.at ?? null, ...toldSince.values()].filter((at) => at !== null);
  return first.length === 0 ? today : dateOf(Math.min(...first), timeZone);
}

async function deleteDays(
  tx: Tx,
  serviceIds: string[],
  { timeZone, first }: { timeZone: string; first: string },
): Promise<void> {
  await tx.db
    .delete(uptimeDays)
    .where(
      and(
        eq(uptimeDays.organizationId, tx.organizationId),
        eq(uptimeDays.timeZone, timeZone),
        inArray(uptimeDays.serviceId, serviceIds),
        gte(uptimeDays.date, first),
      ),
    );
}

async function writeDays(
  tx: Tx,
  which: WhichServices,
  { timeZone, first, end }: { timeZone: string; first: string; end: string },
): Promise<void> {
  const scale = daysUntil(first, end, timeZone);
  const span = { from: scale.bounds[0] ?? 0, to: scale.bounds.at(-1) ?? 0 };
  const troubles = await readTroubles(tx, which, { first: new Date(span.from), until: span.to });
  const rows: DayRow[] = [];
  for (const [serviceId, intervals] of troubles) {
    // Nothing is told of a time in which nothing is known, so all of it may count as known.
    for (const { date, lasted, worst } of dailyStatuses(intervals, scale, span)) {
      if (worst === "operational" || worst === null) continue;
      rows.push({
        organizationId: tx.organizationId,
        serviceId,
        timeZone,
        date,
        underMaintenance: lasted.under_maintenance,
        degradedPerformance: lasted.degraded_performance,
        partialOutage: lasted.partial_outage,
        majorOutage: lasted.major_outage,
      });
    }
  }
  for (let index = 0; index < rows.length; index += batchSize)
    await tx.db.insert(uptimeDays).values(rows.slice(index, index + batchSize));
}
