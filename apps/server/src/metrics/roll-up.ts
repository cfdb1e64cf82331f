import { setTimeout as pause } from "node:timers/promises";
import { asSystem, type Database, isDatabaseAway, type Transaction } from "@fanal/database";
import { type SQL, sql } from "drizzle-orm";
import type { Logger } from "pino";

/** An hour that gets points all the time is rolled up this often and no more, since each time reads all of its points. */
export const restSeconds = 5;
/** Hours of one transaction. */
const atOnce = 100;
const pollMs = 2_000;
const drainMs = 10_000;

interface RollUpOptions {
  database: Database;
  log: Logger;
}

/**
 * Rolls up hours that got points, in every server. What is waiting stands in rows that go in the transaction that does
 * the work: whatever ends when, another server or a later one does it, and doing it twice makes the same.
 */
export function startRollingUp(options: RollUpOptions): AsyncDisposable {
  const stop = new AbortController();
  const running = rollUpUntilStopped(options, stop.signal);
  return {
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      await Promise.race([running, pause(drainMs, undefined, { ref: false })]);
    },
  };
}

async function rollUpUntilStopped({ database, log }: RollUpOptions, stop: AbortSignal): Promise<void> {
  for (let isAway = false; !stop.aborted; ) {
    let isMore = false;
    try {
      isMore = (await rollUp(database, restSeconds)) === atOnce;
      isAway = false;
    } catch (error) {
      if (!isAway) log.warn({ err: error }, "points of metrics were not rolled up; they are later");
      isAway = isDatabaseAway(error);
    }
    if (!isMore)
      await pause(pollMs * (0.6 + Math.random() * 0.4), undefined, { signal: stop }).catch(() => undefined);
  }
}

interface Hour extends Record<string, unknown> {
  organizationId: string;
  metricId: string;
  /** In milliseconds since 1970. */
  at: number;
}

/**
 * Rolls up some hours whose first new point came at least so many seconds ago; those that somebody just adds points to
 * or rolls up are left to them.
 *
 * @returns how many it were
 */
export function rollUp(database: Database, waitedSeconds: number): Promise<number> {
  return asSystem(database, "roll points of metrics up", async (db) => {
    const { rows } = await db.execute<Hour>(sql`
      delete from metric_touched_hours where (organization_id, metric_id, at) in (
        select organization_id, metric_id, at from metric_touched_hours
        where touched_at <= now() - make_interval(secs => ${waitedSeconds})
        order by touched_at limit ${atOnce} for update skip locked)
      returning organization_id as "organizationId", metric_id as "metricId", extract(epoch from at)::float8 * 1000 as at`);
    if (rows.length > 0) {
      await rollUpInto(db, sql`metric_five_minutes`, sql`interval '5 minutes'`, rows);
      await rollUpInto(db, sql`metric_hours`, sql`interval '1 hour'`, rows);
    }
    return rows.length;
  });
}

/**
 * Always from the points themselves, so that every number of a bucket is exact. All hours in one statement, since most of
 * what one costs is to plan it over the partitions; each hour's points are looked up by their key.
 */
async function rollUpInto(db: Transaction, table: SQL, step: SQL, hours: readonly Hour[]): Promise<void> {
  const column = (of: (hour: Hour) => unknown) => sql.param(hours.map(of));
  await db.execute(sql`
    insert into ${table} (organization_id, metric_id, at, count, sum, min, max, p50, p95, p99)
    select organization_id, metric_id, bucket, count, sum, min, max, p[1], p[2], p[3]
    from (
      select organization_id, metric_id, to_timestamp(at / 1000) as begins from unnest(
        ${column((hour) => hour.organizationId)}::uuid[], ${column((hour) => hour.metricId)}::uuid[],
        ${column((hour) => hour.at)}::float8[]
      ) as one (organization_id, metric_id, at)
    ) hour
    cross join lateral (
      select date_bin(${step}, at, 'epoch') as bucket, count(*), sum(value), min(value), max(value),
        percentile_cont(array[0.5, 0.95, 0.99]) within group (order by value) as p
      from metric_points point
      where point.organization_id = hour.organization_id and point.metric_id = hour.metric_id
        and point.at >= hour.begins and point.at < hour.begins + interval '1 hour'
      group by 1
    ) buckets
    on conflict (organization_id, metric_id, at) do update set count = excluded.count, sum = excluded.sum,
      min = excluded.min, max = excluded.max, p50 = excluded.p50, p95 = excluded.p95, p99 = excluded.p99`);
}

/** Makes the partitions of the days to come and drops those whose time is over. */
export async function keepPartitions(database: Database): Promise<void> {
  await asSystem(database, "keep partitions of metrics", (db) =>
    db.execute(sql`select keep_metric_partitions()`),
  );
}
