import type { SnapshotChart, SnapshotMetric } from "@fanal/contract/snapshot";
import type { Reader } from "@fanal/database";
import { metrics, statusPageMetrics } from "@fanal/database/schema";
import { chartOf, chartWindow, lastWholeFiveMinutes, type metricPeriods, rollupMs } from "@fanal/domain";
import { and, asc, eq } from "drizzle-orm";
import { type RolledUp, readBuckets } from "../../metrics/queries.ts";

/** After each whole five minutes: by then their points are rolled up, as a rule; otherwise they are seen the next time. */
const rollUpMs = 15_000;

/** When a page that shows metrics looks for new ones. */
export function metricsChangeAt(now: Date): Date {
  const step = rollupMs.fiveMinutes;
  return new Date(Math.floor((now.getTime() - rollUpMs) / step) * step + step + rollUpMs);
}

/** The public metrics of a page up to the last whole five minutes. */
export async function metricsOfPage(reader: Reader, pageId: string, now: Date): Promise<SnapshotMetric[]> {
  const { organizationId, metricId, position } = statusPageMetrics;
  const { id, name, unit, decimals, isPublic } = metrics;
  const rows = await reader.db
    .select({ id, name, unit, decimals })
    .from(statusPageMetrics)
    .innerJoin(metrics, and(eq(metrics.organizationId, organizationId), eq(id, metricId)))
    .where(
      and(
        eq(organizationId, reader.organizationId),
        eq(statusPageMetrics.pageId, pageId),
        eq(isPublic, true),
      ),
    )
    .orderBy(asc(position));
  if (rows.length === 0) return [];
  const metricIds = rows.map((row) => row.id);
  const until = lastWholeFiveMinutes(now);
  const ofMetric = async (period: (typeof metricPeriods)[number]) => {
    const window = chartWindow(period, until);
    const found = Map.groupBy(await readBuckets(reader, metricIds, window), (bucket) => bucket.metricId);
    return (metric: string) => ({ window, buckets: found.get(metric) ?? [] });
  };
  const read = { day: await ofMetric("day"), week: await ofMetric("week"), month: await ofMetric("month") };
  return rows.map((row) => {
    const chart = (period: (typeof metricPeriods)[number]): SnapshotChart => {
      const { window, buckets } = read[period](row.id);
      return viewChart(chartOf(period, window, buckets));
    };
    return {
      ...row,
      latest: latestOf(read.day(row.id).buckets),
      charts: { day: chart("day"), week: chart("week"), month: chart("month") },
    };
  });
}

function viewChart({ from, stepMs, averages, summary }: ReturnType<typeof chartOf>): SnapshotChart {
  return {
    from: from.toISOString(),
    stepSeconds: stepMs / 1_000,
    averages: averages.map((value) => (value === null ? null : Number(value.toPrecision(4)))),
    summary: summary && { average: summary.average, min: summary.min, max: summary.max },
  };
}

function latestOf(buckets: readonly RolledUp[]): SnapshotMetric["latest"] {
  const last = buckets.at(-1);
  return last === undefined ? null : { at: last.at.toISOString(), value: last.sum / last.count };
}
