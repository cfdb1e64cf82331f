import type { Snapshot, SnapshotMetric } from "@fanal/contract/snapshot";
import { type MetricPeriod, metricPeriods } from "@fanal/domain";
import { duration } from "./dates.ts";
import { Chart, Latest, valueIn } from "./metrics.tsx";
import { FullTime } from "./time.tsx";
import { WholeFragment } from "./whole-fragment.tsx";
import { useWords } from "./words.tsx";

interface MetricPageProps {
  snapshot: Snapshot;
  metric: SnapshotMetric;
}

/** One metric over a day, a week and a month, as lines and as tables. */
export function MetricPage({ snapshot, metric }: MetricPageProps) {
  const { text, language } = useWords();
  return (
    <WholeFragment className="service-page">
      <section>
        <h1>
          <span dir="auto">{metric.name}</span>
        </h1>
        <p className="facts">
          <Latest metric={metric} asOf={snapshot.asOf} />
        </p>
      </section>
      {metricPeriods.map((period) => (
        <section key={period} id={period}>
          <h2>{text(`metrics.${period}`)}</h2>
          <div className="card padded">
            <Chart metric={metric} period={period} />
            <p className="meta">
              {text("metrics.averages", {
                duration: duration(language, metric.charts[period].stepSeconds),
              })}
            </p>
            <AsTable metric={metric} period={period} />
          </div>
        </section>
      ))}
    </WholeFragment>
  );
}

/** The same numbers, newest first. */
function AsTable({ metric, period }: { metric: SnapshotMetric; period: MetricPeriod }) {
  const words = useWords();
  const { text } = words;
  const { from, stepSeconds, averages } = metric.charts[period];
  const rows = averages
    .map((value, index) => ({
      at: new Date(Date.parse(from) + index * stepSeconds * 1_000).toISOString(),
      value,
    }))
    .filter((row) => row.value !== null)
    .toReversed();
  if (rows.length === 0) return null;
  return (
    <details className="rest" data-key={`table-${period}`}>
      <summary>{text("metrics.as_table")}</summary>
      <table className="days">
        <caption className="sr">{`${metric.name}, ${text(`metrics.${period}`)}`}</caption>
        <thead>
          <tr>
            <th scope="col">{text("metrics.from")}</th>
            <th scope="col">{text("metrics.average")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ at, value }) => (
            <tr key={at}>
              <th scope="row">
                <FullTime at={at} />
              </th>
              <td>{valueIn(words, metric, value ?? 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
