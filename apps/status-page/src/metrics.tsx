import type { Snapshot, SnapshotMetric } from "@fanal/contract/snapshot";
import type { MetricPeriod } from "@fanal/domain";
import { locale } from "./dates.ts";
import { linePath } from "./line.ts";
import { Time } from "./time.tsx";
import { useWords, type Words } from "./words.tsx";

/** Where a metric has a page of its own. */
export function metricPath({ id }: Pick<SnapshotMetric, "id">): string {
  return `metrics/${id}`;
}

/** The last day of each metric; its week and its month are on its own page. */
export function Metrics({ snapshot }: { snapshot: Snapshot }) {
  const { text } = useWords();
  if (snapshot.metrics.length === 0) return null;
  return (
    <>
      <h2>{text("metrics.title")}</h2>
      <ul className="card metrics">
        {snapshot.metrics.map((metric) => (
          <li key={metric.id}>
            <a href={metricPath(metric)}>
              <bdi>{metric.name}</bdi>
            </a>
            <Latest metric={metric} asOf={snapshot.asOf} />
            <Chart metric={metric} period="day" />
            <p className="meta choices">
              {(["week", "month"] as const).map((period) => (
                <a key={period} className="link" href={`${metricPath(metric)}#${period}`}>
                  {text(`metrics.${period}`)}
                  <span className="sr"> {metric.name}</span>
                </a>
              ))}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The newest value, and when that was. */
export function Latest({ metric, asOf }: { metric: SnapshotMetric; asOf: string }) {
  const words = useWords();
  const { latest } = metric;
  if (latest === null) return <span className="meta value">{words.text("status.unknown")}</span>;
  return (
    <span className="value">
      {valueIn(words, metric, latest.value)}{" "}
      <span className="meta">
        <Time at={latest.at} day={words.dates.dayOf(asOf)} />
      </span>
    </span>
  );
}

interface ChartProps {
  metric: SnapshotMetric;
  period: MetricPeriod;
}

/** The line of the averages over a period, with what it says in words. */
export function Chart({ metric, period }: ChartProps) {
  const words = useWords();
  const { text } = words;
  const { averages, summary } = metric.charts[period];
  const says =
    summary === null
      ? text("status.unknown")
      : text("metrics.summary", {
          average: valueIn(words, metric, summary.average),
          min: valueIn(words, metric, summary.min),
          max: valueIn(words, metric, summary.max),
        });
  return (
    <div className="chart">
      <svg viewBox="0 0 720 64" preserveAspectRatio="none" role="img">
        <title>{`${metric.name}, ${text(`metrics.${period}`)}`}</title>
        <desc>{says}</desc>
        <path d={linePath(averages)} />
      </svg>
      <p className="axis meta">
        <span>{text(`metrics.${period}`)}</span>
        <span>{says}</span>
      </p>
    </div>
  );
}

/** A value with the digits and the unit of its metric, as the language writes it. */
export function valueIn({ language }: Words, { unit, decimals }: SnapshotMetric, value: number): string {
  const digits = new Intl.NumberFormat(locale(language), {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(value);
  return unit === "" ? digits : `${digits} ${unit}`;
}
