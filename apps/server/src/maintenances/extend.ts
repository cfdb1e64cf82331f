import { asSystem, type Database, inOrganization } from "@fanal/database";
import { sql } from "drizzle-orm";
import { clockOf, fanal } from "../by-itself.ts";
import { record } from "../events/record.ts";
import { extendSeries } from "./occurrences.ts";
import { lockSeries } from "./series.ts";

/** Makes the occurrences that have come within reach since the last time, of the series of all organizations. */
export async function extendAllSeries(database: Database): Promise<void> {
  const series = await asSystem(database, "find maintenances that repeat", async (db) => {
    const { rows } = await db.execute<{ organization: string; id: string }>(sql`
      select organization_id as organization, id from maintenance_series
      where ends_before is null or ends_before > now() order by organization_id, id`);
    return rows;
  });
  for (const { organization, id } of series) {
    await inOrganization(database, organization, async (tx) => {
      const locked = await lockSeries(tx, id);
      const at = await clockOf(tx);
      const added = await extendSeries(tx, locked, { author: fanal, at });
      if (added.length === 0) return;
      const data = { maintenanceIds: added };
      record(
        tx,
        { actor: fanal, now: () => at },
        { type: "maintenance_series.updated", subjectId: id, data },
      );
    });
  }
}
