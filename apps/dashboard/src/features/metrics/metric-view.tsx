import type { Metric, MetricSeries } from "@fanal/contract";
import { type MetricPeriod, metricPeriods } from "@fanal/domain";
import { Badge } from "@fanal/ui/components/badge";
import { Button } from "@fanal/ui/components/button";
import { Skeleton } from "@fanal/ui/components/skeleton";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@fanal/ui/components/table";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { PencilIcon, Trash2Icon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { CrumbLink, Crumbs } from "../../components/crumbs.tsx";
import { RefreshFailed } from "../../components/refresh-failed.tsx";
import { RouteNotFound } from "../../components/route-not-found.tsx";
import { Tile } from "../../components/tile.tsx";
import { ViewBar } from "../../components/view-bar.tsx";
import { ViewTab, ViewTabs } from "../../components/view-tabs.tsx";
import { useActions } from "../../lib/actions.ts";
import { agoWords, exactTime, fullTime } from "../../lib/time.ts";
import { useNow } from "../../lib/use-now.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { HowToSend } from "./how-to-send.tsx";
import { MetricDialog } from "./metric-dialog.tsx";
import { RemoveMetric } from "./remove-metric.tsx";
import { valueWords } from "./values.ts";
import { metricsQuery, seriesQuery } from "./writes.ts";

const MetricChart = lazy(async () => ({ default: (await import("./metric-chart.tsx")).MetricChart }));

const periodLabels: Record<MetricPeriod, string> = { day: "Day", week: "Week", month: "Month" };

interface MetricViewProps {
  metricId: string;
  period: MetricPeriod;
}

/** One metric over a day, a week or a month, and how points get there. */
export function MetricView({ metricId, period }: MetricViewProps) {
  const { slug: organization, can } = useOrganization();
  const navigate = useNavigate();
  const { data: metrics } = useSuspenseQuery(metricsQuery(organization));
  const [opened, setOpened] = useState<"edit" | "remove" | null>(null);
  const canWrite = can("metric.write");
  useActions([
    canWrite && { label: "Edit metric", icon: PencilIcon, run: () => setOpened("edit") },
    canWrite && { label: "Remove metric", icon: Trash2Icon, run: () => setOpened("remove") },
  ]);
  const metric = metrics.find(({ id }) => id === metricId);
  if (metric === undefined) return <RouteNotFound />;
  const close = () => setOpened(null);
  return (
    <>
      <ViewBar title={<Place organization={organization} name={metric.name} />}>
        {canWrite && (
          <>
            <Button variant="outline" size="sm" onClick={() => setOpened("edit")}>
              <PencilIcon aria-hidden /> Edit
            </Button>
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label="Remove metric…"
              onClick={() => setOpened("remove")}
            >
              <Trash2Icon aria-hidden />
            </Button>
          </>
        )}
      </ViewBar>
      <ViewTabs label="Period">
        {metricPeriods.map((one) => (
          <ViewTab key={one}>
            <Link
              to="/app/$organization/metrics/$metricId"
              params={{ organization, metricId }}
              search={one === "day" ? {} : { period: one }}
              activeOptions={{ exact: true, includeSearch: true }}
              aria-current={one === period ? "page" : undefined}
              replace
            >
              {periodLabels[one]}
            </Link>
          </ViewTab>
        ))}
      </ViewTabs>
      <div className="min-h-0 flex-1 overflow-y-auto pb-20 md:pb-6">
        <div className="mx-auto flex max-w-265 flex-col gap-8 px-4 pt-6 md:px-6">
          <Measured organization={organization} metric={metric} period={period} />
          {can("metric.add_points") && <HowToSend organization={organization} metric={metric} />}
        </div>
      </div>
      {opened === "edit" && (
        <MetricDialog organization={organization} metric={metric} onCreated={close} onClose={close} />
      )}
      {opened === "remove" && (
        <RemoveMetric
          organization={organization}
          metric={metric}
          onRemoved={() => void navigate({ to: "/app/$organization/metrics", params: { organization } })}
          onClose={close}
        />
      )}
    </>
  );
}

