import type { Maintenance } from "@fanal/contract";
import type { FanalClient } from "@fanal/contract/client";
import type { Database } from "@fanal/database";
import { localTimeOf } from "@fanal/domain";
import { sql } from "drizzle-orm";

/** What the clock shows so many minutes from now. */
export function localIn(minutes: number, timeZone = "UTC"): string {
  return localTimeOf(new Date(Date.now() + minutes * 60_000), timeZone);
}

/** A window that begins and ends so many minutes from now, by the whole minute. */
export function windowIn(start: number, end: number) {
  return { localStart: localIn(start), localEnd: localIn(end), timeZone: "UTC" };
}

/**
 * Sets when a window starts and ends to the second, which no person can: tests do not wait for whole minutes. The change
 * of the title tells the readers of it.
 */
export async function setWindow(
  { client, database }: { client: FanalClient; database: Database },
  { organization, id }: { organization: string; id: string },
  { startsInMs, endsInMs }: { startsInMs: number; endsInMs: number },
): Promise<Maintenance> {
  const [startsAt, endsAt] = [startsInMs, endsInMs].map((ms) => new Date(Date.now() + ms).toISOString());
  await database.db.execute(
    sql`update maintenances set starts_at = ${startsAt}, ends_at = ${endsAt} where id = ${id}`,
  );
  return client.maintenances.update({ organization, maintenanceId: id, title: "Soon" });
}

/** What calendars count: it is on no answer of the API. */
export async function sequenceOf(database: Database, id: string): Promise<number> {
  const { rows } = await database.db.execute<{ sequence: number }>(
    sql`select sequence from maintenances where id = ${id}`,
  );
  return rows[0]?.sequence ?? -1;
}
