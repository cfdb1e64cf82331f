import { type CheckSettings, checkSettings } from "@fanal/contract";
import { asSystem, type Database } from "@fanal/database";
import { newId } from "@fanal/database/schema";
import type { CheckPatience, CheckStanding } from "@fanal/domain";
import { sql } from "drizzle-orm";

/** Longer than any run can take, so that one is run anew only when whoever had it is gone. */
export const leaseSeconds = 60;

/** A check that this server has to run, and nobody else meanwhile. */
export interface Claimed extends CheckPatience, CheckStanding {
  organizationId: string;
  checkId: string;
  claim: string;
  settings: CheckSettings;
  periodSeconds: number;
  timeoutSeconds: number;
  metricId: string | null;
  /** Milliseconds from now until it is due; below zero when it is late. */
  dueInMs: number;
  /** When it was claimed, by the clock of the database, in milliseconds since 1970, and by our own. */
  claimedAt: number;
  claimedAtOwn: number;
}

interface ClaimedRow extends Record<string, unknown>, Omit<Claimed, "settings" | "claim" | "claimedAtOwn"> {
  settings: unknown;
  isGone: boolean;
  seen: number;
}

interface ClaimOptions {
  /** So many are looked at. */
  limit: number;
  aheadMs: number;
  /** How many more this server may have under way. */
  room: number;
  /** What it has, by organization: none may have more than there is room left for others. */
  underWay: ReadonlyMap<string, number>;
}

interface Claims {
  claimed: Claimed[];
  /** There may be more that are due. */
  isMore: boolean;
}

/**
 * Takes checks that are due, or will be within `aheadMs`, the longest due first. Of several servers one takes each. Those
 * of services that are gone are put off, since their service may be restored. What is more than the share of its
 * organization is left to other servers, and to later.
 */
export function claimDue(
  database: Database,
  { limit, aheadMs, room, underWay }: ClaimOptions,
): Promise<Claims> {
  const full = [...underWay].flatMap(([organization, count]) => (count < room ? [] : [organization]));
  return asSystem(database, "claim checks that are due", async (db) => {
    const claim = newId();
    const { rows } = await db.execute<ClaimedRow>(sql`
      with seen as (
        select organization_id, check_id, greatest(due_at, claimed_until) as due_at from check_states
        where due_at is not null
          and greatest(due_at, claimed_until) <= now() + make_interval(secs => ${aheadMs}::float8 / 1000)
          and organization_id <> all(${sql.param(full)}::uuid[])
        order by greatest(due_at, claimed_until) limit ${limit} for update skip locked
      ), placed as (
        select *, row_number() over (partition by organization_id order by due_at) as place from seen
      ), ranked as (
        select *, row_number() over (order by place, due_at) as rank from placed
      ), due as (
        select organization_id, check_id, due_at from ranked
        left join unnest(
          ${sql.param([...underWay.keys()])}::uuid[], ${sql.param([...underWay.values()])}::int[]
        ) as own (organization_id, count) using (organization_id)
        where coalesce(own.count, 0) + place <= ${room} - rank + 1
      )
      update check_states state set
        claim = case when service.deleted_at is null then ${claim}::uuid end,
        claimed_until = case when service.deleted_at is null then now() + make_interval(secs => ${leaseSeconds}) end,
        due_at = case when service.deleted_at is null then state.due_at
          else now() + make_interval(secs => c.period_seconds) end
      from due
      join checks c on c.organization_id = due.organization_id and c.id = due.check_id
      join services service on service.organization_id = c.organization_id and service.id = c.service_id
      where state.organization_id = due.organization_id and state.check_id = due.check_id
      returning state.organization_id as "organizationId", state.check_id as "checkId", c.settings,
        c.period_seconds as "periodSeconds", c.timeout_seconds as "timeoutSeconds", c.metric_id as "metricId",
        c.failures_to_confirm as "failuresToConfirm", c.successes_to_recover as "successesToRecover",
        state.down_since is not null as "isDown", state.contrary, service.deleted_at is not null as "isGone",
        (select count(*)::int from seen) as seen,
        (extract(epoch from due.due_at - now()) * 1000)::float8 as "dueInMs",
        (extract(epoch from now()) * 1000)::float8 as "claimedAt"`);
    const claimedAtOwn = performance.now();
    const claimed = rows
      .filter(({ isGone }) => !isGone)
      .map(({ isGone: _, seen: __, settings, ...row }) => ({
        ...row,
        settings: checkSettings.parse(settings),
        claim,
        claimedAtOwn,
      }));
    return { claimed, isMore: rows[0]?.seen === limit };
  });
}

/** Gives back what was taken and not run, so that another server runs it at once. */
export async function giveBack(database: Database, checks: readonly Claimed[]): Promise<void> {
  await asSystem(database, "checks that were not run", (db) =>
    db.execute(sql`
      update check_states state set claim = null, claimed_until = null
      from unnest(
        ${sql.param(checks.map((check) => check.organizationId))}::uuid[],
        ${sql.param(checks.map((check) => check.checkId))}::uuid[],
        ${sql.param(checks.map((check) => check.claim))}::uuid[]
      ) as one (organization_id, check_id, claim)
      where state.organization_id = one.organization_id and state.check_id = one.check_id
        and state.claim = one.claim`),
  );
}
