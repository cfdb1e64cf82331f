import { limits, type Metric } from "@fanal/contract";
import { erasePoints, type Tx } from "@fanal/database";
import { metrics } from "@fanal/database/schema";
import { type SentPoint, takePoints } from "@fanal/domain";
import { sql } from "drizzle-orm";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { OrganizationContext } from "../context.ts";
import { record } from "../events/record.ts";
import { allow, orNotFound, refuse, refuseStale } from "../refusals.ts";
import { getMetric, isMetric } from "./queries.ts";
import { addMetric, type Definition, definitionOf, type MetricRow, writePoints } from "./store.ts";

export function createMetric(context: OrganizationContext, input: Definition): Promise<Metric> {
  return context.inOrganization(async (tx) => {
    allow(context, "metric.write");
    return getMetric(tx, await addMetric(tx, context, input), context.now());
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

/** Locks the row, since two operators may change it at once. */
async function lockMetric(tx: Tx, metricId: string): Promise<MetricRow> {
  const [row] = await tx.db.select().from(metrics).where(isMetric(tx, metricId)).for("update");
  return orNotFound(row);
}
