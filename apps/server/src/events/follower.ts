import { asSystem, type Database, inOrganization } from "@fanal/database";
import { eventLogs } from "@fanal/database/schema";
import { eq } from "drizzle-orm";
import type { Logger } from "pino";
import { eventsAfter } from "./read.ts";
import { oldestUnhandled } from "./reader.ts";
import type { FanalEvent } from "./types.ts";
import type { WakeUps } from "./wake-up.ts";
import { createWorkQueue } from "./work-queue.ts";

export interface Follower extends AsyncDisposable {
  /** Position up to which this process has seen an organization's log. */
  position: (organizationId: string) => number;
  /**
   * When this process last knew an organization's newest events, and the reader that it follows had handled them, in
   * milliseconds since 1970.
   */
  confirmedAt: (organizationId: string) => number;
  /** When the database last told how far the logs reach, in milliseconds since 1970. */
  lastLook: () => number;
}

interface Follow {
  see: (events: FanalEvent[]) => Promise<void>;
  seeErased: (organizationId: string) => void;
}

const batchSize = 500;

/**
 * Sees every event in this process from now on, in order within an organization. Unlike a reader it keeps no cursor
 * in the database: each process has sockets and artifacts of its own to bring up to date.
 *
 * @param see told of what happened
 * @param seeErased told of an organization that is deleted, when nothing more of its log is being seen
 * @param after name of the reader whose events it waits for: while that one is stuck, there is nothing new to see
 */
export async function followEvents(
  { see, seeErased }: Follow,
  { database, after, wakeUps, log }: { database: Database; after: string; wakeUps: WakeUps; log: Logger },
): Promise<Follower> {
  const positions = await logPositions(database);
  const behindSince = new Map<string, number>();
  let unhandledSince = new Map<string, number>();
  let lastLook = Date.now();

  async function catchUp(organizationId: string): Promise<void> {
    for (let more = true; more; ) {
      const from = positions.get(organizationId) ?? 0;
      const { result: batch } = await inOrganization(database, organizationId, (tx) =>
        eventsAfter(tx, from, batchSize),
      );
      if (batch.length > 0) await see(batch);
      else if (!(await hasLog(database, organizationId))) {
        seeErased(organizationId);
        positions.delete(organizationId);
        break;
      }
      positions.set(organizationId, batch.at(-1)?.position ?? from);
      more = batch.length === batchSize;
    }
    behindSince.delete(organizationId);
  }

  async function findBehind(): Promise<string[]> {
    const asked = Date.now();
    const logs = await logPositions(database);
    unhandledSince = await oldestUnhandled(database, after);
    lastLook = asked;
    const behind = [...logs]
      .filter(([id, position]) => position > (positions.get(id) ?? 0))
      .map(([id]) => id);
    for (const id of behind) behindSince.set(id, behindSince.get(id) ?? asked);
    const erased = [...positions.keys()].filter((id) => !logs.has(id));
    return [...behind, ...erased];
  }

  const queue = createWorkQueue({
    concurrency: 4,
    work: catchUp,
    find: findBehind,
    onError: (error) => log.warn({ err: error }, "cannot follow the log; trying again"),
  });
  wakeUps.subscribe(queue.wake);
  return {
    [Symbol.asyncDispose]: queue[Symbol.asyncDispose],
    position: (organizationId) => positions.get(organizationId) ?? 0,
    confirmedAt: (organizationId) =>
      Math.min(
        behindSince.get(organizationId) ?? lastLook,
        unhandledSince.get(organizationId) ?? Number.POSITIVE_INFINITY,
      ),
    lastLook: () => lastLook,
  };
}

async function hasLog(database: Database, organizationId: string): Promise<boolean> {
  const { result } = await inOrganization(database, organizationId, ({ db }) =>
    db.$count(eventLogs, eq(eventLogs.organizationId, organizationId)),
  );
  return result > 0;
}

async function logPositions(database: Database): Promise<Map<string, number>> {
  const rows = await asSystem(database, "see how far each log reaches", (db) =>
    db.select({ id: eventLogs.organizationId, position: eventLogs.position }).from(eventLogs),
  );
  return new Map(rows.map((row) => [row.id, row.position]));
}
