import { asSystem, type Database } from "@fanal/database";
import { mails } from "@fanal/database/schema";
import { and, isNull, sql } from "drizzle-orm";

/** Deletes mails that were sent or given up days ago: they hold addresses, and links that work no more. */
export async function forgetMails(database: Database): Promise<void> {
  await asSystem(database, "mails that are over", (db) =>
    db.delete(mails).where(and(isNull(mails.dueAt), sql`${mails.createdAt} < now() - interval '14 days'`)),
  );
}
