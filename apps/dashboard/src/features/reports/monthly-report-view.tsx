import type { Report, ServiceLevel } from "@fanal/contract";
import { serviceLevelStateLabels } from "@fanal/domain";
import { Button } from "@fanal/ui/components/button";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@fanal/ui/components/table";
import { statusLooks } from "@fanal/ui/lib/status";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { DownloadIcon, PrinterIcon } from "lucide-react";
import { CrumbLink, Crumbs } from "../../components/crumbs.tsx";
import { ListSkeleton } from "../../components/list-skeleton.tsx";
import { NoneYet } from "../../components/none-yet.tsx";
import { RefreshFailed } from "../../components/refresh-failed.tsx";
import { ViewBar } from "../../components/view-bar.tsx";
import { useActions } from "../../lib/actions.ts";
import { query } from "../../lib/api.ts";
import { budgetWords, serviceLevelsQuery, targetWords } from "../../lib/service-levels.ts";
import { fullTime } from "../../lib/time.ts";
import { uptimeWords } from "../../lib/uptime-words.ts";
import { useNow } from "../../lib/use-now.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { meanWords, type Row, secondsWords, troubles } from "./figures.ts";
import { monthWords, presentMonth } from "./period.ts";
import { reportQuery } from "./queries.ts";

/** The report of a month on one sheet: to be printed, sent and kept. */
export function MonthlyReportView({ month }: { month: string }) {
  const { slug: organization, name, timeZone } = useOrganization();
  const now = useNow();
  const isToCome = month > presentMonth(now, timeZone);
  const enabled = !isToCome;
  const services = useQuery(query.services.list.queryOptions({ input: { organization } }));
  const asked = useQuery({ ...reportQuery({ organization, timeZone, period: month }, now), enabled });
  const levels = useQuery({ ...serviceLevelsQuery(organization, month), enabled });
  const parts = [services, asked, levels];
  const failed = parts.filter(({ isError }) => isError);
  const report = asked.data;
  const isLoaded = report !== undefined && services.data !== undefined && levels.data !== undefined;
  const nameOf = new Map(services.data?.map((service) => [service.id, service.name]));
  const rows = (report?.services ?? []).flatMap((one): Row[] => {
    const known = nameOf.get(one.serviceId);
    return known === undefined ? [] : [{ ...one, name: known }];
  });
  const csv = `/api/v1/organizations/${organization}/reports/${month}/export`;
  useActions([
    isLoaded && { label: "Print", icon: PrinterIcon, run: () => window.print() },
    enabled && { label: "Download as CSV", icon: DownloadIcon, run: () => window.location.assign(csv) },
  ]);
  return (
    <>
      <ViewBar title={<Place organization={organization} month={month} />}>
        {enabled && (
          <>
            <Button variant="outline" size="sm" asChild>
              <a href={csv} download>
                <DownloadIcon aria-hidden /> CSV
              </a>
            </Button>
            <Button size="sm" disabled={!isLoaded} onClick={() => window.print()}>
              <PrinterIcon aria-hidden /> Print
            </Button>
          </>
        )}
      </ViewBar>
      {failed.length > 0 && (
        <RefreshFailed
          what="the report"
          isKept={isLoaded}
          onRetry={() => void Promise.all(failed.map(({ refetch }) => refetch()))}
        />
      )}
      <div className="min-h-0 flex-1 overflow-y-auto pb-20 md:pb-6">
        {isToCome ? (
          <NoneYet title={`${monthWords(month)} is to come`} text="Its report begins on its first day.">
            <Button variant="outline" asChild>
              <Link to="/app/$organization/reports" params={{ organization }}>
                Go to reports
              </Link>
            </Button>
          </NoneYet>
        ) : !isLoaded ? (
          failed.length === 0 && <ListSkeleton label="Loading the report" />
        ) : (
          <article className="printed mx-auto flex max-w-265 flex-col gap-6 px-4 pt-6 md:px-6">
            <header className="flex flex-col gap-1">
              <p className="text-muted-foreground">{name}</p>
              <h2 className="text-xl font-semibold">Monthly report, {monthWords(month)}</h2>
              <p className="text-xs text-muted-foreground">
                Days of {timeZone.replaceAll("_", " ")}. As of {fullTime(report.endsAt)}
                {month === presentMonth(now, timeZone) && ": the month is not over yet"}.
              </p>
            </header>
            <Summary report={report} levels={levels.data} />
            {rows.length === 0 ? (
              <p className="text-muted-foreground">There are no services.</p>
            ) : (
              <Services rows={rows} levels={levels.data} />
            )}
            <p className="text-xs text-muted-foreground">
              Uptime is 1 − weighted downtime ÷ time that counts: a major outage counts whole, a partial one
              three tenths, degraded performance nothing, maintenance as up. The budget is the downtime that a
              target allows in the whole month. Incidents count in the month in which they began.
            </p>
          </article>
        )}
      </div>
    </>
  );
}

