import { limits, type Metric } from "@fanal/contract";
import { Badge } from "@fanal/ui/components/badge";
import { Button } from "@fanal/ui/components/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@fanal/ui/components/dropdown-menu";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowDownIcon, ArrowUpIcon, PlusIcon, XIcon } from "lucide-react";
import { ListSkeleton } from "../../components/list-skeleton.tsx";
import { RefreshFailed } from "../../components/refresh-failed.tsx";
import { query } from "../../lib/api.ts";
import { useEditor } from "./editor.tsx";

/** Which metrics the page shows, in order. */
export function MetricsSection() {
  const { organization, page, canUpdate, save } = useEditor();
  const list = useQuery(query.metrics.list.queryOptions({ input: { organization } }));
  if (list.isPending) return <ListSkeleton label="Loading metrics" rows={2} />;
  if (list.data === undefined)
    return <RefreshFailed what="metrics" isInset isKept={false} onRetry={() => void list.refetch()} />;
  const byId = new Map(list.data.map((metric) => [metric.id, metric]));
  const chosen = page.metricIds.flatMap((id) => byId.get(id) ?? []);
  const others = list.data.filter(({ id }) => !page.metricIds.includes(id));
  const choose = (metrics: Metric[]) => save({ metricIds: metrics.map(({ id }) => id) });

  function move(index: number, to: number) {
    const moved = chosen[index];
    if (moved !== undefined) choose(chosen.toSpliced(index, 1).toSpliced(to, 0, moved));
  }

  return (
    <>
      <p className="text-muted-foreground">
        Visitors see the last day of each under the services, and on a page of its own the last week and
        month. It is redrawn every five minutes.
      </p>
      {chosen.length === 0 && <p className="text-muted-foreground">The page shows no metrics.</p>}
      {chosen.length > 0 && (
        <ol aria-label="Metrics on this page" className="flex flex-col">
          {chosen.map((metric, index) => (
            <li key={metric.id} className="flex min-h-11 items-center gap-1 md:min-h-10">
              <span className="min-w-0 flex-1 truncate font-strong">{metric.name}</span>
              {!metric.isPublic && <Badge variant="secondary">Not public: hidden</Badge>}
              {canUpdate && (
                <>
                  {index > 0 && (
                    <Button
                      variant="ghost"
                      size="icon-sm"
                      aria-label={`Move ${metric.name} up`}
                      onClick={() => move(index, index - 1)}
                    >
                      <ArrowUpIcon aria-hidden />
                    </Button>
                  )}
                  {index < chosen.length - 1 && (
                    <Button
                      variant="ghost"
                      size="icon-sm"
                      aria-label={`Move ${metric.name} down`}
                      onClick={() => move(index, index + 1)}
                    >
                      <ArrowDownIcon aria-hidden />
                    </Button>
                  )}
                  <Button
                    variant="ghost"
                    size="icon-sm"
                    aria-label={`Take ${metric.name} off the page`}
                    onClick={() => choose(chosen.toSpliced(index, 1))}
                  >
                    <XIcon aria-hidden />
                  </Button>
                </>
              )}
            </li>
          ))}
        </ol>
      )}
      {canUpdate && others.length > 0 && chosen.length < limits.pageMetrics && (
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <Button variant="outline" size="sm" className="w-fit">
              <PlusIcon aria-hidden /> Add metric
            </Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent align="start">
            {others.map((metric) => (
              <DropdownMenuItem key={metric.id} onSelect={() => choose([...chosen, metric])}>
                <span className="truncate">{metric.name}</span>
              </DropdownMenuItem>
            ))}
          </DropdownMenuContent>
        </DropdownMenu>
      )}
      {canUpdate && list.data.length === 0 && (
        <Button variant="outline" size="sm" asChild className="w-fit">
          <Link to="/app/$organization/metrics" params={{ organization }}>
            Go to metrics
          </Link>
        </Button>
      )}
    </>
  );
}
