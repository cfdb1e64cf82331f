import type { Metric, MetricSeries } from "@fanal/contract";
import type { Reader, Tx } from "@fanal/database";
import { metricFiveMinutes, metricHours, metricPoints, metrics } from "@fanal/database/schema";
import {
  keptDays,
  lastHours,
  type MetricBucket,
  type MetricPeriod,
  type MetricWindow,
  metricWindow,
  rollupMs,
  summarize,
} from "@fanal/domain";
import { and, asc, eq, gte, inArray, lt, sql } from "drizzle-orm";
import { orNotFound, refuse } from "../refusals.ts";

/** All metrics of the organization, by name. */
export async function listMetrics(reader: Reader, now: Date): Promise<Metric[]> {
  return viewMetrics(reader, now);
}

export async function getMetric(reader: Reader, metricId: string, now: Date): Promise<Metric> {
  const [view] = await viewMetrics(reader, now, metricId);
  return orNotFound(view);
}

/** Refuses unless all of these are metrics of the organization; who removes one waits. */
export async function requireMetrics(tx: Tx, metricIds: string[]): Promise<void> {
  if (metricIds.length === 0) return;
  const found = await tx.db
    .select({ id: metrics.id })
    .from(metrics)
    .where(and(eq(metrics.organizationId, tx.organizationId), inArray(metrics.id, metricIds)))
    .for("key share");
  if (found.length !== metricIds.length) refuse("not_found");
}

/** What a metric was over a period that ends with `until`. */
export async function readSeries(
  reader: Reader,
  { metricId, period, until }: { metricId: string; period: MetricPeriod; until?: string | undefined },
  now: Date,
): Promise<MetricSeries> {
  const [row] = await reader.db.select({ id: metrics.id }).from(metrics).where(isMetric(reader, metricId));
  orNotFound(row);
  const window = metricWindow(period, until === undefined ? now : new Date(until), now);
  const buckets = await readBuckets(reader, [metricId], window);
  return {
    metricId,
    period,
    fromAt: window.from.toISOString(),
    untilAt: window.until.toISOString(),
    resolutionSeconds: window.resolution === "hours" ? 3600 : 300,
    buckets: buckets.map(({ at, count, sum, min, max, p50, p95, p99 }) => ({
      at: at.toISOString(),
      count,
      average: sum / count,
      min,
      max,
      p50,
      p95,
      p99,
    })),
    summary: summarize(buckets),
  };
}

/** A bucket with the percentiles of its own points. */
export interface RolledUp extends MetricBucket {
  metricId: string;
  p50: number;
  p95: number;
  p99: number;
}

/** The buckets of some metrics in a window, oldest first. */
export function readBuckets(
  reader: Reader,
  metricIds: string[],
  { from, until, resolution }: MetricWindow,
): Promise<RolledUp[]> {
  const table = resolution === "hours" ? metricHours : metricFiveMinutes;
  const { metricId, at, count, sum, min, max, p50, p95, p99, organizationId } = table;
  return reader.db
    .select({ metricId, at, count, sum, min, max, p50, p95, p99 })
    .from(table)
    .where(
      and(
        eq(organizationId, reader.organizationId),
        inArray(metricId, metricIds),
        gte(at, from),
        lt(at, until),
      ),
    )
    .orderBy(asc(at));
}

/** The newest point of the row of `metrics` that stands beside it: when, in milliseconds since 1970, and its value. */
const latestPoint = sql<[at: number, value: number] | null>`(
  select array[extract(epoch from ${metricPoints.at})::float8 * 1000, ${metricPoints.value}]
  from ${metricPoints}
  where ${metricPoints.organizationId} = ${metrics.organizationId} and ${metricPoints.metricId} = ${metrics.id}
    and ${metricPoints.at} >= now() - make_interval(days => ${keptDays.points})
  order by ${metricPoints.at} desc limit 1)`;

export function isMetric(reader: Pick<Reader, "organizationId">, metricId: string) {
  return and(eq(metrics.organizationId, reader.organizationId), eq(metrics.id, metricId));
}

async function viewMetrics(reader: Reader, now: Date, metricId?: string): Promise<Metric[]> {
  const rows = await reader.db
    .select({ row: metrics, latest: latestPoint })
    .from(metrics)
    .where(
      metricId === undefined ? eq(metrics.organizationId, reader.organizationId) : isMetric(reader, metricId),
    )
    .orderBy(asc(sql`lower(${metrics.name})`), asc(metrics.id));
  if (rows.length === 0) return [];
  const window = lastHours(24, "hours", now);
  const metricIds = rows.map(({ row }) => row.id);
  const buckets = await readBuckets(reader, metricIds, window);
  const bucketsOf = Map.groupBy(buckets, (bucket) => bucket.metricId);
  return rows.map(
    ({ row: { id, name, unit, decimals, isPublic, version, createdAt, updatedAt }, latest }) => {
      const byHour = new Map(
        (bucketsOf.get(id) ?? []).map(({ at, sum, count }) => [at.getTime(), sum / count]),
      );
      return {
        id,
        name,
        unit,
        decimals,
        isPublic,
        latest: latest === null ? null : { at: new Date(latest[0]).toISOString(), value: latest[1] },
        lastDay: Array.from(
          { length: 24 },
          (_, hour) => byHour.get(window.from.getTime() + hour * rollupMs.hours) ?? null,
        ),
        version,
        createdAt: createdAt.toISOString(),
        updatedAt: updatedAt.toISOString(),
      };
    },
  );
}
