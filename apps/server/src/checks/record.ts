import { limits } from "@fanal/contract";
import { asSystem, type Database, type Transaction } from "@fanal/database";
import type { StoredResult } from "@fanal/database/schema";
import { applyResult, nextDueAt } from "@fanal/domain";
import { sql } from "drizzle-orm";
import { writePointOfEach } from "../metrics/store.ts";
import type { Claimed } from "./claim.ts";
import type { Observation } from "./types/check-type.ts";

/** A check that was run, and what was found. */
export interface Finished {
  check: Claimed;
  /** When the run began, by the clock of the database, in whole milliseconds since 1970. */
  at: number;
  observation: Observation;
}

/** Whether a check is another than before with this result, which is more than a result to note. */
export function turns({ check, observation }: Finished): boolean {
  return applyResult(check, observation.isUp, check).isDown !== check.isDown;
}

/** Notes results with which nothing turns, all at once: there are thousands a minute. */
export async function noteAll(database: Database, all: readonly Finished[]): Promise<void> {
  await asSystem(database, "results of checks", (db) => noteResults(db, all));
}

/**
 * Writes what was found, and when each is due again. What was changed, or taken over by another server, meanwhile is left
 * as it is: its claim is another.
 */
export async function noteResults(db: Transaction, all: readonly Finished[]): Promise<void> {
  const column = (of: (one: Finished) => unknown) => sql.param(all.map(of));
  const { rows } = await db.execute<{ id: string }>(sql`
    update check_states state set due_at = to_timestamp(one.due_at / 1000), claim = null, claimed_until = null,
      contrary = one.contrary,
      results = one.result || jsonb_path_query_array(state.results, ${`$[0 to ${limits.checkResults - 2}]`})
    from unnest(
      ${column(({ check }) => check.organizationId)}::uuid[], ${column(({ check }) => check.checkId)}::uuid[],
      ${column(({ check }) => check.claim)}::uuid[], ${column(dueAgainAt)}::float8[],
      ${column((one) => applyResult(one.check, one.observation.isUp, one.check).contrary)}::int[],
      ${column((one) => JSON.stringify(storedResult(one)))}::jsonb[]
    ) as one (organization_id, check_id, claim, due_at, contrary, result)
    where state.organization_id = one.organization_id and state.check_id = one.check_id
      and state.claim = one.claim
    returning state.check_id as id`);
  const noted = new Set(rows.map(({ id }) => id));
  const points = all.flatMap(({ check: { organizationId, checkId, metricId }, at, observation }) => {
    const { isUp, responseMs } = observation;
    if (metricId === null || !isUp || responseMs === null || !noted.has(checkId)) return [];
    return [{ organizationId, metricId, at: new Date(at), value: responseMs }];
  });
  if (points.length > 0) await writePointOfEach(db, points);
}

/** After the claim, not after the end: who takes long is not run less often. */
function dueAgainAt({ check: { checkId: id, periodSeconds, claimedAt, dueInMs } }: Finished): number {
  return nextDueAt({ id, periodSeconds }, Math.max(claimedAt, claimedAt + dueInMs));
}

function storedResult({ at, observation: { isUp, responseMs: ms, problem } }: Finished): StoredResult {
  return { at, isUp, ms, problem };
}
