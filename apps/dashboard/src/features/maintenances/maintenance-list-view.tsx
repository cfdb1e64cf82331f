import type { MaintenanceSummary } from "@fanal/contract";
import { isOver, maintenanceStatusLabels } from "@fanal/domain";
import { Badge } from "@fanal/ui/components/badge";
import { Button } from "@fanal/ui/components/button";
import { ProgressIcon } from "@fanal/ui/components/progress-icon";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { RepeatIcon } from "lucide-react";
import { Fragment, useState } from "react";
import { ListHead } from "../../components/list-head.tsx";
import { ListSkeleton } from "../../components/list-skeleton.tsx";
import { MaintenanceWhen } from "../../components/maintenance-when.tsx";
import { RefreshFailed } from "../../components/refresh-failed.tsx";
import { ServiceTags } from "../../components/service-tags.tsx";
import { ShowMore } from "../../components/show-more.tsx";
import { ViewBar } from "../../components/view-bar.tsx";
import { query } from "../../lib/api.ts";
import { foldSeries } from "../../lib/fold-series.ts";
import { ownTimeZone } from "../../lib/own-time-zone.ts";
import { fullTime, monthOf } from "../../lib/time.ts";
import { useNow } from "../../lib/use-now.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { useRowKeys } from "../../lib/use-row-keys.ts";
import { zonedWindow } from "../../lib/zoned-time.ts";
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
          <Button size="sm" onClick={schedule}>
            Schedule maintenance
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
        <ShowMore list={list}>
          {tab === "open" ? "Show later maintenance" : "Show earlier maintenance"}
        </ShowMore>
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
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const lines = byMonth
    ? maintenances.map((maintenance) => ({ maintenance, folded: 0 }))
    : foldSeries(maintenances, opened);
  const rows = useRowKeys(
    lines.map(({ maintenance }) => maintenance.id),
    {},
  );
  return (
    <ul aria-label="Maintenance">
      {lines.map(({ maintenance, folded }, index) => {
        const { id, startsAt, series } = maintenance;
        const month = monthOf(startsAt);
        const before = lines[index - 1]?.maintenance;
        return (
          <Fragment key={id}>
            {byMonth && (before === undefined || monthOf(before.startsAt) !== month) && (
              <ListHead>{month}</ListHead>
            )}
            <li>
              <Link
                to="/app/$organization/maintenances/$maintenanceId"
                params={{ organization: slug, maintenanceId: id }}
                {...rows.row(id)}
                className="mx-2 flex min-h-13 items-center gap-3 rounded-md px-2 hover:bg-accent focus-visible:-outline-offset-2 md:min-h-10"
              >
                <Row maintenance={maintenance} overlaps={overlapsOf(maintenance, maintenances).length} />
              </Link>
            </li>
            {series !== null && folded > 0 && (
              <li className="flex min-h-8 items-center pl-9">
                <Button
                  variant="ghost"
                  size="xs"
                  className="min-w-0 shrink text-muted-foreground"
                  onClick={() => setOpened(new Set([...opened, series.id]))}
                >
                  <span className="truncate">
                    Show {folded} more of {maintenance.title}
                  </span>
                </Button>
              </li>
            )}
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
        className="shrink-0 text-right text-muted-foreground max-md:hidden lg:min-w-52"
      >
        {window}
      </time>
      <MaintenanceWhen maintenance={maintenance} />
    </>
  );
}
