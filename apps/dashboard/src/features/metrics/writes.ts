import type { Metric, metricInput } from "@fanal/contract";
import type { MetricPeriod } from "@fanal/domain";
import { keepPreviousData, type QueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import type { z } from "zod";
import { api, query } from "../../lib/api.ts";
import { useWrite } from "../../lib/use-write.ts";

type MetricInput = z.input<typeof metricInput>;
interface InOrganization {
  organization: string;
}

const touches = [query.metrics.list.key()] as const;

/** Points are no events: no socket tells of them, so charts ask while they are looked at. */
const askAgainMs = 15_000;

export function metricsQuery(organization: string) {
  return query.metrics.list.queryOptions({ input: { organization }, refetchInterval: askAgainMs });
}

export function seriesQuery(organization: string, metricId: string, period: MetricPeriod) {
  return query.metrics.series.queryOptions({
    input: { organization, metricId, period },
    refetchInterval: askAgainMs,
    placeholderData: keepPreviousData,
  });
}

export function useCreateMetric(onFailure: (error: unknown) => void, onCreated: (metric: Metric) => void) {
  return useWrite<InOrganization & MetricInput, Metric>({
    send: api.metrics.create,
    touches,
    failed: ({ name }) => `${name} was not created.`,
    apply: (cache, { organization, ...input }, newId) =>
      changeList(cache, organization, (metrics) => byName([...metrics, beingCreated(newId, input)])),
    made: (cache, metric, { organization }, newId) =>
      changeList(cache, organization, (metrics) => metrics.map((one) => (one.id === newId ? metric : one))),
    onFailure,
    done: (metric) => {
      toast.success(`${metric.name} created.`);
      onCreated(metric);
    },
  });
}

export function useUpdateMetric(onFailure: (error: unknown) => void, onUpdated: () => void) {
  return useWrite<Parameters<typeof api.metrics.update>[0], Metric>({
    send: api.metrics.update,
    touches,
    failed: () => "The metric was not changed.",
    apply: (cache, { organization, metricId, name, unit, decimals, isPublic }) =>
      changeList(cache, organization, (metrics) =>
        byName(
          metrics.map((one) =>
            one.id === metricId
              ? {
                  ...one,
                  name: name ?? one.name,
                  unit: unit ?? one.unit,
                  decimals: decimals ?? one.decimals,
                  isPublic: isPublic ?? one.isPublic,
                  version: one.version + 1,
                }
              : one,
          ),
        ),
      ),
    onFailure,
    done: ({ name }) => {
      toast.success(`${name} saved.`);
      onUpdated();
    },
  });
}

export function useRemoveMetric() {
  return useWrite<InOrganization & { metric: Metric; version?: number | undefined }, void>({
    send: ({ organization, metric, version }) =>
      api.metrics.remove({ organization, metricId: metric.id, version }),
    touches,
    failed: ({ metric }) => `${metric.name} was not removed.`,
    apply: (cache, { organization, metric }) =>
      changeList(cache, organization, (metrics) => metrics.filter(({ id }) => id !== metric.id)),
    done: (_, { metric }) => {
      toast.success(`${metric.name} removed.`);
    },
  });
}

function changeList(cache: QueryClient, organization: string, edit: (metrics: Metric[]) => Metric[]): void {
  cache.setQueryData(metricsQuery(organization).queryKey, (metrics) =>
    metrics === undefined ? undefined : edit(metrics),
  );
}

function byName(metrics: Metric[]): Metric[] {
  return metrics.toSorted((a, b) => a.name.localeCompare(b.name));
}

/** What the server will say of a new metric, as far as it is known before. */
function beingCreated(id: string, { name, unit = "", decimals = 0, isPublic = false }: MetricInput): Metric {
  const at = new Date().toISOString();
  return {
    id,
    name,
    unit,
    decimals,
    isPublic,
    latest: null,
    lastDay: Array.from({ length: 24 }, () => null),
    version: 1,
    createdAt: at,
    updatedAt: at,
  };
}
