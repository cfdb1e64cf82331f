import type { Report } from "@fanal/contract";
import type { ServiceStatus } from "@fanal/domain";
import {
  type ChartConfig,
  ChartContainer,
  ChartLegend,
  ChartLegendContent,
  ChartTooltip,
  ChartTooltipContent,
} from "@fanal/ui/components/chart";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import { statusLooks } from "@fanal/ui/lib/status";
import { Bar, BarChart, CartesianGrid, Line, LineChart, XAxis, YAxis } from "recharts";
import { uptimeWords } from "../../lib/uptime-words.ts";
import { ChartSection } from "./chart-section.tsx";
import { secondsWords, troubles } from "./figures.ts";
import { dateWords, monthWords } from "./period.ts";

interface ReportChartsProps {
  report: Report;
  by: "day" | "month";
}

/** A report as charts. Loaded when it is shown, since Recharts is large. */
export function ReportCharts({ report, by }: ReportChartsProps) {
  const periods = report.periods.map(({ date, ...period }) => ({ ...period, label: dateWords(date, by) }));
  const months = report.months.map(({ month, ...figures }) => ({
    ...figures,
    label: monthWords(month, "short"),
  }));
  return (
    <div className="grid gap-x-8 gap-y-8 lg:grid-cols-2">
      <ChartSection title={`Uptime by ${by}`}>
        <UptimeChart periods={periods} />
      </ChartSection>
      <ChartSection title={`Time not operational by ${by}`}>
        <StatusChart periods={periods} />
      </ChartSection>
      <ChartSection title="Incidents by month">
        <IncidentChart months={months} />
      </ChartSection>
      <ChartSection title="Mean time to resolve by month">
        <ResolveChart months={months} />
      </ChartSection>
    </div>
  );
}

type Labeled<Entry> = readonly (Entry & { label: string })[];
type Periods = Labeled<Omit<Report["periods"][number], "date">>;
type Months = Labeled<Omit<Report["months"][number], "month">>;

const size = "aspect-auto h-48 w-full";
const margin = { top: 8, right: 8, bottom: 0, left: 0 };
const category = { dataKey: "label", tickLine: false, tickMargin: 8, minTickGap: 24 } as const;
const amount = { width: "auto", tickLine: false, axisLine: false, tickMargin: 4 } as const;

/** Few points are dots: a line needs two of them side by side. */
const fewPoints = 40;

function UptimeChart({ periods }: { periods: Periods }) {
  const known = periods.flatMap(({ uptime }) => (uptime === null ? [] : [uptime * 100]));
  // A line along the upper edge says what is the case most of the time.
  const lowest = Math.max(0, Math.min(99, Math.floor(Math.min(...known) - 0.001)));
  return (
    <ChartContainer
      config={{ percent: { label: "Uptime", color: "var(--chart-1)" } } satisfies ChartConfig}
      className={size}
    >
      <LineChart
        data={periods.map(({ label, uptime }) => ({
          label,
          uptime,
          percent: uptime === null ? null : uptime * 100,
        }))}
        margin={margin}
        title="Uptime"
      >
        <CartesianGrid vertical={false} />
        <XAxis {...category} />
        <YAxis {...amount} domain={[lowest, 100]} tickFormatter={(percent: number) => `${percent}%`} />
        <ChartTooltip
          content={<ChartTooltipContent formatter={(value) => uptimeWords(Number(value) / 100)} />}
        />
        <Line
          dataKey="percent"
          type="linear"
          stroke="var(--color-percent)"
          strokeWidth={2}
          dot={periods.length < fewPoints ? { r: 2 } : false}
          isAnimationActive={false}
        />
      </LineChart>
    </ChartContainer>
  );
}

const statusConfig: ChartConfig = Object.fromEntries(
  troubles.map((status) => [
    status,
    {
      label: statusLooks[status].word,
      color: `var(--status-${statusLooks[status].token})`,
      icon: markOf(status),
    },
  ]),
);

