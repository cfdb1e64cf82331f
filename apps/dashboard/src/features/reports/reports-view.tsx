import type { Report, Service, ServiceLevel } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import {
  Select,
  SelectContent,
  SelectGroup,
  SelectItem,
  SelectLabel,
  SelectTrigger,
  SelectValue,
} from "@fanal/ui/components/select";
import { Skeleton } from "@fanal/ui/components/skeleton";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { ChartColumnIcon, FileTextIcon, XIcon } from "lucide-react";
import { lazy, Suspense, useEffect, useRef } from "react";
import { ListFilter } from "../../components/list-filter.tsx";
import { ListSkeleton } from "../../components/list-skeleton.tsx";
import { NoneYet } from "../../components/none-yet.tsx";
import { RefreshFailed } from "../../components/refresh-failed.tsx";
import { Tile } from "../../components/tile.tsx";
import { ViewBar } from "../../components/view-bar.tsx";
import { useActions } from "../../lib/actions.ts";
import { query } from "../../lib/api.ts";
import { serviceLevelsQuery } from "../../lib/service-levels.ts";
import { uptimeWords } from "../../lib/uptime-words.ts";
import { useNow } from "../../lib/use-now.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { meanWords, secondsWords, sorted, troubledSeconds } from "./figures.ts";
import { askedOf, periodChoices, periodWords, presentMonth } from "./period.ts";
import { reportQuery } from "./queries.ts";
import { ReportTables } from "./report-tables.tsx";
import { isMonth, type ReportPeriod, type Sort } from "./search.ts";
import { ServiceTable } from "./service-table.tsx";

const ReportCharts = lazy(async () => ({ default: (await import("./report-charts.tsx")).ReportCharts }));

export interface ReportSearch {
  /** The present month without. */
  period?: ReportPeriod;
  /** The service that the charts are of; all of them without. */
  service?: string;
  sort?: Sort;
  filter?: string;
}

/** Uptime and incidents over a period: of the organization, of one service, and of each in a table. */
export function ReportsView({ period: asked, service: serviceId, sort, filter = "" }: ReportSearch) {
  const { slug: organization, timeZone } = useOrganization();
  const now = useNow();
  const period = asked ?? presentMonth(now, timeZone);
  const list = useQuery(query.services.list.queryOptions({ input: { organization } }));
  const chosen = list.data?.find(({ id }) => id === serviceId);
  const ofAll = useQuery(reportQuery({ organization, timeZone, period }, now));
  const levels = useQuery({ ...serviceLevelsQuery(organization, period), enabled: isMonth(period) });
  const isEmpty = list.data?.length === 0;
  const navigate = useNavigate();
  useActions([
    !isEmpty &&
      isMonth(period) && {
        label: "Monthly report",
        icon: FileTextIcon,
        run: () =>
          void navigate({ to: "/app/$organization/reports/$month", params: { organization, month: period } }),
      },
  ]);
  return (
    <>
      <ViewBar title="Reports">
        {!isEmpty && isMonth(period) && (
          <Button variant="outline" size="sm" asChild>
            <Link to="/app/$organization/reports/$month" params={{ organization, month: period }}>
              <FileTextIcon aria-hidden /> <span className="max-sm:sr-only">Monthly report</span>
            </Link>
          </Button>
        )}
        {!isEmpty && (
          <PeriodSelect organization={organization} period={period} timeZone={timeZone} now={now} />
        )}
      </ViewBar>
      {(ofAll.isError || list.isError || levels.isError) && (
        <RefreshFailed
          what="the report"
          isKept={ofAll.data !== undefined && list.data !== undefined}
          onRetry={() =>
            void Promise.all(
              [ofAll, list, levels].filter(({ isError }) => isError).map(({ refetch }) => refetch()),
            )
          }
        />
      )}
      <div className="min-h-0 flex-1 overflow-y-auto pb-20 md:pb-6">
        {isEmpty ? (
          <NoneYet
            icon={ChartColumnIcon}
            title="Nothing to report yet"
            text="Once there are services, their uptime and incidents are summed up here by month."
          >
            <Button variant="outline" asChild>
              <Link to="/app/$organization/services" params={{ organization }}>
                Go to services
              </Link>
            </Button>
          </NoneYet>
        ) : (
          <div className="mx-auto flex max-w-265 flex-col gap-8 px-4 pt-6 md:px-6">
            <Charts
              key={chosen?.id ?? "all"}
              organization={organization}
              timeZone={timeZone}
              period={period}
              chosen={chosen}
              now={now}
            />
            <section aria-label="Services" className="flex flex-col gap-3">
              <h2 className="font-strong">Services</h2>
              <Services
                organization={organization}
                report={ofAll.data}
                services={list.data}
                levels={isMonth(period) ? (levels.data ?? []) : []}
                sort={sort}
                filter={filter}
                chosenId={chosen?.id}
              />
            </section>
          </div>
        )}
      </div>
    </>
  );
}

interface PeriodSelectProps {
  organization: string;
  period: ReportPeriod;
  timeZone: string;
  now: Date;
}

