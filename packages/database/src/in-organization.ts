import { sql } from "drizzle-orm";
import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import type { Database } from "./connect.ts";
import { sqlState } from "./errors.ts";
import { jobSchema } from "./job-schema.ts";
import type { Actor } from "./schema/events.ts";

export type Transaction = Parameters<Parameters<NodePgDatabase["transaction"]>[0]>[0];

/** What a query needs: it can only read, and only the organization's rows. */
export interface Reader {
  readonly organizationId: string;
  readonly db: Pick<Transaction, "select" | "selectDistinct" | "selectDistinctOn" | "$count">;
}

/** What a write needs. Only `inOrganization` hands one out. */
export interface Tx extends Reader {
  readonly db: Transaction;
  /** Events of this transaction; they get their positions as its last act. */
  readonly pendingEvents: PendingEvent[];
}

export interface PendingEvent {
  type: string;
  actor: Actor;
  subjectId: string | null;
  data: Record<string, unknown>;
  /** The address that the request came from. */
  address: string | null;
  createdAt: Date;
}

/** PostgreSQL's channel on which a commit that recorded events wakes the readers; the payload is the organization's id. */
export const wakeUpChannel = "fanal_events";

/** PostgreSQL's channel on which a commit that wrote mails wakes those who send them. */
export const mailChannel = "fanal_mails";

/** PostgreSQL's channel on which a commit that queued deliveries wakes those who send them. */
export const deliveryChannel = "fanal_deliveries";

/** PostgreSQL's channel on which it is told that deliveries went on; the payload is the organization's id. */
export const toldChannel = "fanal_told";

/**
 * PostgreSQL's channel on which a commit that ended sessions before their time (a trigger sees to it) wakes those who hold
 * sockets open; the payload is the id of whose they were.
 */
export const endedSessionsChannel = "fanal_sessions_ended";

/** What is known of a transaction once it is committed. */
export interface Committed<Result> {
  result: Result;
  /** Position of its last event in the organization's log; `null` when it recorded none. */
  position: number | null;
}

/**
 * Runs `work` in one transaction that sees and writes the rows of one organization and no others.
 * Events that it records are appended as the last act before the commit, so that positions are in commit order.
 * A transaction that PostgreSQL ends for a deadlock is run again, twice at most: `work` must have no effects outside.
 */
export async function inOrganization<Result>(
  database: Database,
  organizationId: string,
  work: (tx: Tx) => Promise<Result>,
): Promise<Committed<Result>> {
  return retryOnDeadlock(() =>
    database.db.transaction(async (db) => {
      await db.execute(sql`select set_config('fanal.organization_id', ${organizationId}, true)`);
      return withEvents(db, organizationId, work);
    }),
  );
}

/**
 * Runs `work` in one transaction that sees the rows of all organizations.
 * For what belongs to none: finding work for readers, addresses of pages, the founding of an organization.
 *
 * @param reason shown beside the transaction in PostgreSQL's own views and logs
 */
export function asSystem<Result>(
  database: Database,
  reason: string,
  work: (db: Transaction) => Promise<Result>,
): Promise<Result> {
  return database.db.transaction(async (db) => {
    await db.execute(
      sql`select set_config('fanal.system', 'on', true), set_config('application_name', ${`fanal: ${reason}`.slice(0, 63)}, true)`,
    );
    return work(db);
  });
}

/** Runs `work` in a system transaction narrowed to one organization, as {@link inOrganization} does. */
export async function narrowToOrganization<Result>(
  db: Transaction,
  organizationId: string,
  work: (tx: Tx) => Promise<Result>,
): Promise<Committed<Result>> {
  await db.execute(
    sql`select set_config('fanal.organization_id', ${organizationId}, true), set_config('fanal.system', '', true)`,
  );
  const committed = await withEvents(db, organizationId, work);
  await db.execute(
    sql`select set_config('fanal.organization_id', '', true), set_config('fanal.system', 'on', true)`,
  );
  return committed;
}

/**
 * Runs `work`, which deletes an organization, in one transaction that sees the rows of all, and deletes the log, which is
 * append-only otherwise, a little at a time: no statement takes long, however much has happened. At the commit the followers of its log are woken and find that it is gone. Run again
 * on a deadlock, as {@link inOrganization} is.
 */
