import { asSystem, type Database } from "@fanal/database";
import { sql } from "drizzle-orm";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { hashOfPushToken } from "../push-token.ts";
import { noteBack } from "./late.ts";

/** What becomes of a call of a heartbeat's address. */
export type Heard = "heard" | "not_found" | { retryAfterSeconds: number };

const callsPerMinute = 60;

/**
 * Hears heartbeats. A call is one write, whoever calls and whether the address is one: nothing tells them apart by time.
 * Counted for each address in this process, beside what a network may ask.
 */
export function createHeartbeatHearing(database: Database): (token: string) => Promise<Heard> {
  const calls = new RateLimiterMemory({ points: callsPerMinute, duration: 60 });
  return async (token) => {
    const hash = hashOfPushToken(token);
    if (hash === null) return "not_found";
    try {
      await calls.consume(hash);
    } catch (error) {
      if (error instanceof RateLimiterRes)
        return { retryAfterSeconds: Math.ceil(error.msBeforeNext / 1_000) };
      throw error;
    }
    const called = await asSystem(database, "hear a heartbeat", async (db) => {
      const { rows } = await db.execute<{ organization: string; heartbeat: string; is_late: boolean }>(sql`
        update heartbeats set pinged_at = now(),
          due_at = now() + make_interval(secs => period_seconds + grace_seconds)
        where hash = ${hash}
        returning organization_id as organization, id as heartbeat, missed_at is not null as is_late`);
      return rows[0];
    });
    if (called === undefined) return "not_found";
    if (called.is_late)
      await noteBack(database, { organizationId: called.organization, heartbeatId: called.heartbeat });
    return "heard";
  };
}
