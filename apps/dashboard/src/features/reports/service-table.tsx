import type { ServiceLevel } from "@fanal/contract";
import { isBudgetLow } from "@fanal/domain";
import { Badge } from "@fanal/ui/components/badge";
import { Button } from "@fanal/ui/components/button";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@fanal/ui/components/table";
import { statusLooks } from "@fanal/ui/lib/status";
import { cn } from "@fanal/ui/lib/utils";
import { Link } from "@tanstack/react-router";
import { ArrowDownIcon, ArrowUpIcon } from "lucide-react";
import { budgetWords, targetWords } from "../../lib/service-levels.ts";
import { uptimeWords } from "../../lib/uptime-words.ts";
import { type Row, type Sort, type SortKey, secondsWords, troubledSeconds, troubles } from "./figures.ts";

interface ServiceTableProps {
  organization: string;
  rows: Row[];
  /** Of the month; none where the period is no month, or nothing is promised. */
  levels: ServiceLevel[];
  sort: Sort | undefined;
  /** The one that the charts are of. */
  chosenId: string | undefined;
}

/** Each service over the period. Its name narrows the charts to it. */
export function ServiceTable({ organization, rows, levels, sort, chosenId }: ServiceTableProps) {
  const longest = Math.max(0, ...rows.map(({ seconds }) => troubledSeconds(seconds)));
  const levelOf = new Map(levels.map((level) => [level.serviceId, level]));
  const hasLevels = levels.length > 0;
  return (
    <Table>
      <TableHeader>
        <TableRow>
          <SortHead name="service" sort={sort} organization={organization}>
            Service
          </SortHead>
          <SortHead name="uptime" sort={sort} organization={organization} isNumber>
            Uptime
          </SortHead>
          <SortHead
            name="trouble"
            sort={sort}
            organization={organization}
            isNumber
            className={cn(hasLevels && "max-sm:hidden")}
          >
            Not operational
          </SortHead>
          <SortHead
            name="incidents"
            sort={sort}
            organization={organization}
            isNumber
            className="max-sm:hidden"
          >
            Incidents
          </SortHead>
          {hasLevels && (
            <>
              <TableHead className="text-right max-sm:hidden">Target</TableHead>
              <TableHead className="text-right">Budget</TableHead>
            </>
          )}
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.serviceId} className={cn(row.serviceId === chosenId && "bg-secondary")}>
            <TableCell className="max-w-0 w-1/2">
              <Link
                to="/app/$organization/reports"
                params={{ organization }}
                search={({ service: _, ...others }) => ({ ...others, service: row.serviceId })}
                aria-current={row.serviceId === chosenId ? "true" : undefined}
                title={row.name}
                className="block truncate rounded-sm font-strong hover:underline"
              >
                {row.name}
              </Link>
            </TableCell>
            <TableCell className="text-right whitespace-nowrap tabular-nums">
              {row.uptime === null ? (
                <span className="text-muted-foreground">No data</span>
              ) : (
                uptimeWords(row.uptime)
              )}
            </TableCell>
            <TableCell
              className={cn("text-right whitespace-nowrap tabular-nums", hasLevels && "max-sm:hidden")}
            >
              <span className="flex items-center justify-end gap-3">
                <TroubleBar row={row} longest={longest} />
                <span className="md:min-w-20">{secondsWords(troubledSeconds(row.seconds))}</span>
              </span>
            </TableCell>
            <TableCell className="text-right tabular-nums max-sm:hidden">
              {row.incidents === 0 ? "–" : row.incidents}
            </TableCell>
            {hasLevels && <LevelCells level={levelOf.get(row.serviceId)} />}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** What is promised, and what downtime that still allows. */
function LevelCells({ level }: { level: ServiceLevel | undefined }) {
  if (level === undefined)
    return (
      <>
        <TableCell className="text-right text-muted-foreground max-sm:hidden">–</TableCell>
        <TableCell className="text-right text-muted-foreground">–</TableCell>
      </>
    );
  const { state, budgetSeconds, remainingSeconds } = level;
  const isLow = isBudgetLow({ budget: budgetSeconds, remaining: remainingSeconds });
  const words = state === "no_data" ? "No data" : budgetWords(level);
  return (
    <>
      <TableCell className="text-right whitespace-nowrap tabular-nums max-sm:hidden">
        {targetWords(level.slaTarget)}
      </TableCell>
      <TableCell className="text-right whitespace-nowrap tabular-nums">
        {isLow ? <Badge variant={state === "missed" ? "major" : "degraded"}>{words}</Badge> : words}
      </TableCell>
    </>
  );
}

/** How long which status lasted, beside the service that it lasted longest of. The number stands beside it. */
function TroubleBar({ row, longest }: { row: Row; longest: number }) {
  if (longest === 0) return null;
  let x = 0;
  return (
    <svg aria-hidden viewBox="0 0 100 8" preserveAspectRatio="none" className="h-2 w-24 max-md:hidden">
      {troubles.map((status) => {
        const width = (row.seconds[status] / longest) * 100;
        const from = x;
        x += width;
        return (
          width > 0 && (
            <rect
              key={status}
              x={from}
              // Of an hour in a month something is to be seen, too.
              width={Math.max(width, 1)}
              height={8}
              fill={`var(--status-${statusLooks[status].token})`}
            />
          )
        );
      })}
    </svg>
  );
}

interface SortHeadProps {
  name: SortKey;
  sort: Sort | undefined;
  organization: string;
  isNumber?: boolean;
  className?: string;
  children: string;
}

/** Sorts by its column; pressed again, the other way round. Numbers begin with what one looks for: the worst. */
function SortHead({ name, sort, organization, isNumber = false, className, children }: SortHeadProps) {
  const isSorted = sort?.endsWith(name) === true;
  const first: Sort = name === "trouble" || name === "incidents" ? `-${name}` : name;
  const second: Sort = first === name ? `-${name}` : name;
  const isDescending = isSorted && sort.startsWith("-");
  return (
    <TableHead
      aria-sort={isSorted ? (isDescending ? "descending" : "ascending") : undefined}
      className={cn(isNumber && "text-right", className)}
    >
      <Button
        variant="ghost"
        size="xs"
        asChild
        className={cn("text-muted-foreground", isNumber ? "-mr-2" : "-ml-2")}
      >
        <Link
          to="/app/$organization/reports"
          params={{ organization }}
          search={(before) => ({ ...before, sort: sort === first ? second : first })}
          replace
          resetScroll={false}
        >
          {children}
          {isSorted && (isDescending ? <ArrowDownIcon aria-hidden /> : <ArrowUpIcon aria-hidden />)}
        </Link>
      </Button>
    </TableHead>
  );
}