export function erasing(
  database: Database,
  organizationId: string,
  work: (db: Transaction) => Promise<void>,
): Promise<void> {
  return retryOnDeadlock(() =>
    asSystem(database, "erase an organization", async (db) => {
      await db.execute(sql`select set_config('fanal.erasing', ${organizationId}, true)`);
      await work(db);
      await eraseEvents(db, organizationId);
      await erasePoints(db, organizationId);
      // What its jobs are for is gone; they would find nothing to do.
      await db.execute(
        sql`delete from ${sql.identifier(jobSchema)}.job where data->>'organizationId' = ${organizationId}`,
      );
      await db.execute(sql`select pg_notify(${wakeUpChannel}, ${organizationId})`);
    }),
  );
}

/** Longer than points are kept, and so much ahead of now as they may be; what is between is deleted an hour at a time. */
const pointHours = { kept: 17 * 24, ahead: 2 };

/**
 * Deletes the points of a metric, or of all of an organization, and what was rolled up from them: they have no foreign
 * key to be deleted by. A little at a time, so that no statement takes long, however many there are. Who calls it has
 * deleted the metric in the same transaction, so that nobody adds points meanwhile.
 */
export async function erasePoints(db: Transaction, organizationId: string, metricId?: string): Promise<void> {
  const whose =
    metricId === undefined
      ? sql`organization_id = ${organizationId}`
      : sql`organization_id = ${organizationId} and metric_id = ${metricId}`;
  await db.execute(sql`delete from metric_hours where ${whose}`);
  await db.execute(sql`delete from metric_five_minutes where ${whose}`);
  for (let hours = pointHours.kept; hours >= -pointHours.ahead; hours--) {
    await db.execute(sql`delete from metric_points where ${whose}
      and at >= now() - make_interval(hours => ${hours + 1}) and at < now() - make_interval(hours => ${hours})`);
  }
}

/** Events whose deletion takes a second or two on a machine that is busy with other things. */
const erasedAtOnce = 1_000;

async function eraseEvents(db: Transaction, organizationId: string): Promise<void> {
  const { rows } = await db.execute<{ last: number }>(
    sql`select coalesce(max(position), 0)::float8 as last from events where organization_id = ${organizationId}`,
  );
  const last = rows[0]?.last ?? 0;
  for (let position = 0; position < last; position += erasedAtOnce) {
    await db.execute(sql`delete from events where organization_id = ${organizationId}
      and position > ${position} and position <= ${position + erasedAtOnce}`);
  }
}

async function withEvents<Result>(
  db: Transaction,
  organizationId: string,
  work: (tx: Tx) => Promise<Result>,
): Promise<Committed<Result>> {
  const tx: Tx = { organizationId, db, pendingEvents: [] };
  const result = await work(tx);
  return { result, position: await appendEvents(tx) };
}

/**
 * Appends the events of the transaction to the organization's log and wakes the readers at its commit.
 * The row of `event_logs` stays locked until then: whoever commits next gets the next position.
 */
async function appendEvents(tx: Tx): Promise<number | null> {
  if (tx.pendingEvents.length === 0) return null;
  const rows = JSON.stringify(tx.pendingEvents);
  const result = await tx.db.execute<{ position: string }>(sql`
    with log as (
      update event_logs set position = position + ${tx.pendingEvents.length}::int
      where organization_id = ${tx.organizationId} returning position
    ), appended as (
      insert into events (organization_id, position, type, actor, subject_id, data, address, created_at)
      select ${tx.organizationId}, log.position - ${tx.pendingEvents.length}::int + row.number,
        row.event->>'type', row.event->'actor', (row.event->>'subjectId')::uuid, row.event->'data',
        row.event->>'address', (row.event->>'createdAt')::timestamptz
      from log, jsonb_array_elements(${rows}::jsonb) with ordinality as row(event, number)
      order by row.number
    )
    select position, pg_notify(${wakeUpChannel}, ${tx.organizationId}) from log`);
  const row = result.rows[0];
  if (row === undefined) throw new Error(`Organization ${tx.organizationId} has no event log`);
  tx.pendingEvents.length = 0;
  return Number(row.position);
}

async function retryOnDeadlock<Result>(run: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      if (attempt === 3 || sqlState(error) !== "40P01") throw error;
    }
  }
}
