import { limits, type Metric } from "@fanal/contract";
import { erasePoints, type Tx } from "@fanal/database";
import { metrics, newId } from "@fanal/database/schema";
import { hoursOf, type MetricPoint, type SentPoint, takePoints } from "@fanal/domain";
import { eq, sql } from "drizzle-orm";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { OrganizationContext } from "../context.ts";
import { record } from "../events/record.ts";
import { allow, orNotFound, refuse, refuseStale } from "../refusals.ts";
import { getMetric, isMetric } from "./queries.ts";

type MetricRow = typeof metrics.$inferSelect;
type Definition = Pick<MetricRow, "name" | "unit" | "decimals" | "isPublic">;

export function createMetric(context: OrganizationContext, input: Definition): Promise<Metric> {
  return context.inOrganization(async (tx) => {
    allow(context, "metric.write");
    await requireRoom(tx);
    const now = context.now();
    const id = newId();
    const { organizationId } = tx;
    const after = definitionOf(input);
    await tx.db.insert(metrics).values({ organizationId, id, ...after, createdAt: now, updatedAt: now });
    record(tx, context, { type: "metric.created", subjectId: id, data: { after } });
    return getMetric(tx, id, now);
  });
}

export function updateMetric(
  context: OrganizationContext,
  input: { metricId: string; version?: number | undefined } & {
    [Key in keyof Definition]?: Definition[Key] | undefined;
  },
): Promise<Metric> {
  return context.inOrganization(async (tx) => {
    allow(context, "metric.write");
    const row = await lockMetric(tx, input.metricId);
    refuseStale(row, input.version);
    const before = definitionOf(row);
    const after = {
      name: input.name ?? before.name,
      unit: input.unit ?? before.unit,
      decimals: input.decimals ?? before.decimals,
      isPublic: input.isPublic ?? before.isPublic,
    };
    await tx.db
      .update(metrics)
      .set({ ...after, updatedAt: context.now(), version: sql`version + 1` })
      .where(isMetric(tx, row.id));
    record(tx, context, { type: "metric.updated", subjectId: row.id, data: { before, after } });
    return getMetric(tx, row.id, context.now());
  });
}

/** Removes a metric from everywhere, and its points for good. */
export function removeMetric(
  context: OrganizationContext,
  input: { metricId: string; version?: number | undefined },
): Promise<void> {
  return context.inOrganization(async (tx) => {
    allow(context, "metric.write");
    const row = await lockMetric(tx, input.metricId);
    refuseStale(row, input.version);
    await tx.db.delete(metrics).where(isMetric(tx, row.id));
    await erasePoints(tx.db, tx.organizationId, row.id);
    record(tx, context, { type: "metric.removed", subjectId: row.id, data: { before: definitionOf(row) } });
  });
}

/** Points come in floods and are no events: the log tells of metrics, not of what they measure. */
export async function addPoints(
  context: OrganizationContext,
  input: { metricId: string; points: SentPoint[] },
): Promise<{ count: number }> {
  allow(context, "metric.add_points");
  await refuseFlood(context.organization.id, input.points.length);
  const { points, refused } = takePoints(input.points, context.now());
  if (refused.length > 0) {
    const issues = refused.slice(0, mostIssues).map(({ index, message }) => ({
      path: ["points", index, "at"],
      message,
    }));
    refuse("bad_request", undefined, issues);
  }
  return context.inOrganization(async (tx) => {
    // Shared: any number may add points at once, and who removes the metric waits for them.
    const [row] = await tx.db
      .select({ id: metrics.id })
      .from(metrics)
      .where(isMetric(tx, input.metricId))
      .for("key share");
    await writePoints(tx, orNotFound(row).id, points);
    return { count: points.length };
  });
}

/** Of one answer. */
const mostIssues = 100;

/** In each server process. */
const flow = new RateLimiterMemory({ points: limits.pointsPerMinute, duration: 60 });

async function refuseFlood(organizationId: string, count: number): Promise<void> {
  try {
    await flow.consume(organizationId, count);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const seconds = Math.ceil(error.msBeforeNext / 1_000);
    refuse(
      "rate_limited",
      `More than ${limits.pointsPerMinute.toLocaleString("en")} points in a minute. Wait ${seconds} seconds.`,
    );
  }
}

/** Arrays as PostgreSQL writes them: ten thousand parameters of their own would take longer than the points. */
async function writePoints(tx: Tx, metricId: string, points: readonly MetricPoint[]): Promise<void> {
  const times = `{${points.map(({ at }) => at.getTime()).join(",")}}`;
  const values = `{${points.map(({ value }) => value).join(",")}}`;
  const { organizationId } = tx;
  await tx.db.execute(sql`
    insert into metric_points (organization_id, metric_id, at, value)
    select ${organizationId}::uuid, ${metricId}::uuid, to_timestamp(point.at / 1000), point.value
    from unnest(${times}::float8[], ${values}::float8[]) point (at, value)
    on conflict (organization_id, metric_id, at) do update set value = excluded.value`);
  const hours = `{${hoursOf(points)
    .map((hour) => hour.getTime())
    .join(",")}}`;
  // Locks rows that are there: who rolls an hour up waits for these points, or leaves the row for later.
  await tx.db.execute(sql`
    insert into metric_touched_hours (organization_id, metric_id, at, touched_at)
    select ${organizationId}::uuid, ${metricId}::uuid, to_timestamp(hour / 1000), now()
    from unnest(${hours}::float8[]) hour
    on conflict (organization_id, metric_id, at) do update set touched_at = metric_touched_hours.touched_at`);
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

/** Locks the row, since two operators may change it at once. */
async function lockMetric(tx: Tx, metricId: string): Promise<MetricRow> {
  const [row] = await tx.db.select().from(metrics).where(isMetric(tx, metricId)).for("update");
  return orNotFound(row);
}

function definitionOf({ name, unit, decimals, isPublic }: Definition): Definition {
  return { name, unit, decimals, isPublic };
}
