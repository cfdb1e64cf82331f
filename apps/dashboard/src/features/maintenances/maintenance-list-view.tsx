import type { MaintenanceSummary } from "@fanal/contract";
import { isOver, maintenanceStatusLabels } from "@fanal/domain";
import { Badge } from "@fanal/ui/components/badge";
import { Button } from "@fanal/ui/components/button";
import { ProgressIcon } from "@fanal/ui/components/progress-icon";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { PlusIcon, RepeatIcon } from "lucide-react";
import { Fragment } from "react";
import { ListSkeleton } from "../../components/list-skeleton.tsx";
import { RefreshFailed } from "../../components/refresh-failed.tsx";
import { ServiceTags } from "../../components/service-tags.tsx";
import { ViewBar } from "../../components/view-bar.tsx";
import { query } from "../../lib/api.ts";
import { duration, fullTime, monthOf, untilWords } from "../../lib/time.ts";
import { useNow } from "../../lib/use-now.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { useRowKeys } from "../../lib/use-row-keys.ts";
import { ownTimeZone, zonedWindow } from "../../lib/zoned-time.ts";
import { NoMaintenances } from "./no-maintenances.tsx";
import { type MaintenanceTab, maintenancePages, overlapsOf } from "./queries.ts";

export function MaintenanceListView({ tab }: { tab: MaintenanceTab }) {
  const { slug, can } = useOrganization();
  const navigate = useNavigate();
  const list = useInfiniteQuery(maintenancePages(slug, tab));
  const maintenances = list.data?.pages.flatMap((page) => page.items) ?? [];
  const isEmpty = list.isSuccess && maintenances.length === 0;
  const schedule = () =>
    void navigate({ to: "/app/$organization/maintenances/new", params: { organization: slug } });
  return (
    <>
      <ViewBar title="Maintenance">
        {can("maintenance.create") && (
          <Button size="sm" onClick={schedule} variant={isEmpty && tab === "open" ? "outline" : "default"}>
            <PlusIcon aria-hidden /> Schedule maintenance
          </Button>
        )}
      </ViewBar>
      <nav aria-label="Maintenance by state" className="flex shrink-0 gap-1 border-b px-3 py-2">
        <TabLink slug={slug} tab="open" label="Scheduled and in progress" />
        <TabLink slug={slug} tab="over" label="Past" />
      </nav>
      {list.isError && (
        <RefreshFailed
          what="maintenance"
          isKept={list.data !== undefined}
          onRetry={() => void list.refetch()}
        />
      )}
      <div className="min-h-0 flex-1 overflow-y-auto py-2 pb-20 md:pb-6">
        {list.isPending && <ListSkeleton label="Loading maintenance" />}
        {isEmpty && (
          <NoMaintenances tab={tab} onSchedule={can("maintenance.create") ? schedule : undefined} />
        )}
        <Rows maintenances={maintenances} byMonth={tab === "over"} />
        {list.hasNextPage && (
          <div className="p-3 text-center">
            <Button
              variant="outline"
              size="sm"
              aria-disabled={list.isFetchingNextPage}
              onClick={() => void list.fetchNextPage()}
            >
              {tab === "open" ? "Show later maintenance" : "Show earlier maintenance"}
            </Button>
          </div>
        )}
      </div>
    </>
  );
}

function TabLink({ slug, tab, label }: { slug: string; tab: MaintenanceTab; label: string }) {
  return (
    <Button
      variant="ghost"
      size="sm"
      asChild
      className="text-muted-foreground aria-[current=page]:bg-secondary aria-[current=page]:text-foreground"
    >
      <Link
        to="/app/$organization/maintenances"
        params={{ organization: slug }}
        search={tab === "open" ? {} : { tab: "past" }}
        activeOptions={{ exact: true, includeSearch: true }}
      >
        {label}
      </Link>
    </Button>
  );
}

function Rows({ maintenances, byMonth }: { maintenances: MaintenanceSummary[]; byMonth: boolean }) {
  const { slug } = useOrganization();
  const rows = useRowKeys(
    maintenances.map((maintenance) => maintenance.id),
    {},
  );
  return (
    <ul aria-label="Maintenance">
      {maintenances.map((maintenance, index) => {
        const month = monthOf(maintenance.startsAt);
        const before = maintenances[index - 1];
        return (
          <Fragment key={maintenance.id}>
            {byMonth && (before === undefined || monthOf(before.startsAt) !== month) && (
              <li className="mx-2 flex h-8 items-center rounded-md bg-muted px-2 text-xs text-muted-foreground">
                {month}
              </li>
            )}
            <li>
              <Link
                to="/app/$organization/maintenances/$maintenanceId"
                params={{ organization: slug, maintenanceId: maintenance.id }}
                {...rows.row(maintenance.id)}
                className="mx-2 flex min-h-13 items-center gap-3 rounded-md px-2 hover:bg-accent focus-visible:-outline-offset-2 md:min-h-10"
              >
                <Row maintenance={maintenance} overlaps={overlapsOf(maintenance, maintenances).length} />
              </Link>
            </li>
          </Fragment>
        );
      })}
    </ul>
  );
}

function Row({ maintenance, overlaps }: { maintenance: MaintenanceSummary; overlaps: number }) {
  const { slug } = useOrganization();
  const { data: services } = useQuery(query.services.list.queryOptions({ input: { organization: slug } }));
  const now = useNow();
  const { status, startsAt, endsAt } = maintenance;
  const window = zonedWindow(new Date(startsAt), new Date(endsAt), ownTimeZone(), now);
  return (
    <>
      <ProgressIcon state={status} label={maintenanceStatusLabels[status]} className="shrink-0" />
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="flex min-w-0 items-center gap-2">
          <span className="truncate font-strong">{maintenance.title}</span>
          {maintenance.series !== null && (
            <RepeatIcon role="img" aria-label="Repeats" className="size-3.5 shrink-0 text-muted-foreground" />
          )}
        </span>
        <span className="truncate text-muted-foreground tabular-nums md:hidden">{window}</span>
      </span>
      {overlaps > 0 && !isOver(status) && (
        <Badge variant="maintenance" className="max-md:hidden">
          Overlaps {overlaps}
        </Badge>
      )}
      <ServiceTags serviceIds={maintenance.serviceIds} services={services} />
      <time
        dateTime={startsAt}
        title={`${fullTime(startsAt)} to ${fullTime(endsAt)}`}
        className="shrink-0 text-right text-muted-foreground max-md:hidden"
      >
        {window}
      </time>
      <span className="w-22 shrink-0 text-right text-muted-foreground tabular-nums max-md:w-16">
        {whenWords(maintenance, now)}
      </span>
    </>
  );
}

/** The one time that matters of a row: when it begins, when it ends, or how long it took. */
function whenWords(maintenance: MaintenanceSummary, now: Date): string {
  const { status, startsAt, endsAt, startedAt, finishedAt } = maintenance;
  if (status === "canceled") return "Canceled";
  if (status === "completed") return duration(startedAt ?? startsAt, new Date(finishedAt ?? endsAt));
  if (status === "scheduled") return Date.parse(startsAt) > now.getTime() ? untilWords(startsAt, now) : "Due";
  return Date.parse(endsAt) > now.getTime()
    ? `${duration(now.toISOString(), new Date(endsAt))} left`
    : "Overdue";
}