function StatusChart({ periods }: { periods: Periods }) {
  const highest = Math.max(
    0,
    ...periods.map(({ seconds }) => troubles.reduce((sum, status) => sum + seconds[status], 0)),
  );
  if (highest === 0) return <NothingToDraw>Operational all the time.</NothingToDraw>;
  const { unit, inUnit } = unitFor(highest);
  return (
    <ChartContainer config={statusConfig} className="aspect-auto h-56 w-full">
      <BarChart
        data={periods.map(({ label, seconds }) => ({
          label,
          ...Object.fromEntries(troubles.map((status) => [status, seconds[status] / inUnit])),
        }))}
        margin={margin}
        title="Time not operational"
      >
        <CartesianGrid vertical={false} />
        <XAxis {...category} />
        <YAxis {...amount} allowDecimals={false} tickFormatter={(value: number) => `${value} ${unit}`} />
        <ChartTooltip
          content={<ChartTooltipContent formatter={(value) => secondsWords(Number(value) * inUnit)} />}
        />
        <ChartLegend itemSorter={null} content={<ChartLegendContent />} />
        {troubles.map((status) => (
          <Bar
            key={status}
            dataKey={status}
            stackId="statuses"
            fill={`var(--color-${status})`}
            isAnimationActive={false}
          />
        ))}
      </BarChart>
    </ChartContainer>
  );
}

function IncidentChart({ months }: { months: Months }) {
  if (months.every(({ count }) => count === 0))
    return <NothingToDraw>No incidents in twelve months.</NothingToDraw>;
  return (
    <ChartContainer
      config={{ count: { label: "Incidents", color: "var(--chart-1)" } } satisfies ChartConfig}
      className={size}
    >
      <BarChart data={months} margin={margin} title="Incidents by month">
        <CartesianGrid vertical={false} />
        <XAxis {...category} />
        <YAxis {...amount} allowDecimals={false} />
        <ChartTooltip content={<ChartTooltipContent />} />
        <Bar dataKey="count" fill="var(--color-count)" isAnimationActive={false} />
      </BarChart>
    </ChartContainer>
  );
}

function ResolveChart({ months }: { months: Months }) {
  const highest = Math.max(0, ...months.map(({ meanSecondsToResolve }) => meanSecondsToResolve ?? 0));
  if (highest === 0) return <NothingToDraw>Nothing was resolved in twelve months.</NothingToDraw>;
  const { unit, inUnit } = unitFor(highest);
  return (
    <ChartContainer
      config={{ mean: { label: "Mean time to resolve", color: "var(--chart-2)" } } satisfies ChartConfig}
      className={size}
    >
      <BarChart
        data={months.map(({ label, meanSecondsToResolve }) => ({
          label,
          mean: meanSecondsToResolve === null ? null : meanSecondsToResolve / inUnit,
        }))}
        margin={margin}
        title="Mean time to resolve by month"
      >
        <CartesianGrid vertical={false} />
        <XAxis {...category} />
        <YAxis {...amount} allowDecimals={false} tickFormatter={(value: number) => `${value} ${unit}`} />
        <ChartTooltip
          content={<ChartTooltipContent formatter={(value) => secondsWords(Number(value) * inUnit)} />}
        />
        <Bar dataKey="mean" fill="var(--color-mean)" isAnimationActive={false} />
      </BarChart>
    </ChartContainer>
  );
}

function NothingToDraw({ children }: { children: string }) {
  return (
    <p className="flex h-48 items-center justify-center rounded-lg border text-muted-foreground">
      {children}
    </p>
  );
}

/** What an axis counts in, so that its marks are short numbers. */
function unitFor(highestSeconds: number): { unit: string; inUnit: number } {
  if (highestSeconds >= 4 * 86_400) return { unit: "d", inUnit: 86_400 };
  if (highestSeconds >= 2 * 3_600) return { unit: "h", inUnit: 3_600 };
  return { unit: "min", inUnit: 60 };
}

function markOf(status: ServiceStatus) {
  return function Mark() {
    return <StatusIcon status={status} size={12} />;
  };
}
