import { sql } from "drizzle-orm";
import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import { noticeReaderName } from "./notice-reader.ts";
import { tellingReaderName } from "./reader.ts";

const why = "It waited when the backup was made that this was restored from.";

/** How much waited that is not sent any more. */
export interface Settled {
  deliveries: number;
  mails: number;
}

/**
 * Settles all that waits to be told, so that none of it goes out: deliveries, mails, and events of which nobody has been told
 * yet. Operators see the deliveries as given up, and can send them again. What is to be told at a time that comes, such as
 * reminders of maintenance, is none of that: it follows from the maintenance when it is due.
 */
export async function settleWaiting(db: Pick<NodePgDatabase, "execute">): Promise<Settled> {
  await db.execute(sql`
    insert into event_cursors (organization_id, reader, position)
    select organization_id, reader, position
    from event_logs cross join unnest(${sql.param([tellingReaderName, noticeReaderName])}::text[]) as reader
    on conflict (organization_id, reader) do update set position = excluded.position`);
  const deliveries = await db.execute(
    sql`update deliveries set state = 'given_up', due_at = null, error = ${why} where due_at is not null`,
  );
  const mails = await db.execute(
    sql`update mails set due_at = null, error = ${why} where due_at is not null`,
  );
  return { deliveries: deliveries.rowCount ?? 0, mails: mails.rowCount ?? 0 };
}