function Place({ organization, month }: { organization: string; month: string }) {
  return (
    <Crumbs title={monthWords(month)}>
      <CrumbLink to="/app/$organization/reports" params={{ organization }} search={{ period: month }}>
        Reports
      </CrumbLink>
    </Crumbs>
  );
}

function Summary({ report, levels }: { report: Report; levels: ServiceLevel[] }) {
  const { count, resolved, meanSecondsToResolve } = report.incidents;
  const kept = levels.filter(({ state }) => state === "met" || state === "on_track").length;
  const judged = levels.filter(({ state }) => state !== "no_data").length;
  const facts: [name: string, value: string][] = [
    ["Uptime of all services", uptimeWords(report.uptime)],
    ["Incidents", resolved === count ? String(count) : `${count}, ${count - resolved} open`],
    ["Mean time to resolve", meanWords(meanSecondsToResolve)],
    ["Targets kept", judged === 0 ? "–" : `${kept} of ${judged}`],
  ];
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-4 print:grid-cols-4">
      {facts.map(([fact, value]) => (
        <div key={fact}>
          <dt className="text-xs text-muted-foreground">{fact}</dt>
          <dd className="text-lg font-semibold tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Services({ rows, levels }: { rows: Row[]; levels: ServiceLevel[] }) {
  const levelOf = new Map(levels.map((level) => [level.serviceId, level]));
  return (
    <section
      aria-label="Services"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard
      tabIndex={0}
      className="overflow-x-auto print:overflow-visible"
    >
      <Table>
        <TableHeader>
          <TableRow>
            <TableHead>Service</TableHead>
            <TableHead className="text-right">Uptime</TableHead>
            {troubles.map((status) => (
              <TableHead key={status} className="text-right">
                {statusLooks[status].short}
              </TableHead>
            ))}
            <TableHead className="text-right">Incidents</TableHead>
            <TableHead className="text-right">Target</TableHead>
            <TableHead>State</TableHead>
            <TableHead className="text-right">Budget</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map(({ serviceId, name, uptime, seconds, incidents }) => {
            const level = levelOf.get(serviceId);
            return (
              <TableRow key={serviceId} className="break-inside-avoid">
                <TableCell className="max-w-60 min-w-32 font-strong wrap-anywhere">{name}</TableCell>
                <TableCell className={number}>{uptime === null ? "No data" : uptimeWords(uptime)}</TableCell>
                {troubles.map((status) => (
                  <TableCell key={status} className={number}>
                    {secondsWords(seconds[status])}
                  </TableCell>
                ))}
                <TableCell className={number}>{incidents === 0 ? "–" : incidents}</TableCell>
                <TableCell className={number}>
                  {level === undefined ? "–" : targetWords(level.slaTarget)}
                </TableCell>
                <TableCell className="whitespace-nowrap">
                  {level === undefined ? "–" : serviceLevelStateLabels[level.state]}
                </TableCell>
                <TableCell className={number}>
                  {level === undefined || level.state === "no_data" ? "–" : budgetWords(level)}
                </TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    </section>
  );
}

const number = "text-right whitespace-nowrap tabular-nums";
