import type { Metric } from "@fanal/contract";
import { Badge } from "@fanal/ui/components/badge";
import { Button } from "@fanal/ui/components/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@fanal/ui/components/dropdown-menu";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { ChartLineIcon, EllipsisIcon, PencilIcon, Trash2Icon } from "lucide-react";
import { useState } from "react";
import { ListSkeleton } from "../../components/list-skeleton.tsx";
import { NoneYet } from "../../components/none-yet.tsx";
import { RefreshFailed } from "../../components/refresh-failed.tsx";
import { ViewBar } from "../../components/view-bar.tsx";
import { fullTime, shortAge } from "../../lib/time.ts";
import { useCreation } from "../../lib/use-creation.ts";
import { useNow } from "../../lib/use-now.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { useRowKeys } from "../../lib/use-row-keys.ts";
import { MetricDialog } from "./metric-dialog.tsx";
import { RemoveMetric } from "./remove-metric.tsx";
import { Sparkline } from "./sparkline.tsx";
import { valueWords } from "./values.ts";
import { metricsQuery } from "./writes.ts";

type Opened = { edit: Metric | "new" } | { remove: Metric };

/** What the organization measures: each with its last day and its newest value. */
export function MetricListView() {
  const { slug, can } = useOrganization();
  const navigate = useNavigate();
  const list = useQuery(metricsQuery(slug));
  const [opened, setOpened] = useState<Opened | null>(null);
  const canWrite = can("metric.write");
  const onNew = useCreation("metric", () => setOpened({ edit: "new" }));
  const metrics = list.data ?? [];
  const close = () => setOpened(null);
  return (
    <>
      <ViewBar title="Metrics" count={list.data?.length}>
        {onNew !== undefined && (
          <Button size="sm" onClick={onNew}>
            New metric
          </Button>
        )}
      </ViewBar>
      {list.isError && (
        <RefreshFailed what="metrics" isKept={list.data !== undefined} onRetry={() => void list.refetch()} />
      )}
      <div className="min-h-0 flex-1 overflow-y-auto py-2 pb-20 md:pb-6">
        {list.isPending && <ListSkeleton label="Loading metrics" />}
        {list.data?.length === 0 && (
          <NoneYet
            icon={ChartLineIcon}
            title="No metrics yet"
            text="Your systems send what they measure, and you and your visitors see it: a response time, the length of a queue."
          >
            {onNew !== undefined && (
              <Button variant="outline" onClick={onNew}>
                New metric
              </Button>
            )}
          </NoneYet>
        )}
        {metrics.length > 0 && (
          <Rows organization={slug} metrics={metrics} onOpen={canWrite ? setOpened : undefined} />
        )}
      </div>
      {opened !== null && "edit" in opened && (
        <MetricDialog
          organization={slug}
          metric={opened.edit === "new" ? undefined : opened.edit}
          onCreated={({ id }) => {
            close();
            void navigate({
              to: "/app/$organization/metrics/$metricId",
              params: { organization: slug, metricId: id },
            });
          }}
          onClose={close}
        />
      )}
      {opened !== null && "remove" in opened && (
        <RemoveMetric organization={slug} metric={opened.remove} onClose={close} />
      )}
    </>
  );
}

interface RowsProps {
  organization: string;
  metrics: Metric[];
  /** Absent where one may only read. */
  onOpen: ((opened: Opened) => void) | undefined;
}

function Rows({ organization, metrics, onOpen }: RowsProps) {
  const now = useNow();
  const rows = useRowKeys(
    metrics.map(({ id }) => id),
    {
      e: (metricId) => {
        const found = metrics.find(({ id }) => id === metricId);
        if (found !== undefined) onOpen?.({ edit: found });
      },
    },
  );
  return (
    <ul aria-label="Metrics">
      {metrics.map((metric) => (
        <li key={metric.id} className="mx-2 flex items-center rounded-md hover:bg-accent">
          <Link
            to="/app/$organization/metrics/$metricId"
            params={{ organization, metricId: metric.id }}
            {...rows.row(metric.id)}
            className="flex min-h-13 min-w-0 flex-1 cursor-default items-center gap-3 rounded-md px-2 focus-visible:-outline-offset-2 md:min-h-10"
          >
            <Row metric={metric} now={now} />
          </Link>
          {onOpen !== undefined && (
            <DropdownMenu>
              <DropdownMenuTrigger asChild>
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label={`More actions for ${metric.name}`}
                  className="mr-1 shrink-0"
                >
                  <EllipsisIcon aria-hidden />
                </Button>
              </DropdownMenuTrigger>
              <DropdownMenuContent align="end">
                <DropdownMenuItem onSelect={() => onOpen({ edit: metric })}>
                  <PencilIcon aria-hidden /> Edit…
                </DropdownMenuItem>
                <DropdownMenuItem variant="destructive" onSelect={() => onOpen({ remove: metric })}>
                  <Trash2Icon aria-hidden /> Remove…
                </DropdownMenuItem>
              </DropdownMenuContent>
            </DropdownMenu>
          )}
        </li>
      ))}
    </ul>
  );
}

function Row({ metric, now }: { metric: Metric; now: Date }) {
  const { name, isPublic, latest, lastDay } = metric;
  return (
    <>
      <span className="min-w-0 flex-1 truncate font-strong">{name}</span>
      {isPublic && (
        <Badge variant="secondary" className="max-sm:hidden">
          Public
        </Badge>
      )}
      {lastDay.some((value) => value !== null) && <Sparkline values={lastDay} />}
      <span className="flex shrink-0 flex-col items-end tabular-nums md:w-44 md:flex-row md:justify-end md:gap-3">
        {latest === null ? (
          <span className="text-muted-foreground">No points</span>
        ) : (
          <>
            <span>{valueWords(latest.value, metric)}</span>
            <time
              dateTime={latest.at}
              title={fullTime(latest.at)}
              className="text-right text-muted-foreground md:w-18"
            >
              {shortAge(latest.at, now)}
            </time>
          </>
        )}
      </span>
    </>
  );
}