function Place({ organization, name }: { organization: string; name: string }) {
  return (
    <Crumbs title={name}>
      <CrumbLink to="/app/$organization/metrics" params={{ organization }}>
        Metrics
      </CrumbLink>
    </Crumbs>
  );
}

interface MeasuredProps extends Pick<MetricViewProps, "period"> {
  organization: string;
  metric: Metric;
}

function Measured({ organization, metric, period }: MeasuredProps) {
  const series = useQuery(seriesQuery(organization, metric.id, period));
  return (
    <section aria-label="Chart" className="flex flex-col gap-4">
      {series.isError && (
        <RefreshFailed
          what="the chart"
          isInset
          isKept={series.data !== undefined}
          onRetry={() => void series.refetch()}
        />
      )}
      <Tiles metric={metric} series={series.data} />
      {series.data === undefined ? (
        <ChartSkeleton />
      ) : series.data.buckets.length === 0 ? (
        <p className="rounded-lg border px-4 py-10 text-center text-muted-foreground">
          {metric.latest === null
            ? "No points yet. The line below sends the first one; it is here some seconds later."
            : "No points in this period."}
        </p>
      ) : (
        <>
          <Suspense fallback={<ChartSkeleton />}>
            <MetricChart metric={metric} series={series.data} />
          </Suspense>
          <p className="text-xs text-muted-foreground">
            Each point stands for {series.data.resolutionSeconds === 300 ? "five minutes" : "an hour"},
            computed from all that was measured then: averages and percentiles are exact. For the whole period
            there are no percentiles, since they do not follow from those of its parts.
          </p>
          <AsTable metric={metric} series={series.data} />
        </>
      )}
    </section>
  );
}

function ChartSkeleton() {
  return <Skeleton role="status" aria-label="Loading the chart" className="h-64 w-full md:h-80" />;
}

function Tiles({ metric, series }: { metric: Metric; series: MetricSeries | undefined }) {
  const now = useNow();
  const summary = series?.summary ?? null;
  const words = (value: number | undefined) => (value === undefined ? "–" : valueWords(value, metric));
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-4">
      <Tile name="Latest" value={words(metric.latest?.value)}>
        {metric.latest !== null && (
          <time dateTime={metric.latest.at} title={fullTime(metric.latest.at)}>
            {agoWords(metric.latest.at, now)}
          </time>
        )}
        {metric.isPublic && <Badge variant="secondary">Public</Badge>}
      </Tile>
      <Tile name="Average" value={words(summary?.average)}>
        {summary !== null && `of ${summary.count.toLocaleString("en-GB")} points`}
      </Tile>
      <Tile name="Lowest" value={words(summary?.min)} />
      <Tile name="Highest" value={words(summary?.max)} />
    </dl>
  );
}

const columns = ["average", "p50", "p95", "p99", "min", "max"] as const;
const columnLabels = {
  average: "Average",
  p50: "p50",
  p95: "p95",
  p99: "p99",
  min: "Lowest",
  max: "Highest",
};

/** The same as numbers, newest first, for whom a chart says nothing. */
function AsTable({ metric, series }: { metric: Metric; series: MetricSeries }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="w-fit rounded-md py-1 text-muted-foreground hover:text-foreground">
        As a table
      </summary>
      {isOpen && (
        <section
          aria-label={`${metric.name} as a table`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard
          tabIndex={0}
          className="max-h-96 overflow-auto"
        >
          <Table>
            <TableHeader>
              <TableRow>
                <TableHead>From</TableHead>
                {columns.map((column) => (
                  <TableHead key={column} className="text-right">
                    {columnLabels[column]}
                  </TableHead>
                ))}
                <TableHead className="text-right">Points</TableHead>
              </TableRow>
            </TableHeader>
            <TableBody>
              {series.buckets.toReversed().map((bucket) => (
                <TableRow key={bucket.at}>
                  <TableCell className="whitespace-nowrap tabular-nums">{exactTime(bucket.at)}</TableCell>
                  {columns.map((column) => (
                    <TableCell key={column} className="text-right whitespace-nowrap tabular-nums">
                      {valueWords(bucket[column], metric)}
                    </TableCell>
                  ))}
                  <TableCell className="text-right tabular-nums">
                    {bucket.count.toLocaleString("en-GB")}
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </section>
      )}
    </details>
  );
}
