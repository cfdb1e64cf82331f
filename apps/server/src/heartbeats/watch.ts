import { setTimeout as pause } from "node:timers/promises";
import { asSystem, type Database, isDatabaseAway } from "@fanal/database";
import { sql } from "drizzle-orm";
import type { Logger } from "pino";
import { findLate, noteLate } from "./late.ts";

const lookMs = 5_000;
/** So many seconds without a look mean that nobody was there to be called. */
const gapSeconds = 20;

/**
 * Looks for heartbeats that are late, until it is disposed of. Any number of servers may: whatever they find, it is noted
 * once.
 */
export function startHeartbeatWatch({ database, log }: { database: Database; log: Logger }): AsyncDisposable {
  const stop = new AbortController();
  const running = watch(database, log, stop.signal);
  return {
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      await running;
    },
  };
}

async function watch(database: Database, log: Logger, stop: AbortSignal): Promise<void> {
  for (let isAway = false; !stop.aborted; ) {
    try {
      await look(database);
      isAway = false;
    } catch (error) {
      // Where the database is away, others have said so; once is enough here, too.
      if (!isAway) log.warn({ err: error }, "it is not known which heartbeats are late");
      isAway = isDatabaseAway(error);
    }
    await pause(lookMs, undefined, { signal: stop }).catch(() => undefined);
  }
}

/** One look: first who could not be heard gets another turn, then what is late is noted. */
export async function look(database: Database): Promise<void> {
  await forgiveGap(database);
  for (const late of await findLate(database)) await noteLate(database, late);
}

/**
 * Where no server has looked for a while, none was there to be called either, or the database was away: whatever was
 * expected meanwhile may have called in vain, and gets a whole period from now on.
 */
async function forgiveGap(database: Database): Promise<void> {
  await asSystem(database, "look for heartbeats that are late", async (db) => {
    // Of servers that begin at once each may find the gap, which forgives no more than one of them would.
    const { rows } = await db.execute<{ is_gap: boolean }>(sql`
      insert into heartbeat_watch as watch (id, looked_at) values ('installation', now())
      on conflict (id) do update set looked_at = greatest(watch.looked_at, now())
      returning (select coalesce(max(before.looked_at) < now() - make_interval(secs => ${gapSeconds}), true)
        from heartbeat_watch before) as is_gap`);
    if (rows[0]?.is_gap !== true) return;
    await db.execute(sql`
      update heartbeats set due_at = now() + make_interval(secs => period_seconds + grace_seconds)
      where missed_at is null and due_at is not null
        and due_at - make_interval(secs => 2 * grace_seconds) <= now()`);
  });
}
