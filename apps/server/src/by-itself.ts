import type { Tx } from "@fanal/database";
import type { Actor } from "@fanal/database/schema";
import { sql } from "drizzle-orm";

/** Who does what nobody asked for at that moment. */
export const fanal: Actor = { kind: "system", id: null, name: "Fanal" };

/** What the clock of the database shows, which all servers share, also when the transaction has waited. */
export async function clockOf(tx: Tx): Promise<Date> {
  const { rows } = await tx.db.execute<{ at: string }>(
    sql`select extract(epoch from clock_timestamp()) * 1000 as at`,
  );
  return new Date(Number(rows[0]?.at));
}