function PeriodSelect({ organization, period, timeZone, now }: PeriodSelectProps) {
  const navigate = useNavigate();
  const { last, months } = periodChoices(now, timeZone);
  // An address may name an older month than those that are offered.
  const offered = isMonth(period) && !months.includes(period) ? [...months, period] : months;
  return (
    <Select
      value={period}
      onValueChange={(chosen) =>
        void navigate({
          to: "/app/$organization/reports",
          params: { organization },
          search: ({ period: _, ...others }) =>
            chosen === months[0] ? others : { ...others, period: chosen },
          replace: true,
        })
      }
    >
      <SelectTrigger size="sm" aria-label="Period">
        <SelectValue />
      </SelectTrigger>
      <SelectContent align="end">
        <SelectGroup>
          {last.map((one) => (
            <SelectItem key={one} value={one}>
              {periodWords(one)}
            </SelectItem>
          ))}
        </SelectGroup>
        <SelectGroup>
          <SelectLabel>Month</SelectLabel>
          {offered.map((one) => (
            <SelectItem key={one} value={one}>
              {periodWords(one)}
            </SelectItem>
          ))}
        </SelectGroup>
      </SelectContent>
    </Select>
  );
}

interface ChartsProps extends PeriodSelectProps {
  chosen: Service | undefined;
}

function Charts({ organization, timeZone, period, chosen, now }: ChartsProps) {
  const shown = useQuery(reportQuery({ organization, timeZone, period, serviceId: chosen?.id }, now));
  const { by } = askedOf(period, now, timeZone);
  const report = shown.data;
  const chosenId = chosen?.id;
  const heading = useRef<HTMLHeadingElement>(null);
  // It was chosen in the table, which may be far below.
  useEffect(() => {
    if (chosenId !== undefined) heading.current?.focus();
  }, [chosenId]);
  return (
    <section aria-label="Charts" className="flex flex-col gap-6">
      <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
        <h2 ref={heading} tabIndex={-1} className="min-w-0 truncate text-lg font-semibold outline-none">
          {chosen?.name ?? "All services"}
        </h2>
        {chosen !== undefined && (
          <Button variant="outline" size="xs" asChild>
            <Link
              to="/app/$organization/reports"
              params={{ organization }}
              search={({ service: _, ...others }) => others}
            >
              <XIcon aria-hidden /> Show all services
            </Link>
          </Button>
        )}
        <p className="text-xs text-muted-foreground">
          {periodWords(period)} · {timeZone.replaceAll("_", " ")}
        </p>
      </div>
      {chosen !== undefined && shown.isError && (
        <RefreshFailed
          what="the charts"
          isInset
          isKept={report !== undefined}
          onRetry={() => void shown.refetch()}
        />
      )}
      <Tiles report={report} />
      {report === undefined ? (
        !shown.isError && <ChartSkeletons />
      ) : (
        <>
          <Suspense fallback={<ChartSkeletons />}>
            <ReportCharts report={report} by={by} />
          </Suspense>
          <p className="text-xs text-muted-foreground">
            Uptime is 1 − weighted downtime ÷ time that counts: a major outage counts whole, a partial one
            three tenths, maintenance as up. Incidents count in the month in which they began; drafts and
            deleted ones do not. The mean time to resolve is that of incidents that are resolved, from their
            start on.
          </p>
          <ReportTables report={report} by={by} />
        </>
      )}
    </section>
  );
}

function ChartSkeletons() {
  return (
    <div role="status" aria-label="Loading the charts" className="grid gap-8 lg:grid-cols-2">
      {["uptime", "statuses", "incidents", "means"].map((chart) => (
        <Skeleton key={chart} className="h-56" />
      ))}
    </div>
  );
}

function Tiles({ report }: { report: Report | undefined }) {
  const incidents = report?.incidents;
  const open = incidents === undefined ? 0 : incidents.count - incidents.resolved;
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-4">
      <Tile name="Uptime" value={report === undefined ? "–" : uptimeWords(report.uptime)} />
      <Tile
        name="Not operational"
        value={report === undefined ? "–" : secondsWords(troubledSeconds(report.seconds))}
      >
        {report !== undefined && report.services.length > 1 && "of all services together"}
      </Tile>
      <Tile name="Incidents" value={incidents?.count.toLocaleString("en-GB") ?? "–"}>
        {open > 0 && `${open.toLocaleString("en-GB")} open`}
      </Tile>
      <Tile name="Mean time to resolve" value={meanWords(incidents?.meanSecondsToResolve ?? null)}>
        {incidents !== undefined &&
          incidents.resolved > 0 &&
          `of ${incidents.resolved.toLocaleString("en-GB")} resolved`}
      </Tile>
    </dl>
  );
}

interface ServicesProps {
  organization: string;
  report: Report | undefined;
  services: Service[] | undefined;
  levels: ServiceLevel[];
  sort: Sort | undefined;
  filter: string;
  chosenId: string | undefined;
}

function Services({ organization, report, services, levels, sort, filter, chosenId }: ServicesProps) {
  if (report === undefined || services === undefined) return <ListSkeleton label="Loading services" />;
  const nameOf = new Map(services.map(({ id, name }) => [id, name]));
  const rows = report.services.flatMap((one) => {
    const name = nameOf.get(one.serviceId);
    return name === undefined ? [] : [{ ...one, name }];
  });
  const wanted = filter.trim().toLowerCase();
  const found = rows.filter(({ name }) => name.toLowerCase().includes(wanted));
  return (
    <>
      <div className="-mx-4">
        <ListFilter what="services" filter={filter} shown={found.length} total={rows.length} />
      </div>
      {found.length === 0 ? (
        <p className="py-6 text-center text-muted-foreground">No service by that name.</p>
      ) : (
        <ServiceTable
          organization={organization}
          rows={sorted(found, sort)}
          levels={levels}
          sort={sort}
          chosenId={chosenId}
        />
      )}
    </>
  );
}
