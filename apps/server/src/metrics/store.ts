import { limits } from "@fanal/contract";
import type { Transaction, Tx } from "@fanal/database";
import { metrics, newId } from "@fanal/database/schema";
import { hoursOf, type MetricPoint } from "@fanal/domain";
import { eq, type SQL, sql } from "drizzle-orm";
import { type RecordedBy, record } from "../events/record.ts";
import { refuse } from "../refusals.ts";

export type MetricRow = typeof metrics.$inferSelect;
export type Definition = Pick<MetricRow, "name" | "unit" | "decimals" | "isPublic">;

/** Adds a metric, unless there are too many; its id. */
export async function addMetric(tx: Tx, by: RecordedBy, input: Definition): Promise<string> {
  await requireRoom(tx);
  const now = by.now();
  const id = newId();
  const { organizationId } = tx;
  const after = definitionOf(input);
  await tx.db.insert(metrics).values({ organizationId, id, ...after, createdAt: now, updatedAt: now });
  record(tx, by, { type: "metric.created", subjectId: id, data: { after } });
  return id;
}

export function definitionOf({ name, unit, decimals, isPublic }: Definition): Definition {
  return { name, unit, decimals, isPublic };
}

/** Refuses one metric too many. Those who add some wait for each other. */
async function requireRoom(tx: Tx): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${tx.organizationId}, 8))`);
  const count = await tx.db.$count(metrics, eq(metrics.organizationId, tx.organizationId));
  if (count >= limits.metrics)
    refuse(
      "limit_reached",
      `An organization has at most ${limits.metrics} metrics. Remove one that is not needed.`,
    );
}

/** Writes points of one metric, whose row whoever calls holds. */
export function writePoints(tx: Tx, metricId: string, points: readonly MetricPoint[]): Promise<void> {
  const whose = sql`${tx.organizationId}::uuid, ${metricId}::uuid`;
  const times = arrayOf(points.map(({ at }) => at.getTime()));
  const values = arrayOf(points.map(({ value }) => value));
  const hours = arrayOf(hoursOf(points).map((hour) => hour.getTime()));
  return insertPoints(
    tx.db,
    sql`select ${whose}, at, value from unnest(${times}::float8[], ${values}::float8[]) point (at, value)`,
    sql`select ${whose}, at from unnest(${hours}::float8[]) hour (at)`,
  );
}

export interface PointOfMetric extends MetricPoint {
  organizationId: string;
  metricId: string;
}

/** Writes one point of each of many metrics, of any organizations; leaves out those of metrics that are gone. */
export async function writePointOfEach(db: Transaction, points: readonly PointOfMetric[]): Promise<void> {
  // In the order in which they are locked, so that two who write do not wait on each other.
  const sorted = points.toSorted((a, b) => (a.metricId < b.metricId ? -1 : 1));
  const ids = sql`${sql.param(sorted.map((point) => point.organizationId))}::uuid[], ${sql.param(sorted.map((point) => point.metricId))}::uuid[]`;
  const { rows } = await db.execute<{ id: string }>(sql`
    select id from metrics where (organization_id, id) in (select * from unnest(${ids}))
    order by id for key share`);
  const present = new Set(rows.map(({ id }) => id));
  const kept = sorted.filter(({ metricId }) => present.has(metricId));
  if (kept.length === 0) return;
  const whose = sql`${sql.param(kept.map((point) => point.organizationId))}::uuid[], ${sql.param(kept.map((point) => point.metricId))}::uuid[]`;
  const column = (of: (point: PointOfMetric) => number) => sql`${arrayOf(kept.map(of))}::float8[]`;
  await insertPoints(
    db,
    sql`select * from unnest(${whose}, ${column(({ at }) => at.getTime())}, ${column(({ value }) => value)})`,
    sql`select * from unnest(${whose}, ${column((point) => hoursOf([point])[0]?.getTime() ?? 0)})`,
  );
}

/**
 * @param points organization, metric, milliseconds since 1970 and value
 * @param hours organization, metric and milliseconds since 1970, each once
 */
async function insertPoints(db: Transaction, points: SQL, hours: SQL): Promise<void> {
  await db.execute(sql`
    insert into metric_points (organization_id, metric_id, at, value)
    select organization_id, metric_id, to_timestamp(at / 1000), value
    from (${points}) point (organization_id, metric_id, at, value)
    on conflict (organization_id, metric_id, at) do update set value = excluded.value`);
  // Locks rows that are there: who rolls an hour up waits for these points, or leaves the row for later.
  await db.execute(sql`
    insert into metric_touched_hours (organization_id, metric_id, at, touched_at)
    select organization_id, metric_id, to_timestamp(at / 1000), now()
    from (${hours}) hour (organization_id, metric_id, at)
    on conflict (organization_id, metric_id, at) do update set touched_at = metric_touched_hours.touched_at`);
}

/** As PostgreSQL writes them: ten thousand parameters of their own would take longer than the points. */
function arrayOf(numbers: readonly number[]): string {
  return `{${numbers.join(",")}}`;
}
