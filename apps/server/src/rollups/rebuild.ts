import { asSystem, type Database, inOrganization, type Tx } from "@fanal/database";
import { eventCursors, eventLogs, uptimeDays, uptimeRollups } from "@fanal/database/schema";
import { and, asc, eq } from "drizzle-orm";
import { rollupReaderName } from "../uptime/queries/rolled-days.ts";
import { rollUpAnew } from "./roll-up.ts";

export interface Rebuilt {
  organizationId: string;
  /** Days of services that were not wholly operational. */
  days: number;
  /** How many were not as the log tells them: missing, wrong, or too many. */
  differing: number;
}

/** Makes the rollups of all organizations anew, one after the other. */
export async function* rebuildRollups(database: Database, now: Date): AsyncGenerator<Rebuilt> {
  const organizations = await asSystem(database, "find the rollups to be made anew", (db) =>
    db
      .select({ organizationId: eventLogs.organizationId })
      .from(eventLogs)
      .orderBy(asc(eventLogs.organizationId)),
  );
  for (const { organizationId } of organizations) {
    const { result } = await inOrganization(database, organizationId, (tx) => rebuildOne(tx, now));
    yield { organizationId, ...result };
  }
}

async function rebuildOne(tx: Tx, now: Date): Promise<Omit<Rebuilt, "organizationId">> {
  await holdReader(tx);
  const before = await readDays(tx);
  const rolledUntil = await readUntil(tx);
  await rollUpAnew(tx, now);
  const after = await readDays(tx);
  // What is over since the reader last looked was not rolled up yet, and is no fault.
  const isOld = ({ timeZone, date }: Day) => date < (rolledUntil.get(timeZone) ?? "");
  const [old, anew] = [before, after.filter(isOld)].map(
    (days) => new Set(days.map((day) => JSON.stringify(day))),
  );
  const differing = new Set([...(old ?? []), ...(anew ?? [])]);
  for (const day of old ?? []) if (anew?.has(day)) differing.delete(day);
  return { days: after.length, differing: differing.size };
}

/** Waits for the reader, and keeps it waiting until the transaction ends: it goes on behind its cursor then. */
async function holdReader(tx: Tx): Promise<void> {
  await tx.db
    .select({ position: eventCursors.position })
    .from(eventCursors)
    .where(and(eq(eventCursors.organizationId, tx.organizationId), eq(eventCursors.reader, rollupReaderName)))
    .for("update");
}

type Day = typeof uptimeDays.$inferSelect;

function readDays(tx: Tx): Promise<Day[]> {
  return tx.db.select().from(uptimeDays).where(eq(uptimeDays.organizationId, tx.organizationId));
}

async function readUntil(tx: Tx): Promise<Map<string, string>> {
  const rows = await tx.db
    .select()
    .from(uptimeRollups)
    .where(eq(uptimeRollups.organizationId, tx.organizationId));
  return new Map(rows.map(({ timeZone, until }) => [timeZone, until]));
}
