import { asSystem, type Database, inOrganization, type Tx } from "@fanal/database";
import { eventCursors } from "@fanal/database/schema";
import { and, eq, sql } from "drizzle-orm";
import type { Logger } from "pino";
import { inSpan } from "../tracing.ts";
import { eventsAfter } from "./read.ts";
import type { EventType, FanalEvent } from "./types.ts";
import { type Handled, handledChannel, type WakeUps } from "./wake-up.ts";
import { createWorkQueue } from "./work-queue.ts";

/**
 * A reader of the log. Its effects are made in `tx`, the transaction that also moves its cursor, so that each
 * event takes effect once, whatever is killed when.
 */
export interface ReaderDefinition {
  /** Names its cursors; never changes. */
  name: string;
  handles: readonly EventType[];
  /** Handles events of one organization, in order. Those of other types are left out. */
  handle: (tx: Tx, events: FanalEvent[]) => Promise<void>;
}

const batchSize = 200;

/** Runs a reader in this process. Any number of processes share the work: an organization is claimed by one at a time. */
export function runReader(
  definition: ReaderDefinition,
  { database, wakeUps, log }: { database: Database; wakeUps: WakeUps; log: Logger },
): AsyncDisposable {
  const queue = createWorkQueue({
    concurrency: 2,
    work: (organizationId) =>
      inSpan(
        `reader ${definition.name}`,
        { attributes: { "fanal.reader": definition.name, "fanal.organization_id": organizationId } },
        () => handleOrganization(database, definition, organizationId),
      ),
    find: async () => [...(await oldestUnhandled(database, definition.name)).keys()],
    onError: (error) =>
      log.warn({ err: error, reader: definition.name }, "a reader failed; it will try again"),
  });
  wakeUps.subscribe(queue.wake);
  return queue;
}

/** Handles what an organization's log holds beyond the cursor, batch by batch. Leaves it to whoever has claimed it. */
async function handleOrganization(
  database: Database,
  reader: ReaderDefinition,
  organizationId: string,
): Promise<void> {
  for (let more = true; more; ) {
    ({ result: more } = await inOrganization(database, organizationId, (tx) => handleBatch(tx, reader)));
  }
}

async function handleBatch(tx: Tx, reader: ReaderDefinition): Promise<boolean> {
  const cursor = await claimCursor(tx, reader.name);
  if (cursor === null) return false;
  const batch = await eventsAfter(tx, cursor, batchSize);
  const last = batch.at(-1);
  if (last === undefined) return false;
  const handled = batch.filter((event) => reader.handles.includes(event.type));
  if (handled.length > 0) await reader.handle(tx, handled);
  await moveCursor(tx, reader.name, last.position);
  return batch.length === batchSize;
}

async function moveCursor(tx: Tx, reader: string, position: number): Promise<void> {
  const { organizationId } = tx;
  await tx.db
    .update(eventCursors)
    .set({ position })
    .where(and(eq(eventCursors.organizationId, organizationId), eq(eventCursors.reader, reader)));
  const handled: Handled = { reader, organizationId, position, recorded: tx.pendingEvents.length > 0 };
  await tx.db.execute(sql`select pg_notify(${handledChannel}, ${JSON.stringify(handled)})`);
}

/** The cursor's position, locked until the transaction ends; `null` while another process holds it. */
async function claimCursor(tx: Tx, reader: string): Promise<number | null> {
  const mine = and(eq(eventCursors.organizationId, tx.organizationId), eq(eventCursors.reader, reader));
  const claim = () =>
    tx.db
      .select({ position: eventCursors.position })
      .from(eventCursors)
      .where(mine)
      .for("update", { skipLocked: true });
  const [row] = await claim();
  if (row !== undefined) return row.position;
  await tx.db
    .insert(eventCursors)
    .values({ organizationId: tx.organizationId, reader })
    .onConflictDoNothing();
  const [created] = await claim();
  return created?.position ?? null;
}

/** When the oldest event of each organization was recorded that a reader has not handled, in milliseconds since 1970. */
export async function oldestUnhandled(database: Database, reader: string): Promise<Map<string, number>> {
  const result = await asSystem(database, "find how long events wait for a reader", (db) =>
    db.execute<{ id: string; at: number }>(sql`
      select l.organization_id as id, extract(epoch from e.created_at)::float8 * 1000 as at
      from event_logs l
      left join event_cursors c on c.organization_id = l.organization_id and c.reader = ${reader}
      join events e on e.organization_id = l.organization_id and e.position = coalesce(c.position, 0) + 1
      where l.position > coalesce(c.position, 0)`),
  );
  return new Map(result.rows.map(({ id, at }) => [id, at]));
}

/** Seconds since the oldest event that a reader has not handled; 0 when it has handled all. */
export async function readerLag(database: Database, reader: string): Promise<number> {
  const now = Date.now();
  const oldest = await oldestUnhandled(database, reader);
  return Math.max(0, ...Array.from(oldest.values(), (at) => (now - at) / 1000));
}
