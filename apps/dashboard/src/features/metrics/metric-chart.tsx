import type { Metric, MetricSeries } from "@fanal/contract";
import {
  type ChartConfig,
  ChartContainer,
  ChartLegend,
  ChartLegendContent,
  ChartTooltip,
  ChartTooltipContent,
} from "@fanal/ui/components/chart";
import { CartesianGrid, Line, LineChart, XAxis, YAxis } from "recharts";
import { clockTime, dateOf } from "../../lib/time.ts";
import { shortValue, timeTicks, valueWords } from "./values.ts";

const config = {
  average: { label: "Average", color: "var(--chart-1)" },
  p50: { label: "p50", color: "var(--chart-2)" },
  p95: { label: "p95", color: "var(--chart-3)" },
  p99: { label: "p99", color: "var(--chart-4)" },
} satisfies ChartConfig;
const lines = ["average", "p50", "p95", "p99"] as const;

/** Where lines are dashed, so that no two are told apart by their colour alone. */
const dashes = { average: undefined, p50: "1 3", p95: "6 3", p99: "2 2 6 2" };

const tickHours = { day: 4, week: 24, month: 5 * 24 };

/** Few points are dots: a line needs two of them side by side. */
const fewPoints = 40;

/** A series as lines over time; gaps stay gaps. Loaded when it is shown, since Recharts is large. */
export function MetricChart({ metric, series }: { metric: Metric; series: MetricSeries }) {
  const from = Date.parse(series.fromAt);
  const until = Date.parse(series.untilAt);
  const isFew = series.buckets.length < fewPoints;
  return (
    <ChartContainer config={config} className="aspect-auto h-64 w-full md:h-80">
      <LineChart
        data={withGaps(series)}
        margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
        title={metric.name}
      >
        <CartesianGrid vertical={false} />
        <XAxis
          dataKey="time"
          type="number"
          domain={[from, until]}
          ticks={timeTicks(from, until, tickHours[series.period])}
          tickFormatter={(time: number) => tickWords(time, series.period)}
          tickLine={false}
          tickMargin={8}
          minTickGap={24}
        />
        <YAxis
          width="auto"
          domain={["auto", "auto"]}
          tickFormatter={shortValue}
          tickLine={false}
          axisLine={false}
          tickMargin={4}
        />
        <ChartTooltip
          content={
            <ChartTooltipContent
              labelFormatter={(_, [first]) => bucketWords(first?.payload)}
              formatter={(value) => valueWords(Number(value), metric)}
            />
          }
        />
        <ChartLegend content={<ChartLegendContent />} />
        {lines.map((line) => (
          <Line
            key={line}
            dataKey={line}
            type="linear"
            stroke={`var(--color-${line})`}
            strokeWidth={line === "average" ? 2 : 1.5}
            {...(dashes[line] === undefined ? {} : { strokeDasharray: dashes[line] })}
            dot={isFew ? { r: 2, strokeDasharray: "none" } : false}
            isAnimationActive={false}
          />
        ))}
      </LineChart>
    </ChartContainer>
  );
}

type Shown = { time: number } & Partial<Pick<MetricSeries["buckets"][number], (typeof lines)[number]>>;

/** One entry for each bucket of the period: lines break where one has no points. */
function withGaps({ fromAt, untilAt, resolutionSeconds, buckets }: MetricSeries): Shown[] {
  const byTime = new Map(buckets.map((bucket) => [Date.parse(bucket.at), bucket]));
  const shown: Shown[] = [];
  for (let time = Date.parse(fromAt); time < Date.parse(untilAt); time += resolutionSeconds * 1_000)
    shown.push({ ...byTime.get(time), time });
  return shown;
}

function tickWords(time: number, period: MetricSeries["period"]): string {
  const at = new Date(time);
  if (period === "day") return at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  return at.toLocaleDateString("en-GB", { day: "numeric", month: "short" });
}

/** Of the entry that Recharts hands back as it got it. */
function bucketWords(entry: unknown): string {
  if (typeof entry !== "object" || entry === null || !("at" in entry) || typeof entry.at !== "string")
    return "";
  const at = new Date(entry.at);
  return `${dateOf(at)}, ${clockTime(entry.at, at)}`;
}
