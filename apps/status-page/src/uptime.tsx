import type { SnapshotInterval, SnapshotService } from "@fanal/contract/snapshot";
import { type PeriodUnit, type UptimeRule, weightedStatuses } from "@fanal/domain";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import { durationBetween, percent, weight } from "./dates.ts";
import type { MessageKey } from "./messages/en.ts";
import { FullSpan, FullTime } from "./time.tsx";
import { useWords } from "./words.tsx";

const periods = {
  day: "services.today",
  week: "service.this_week",
  month: "service.this_month",
  year: "service.this_year",
} as const satisfies Record<PeriodUnit, MessageKey>;

interface UptimeProps {
  service: SnapshotService;
  rule: UptimeRule;
  /** When the data was read. */
  asOf: string;
}

/** The uptime of a service so far today, this week, this month and this year, and how it is computed. */
export function Uptime({ service: { history }, rule, asOf }: UptimeProps) {
  const { text, language } = useWords();
  return (
    <section>
      <h2>{text("service.uptime")}</h2>
      <dl className="periods">
        {(["day", "week", "month", "year"] as const).map((unit) => {
          const share = history.periods[unit];
          return (
            <div key={unit}>
              <dt>{text(periods[unit])}</dt>
              <dd>{share === null ? text("services.uptime_unknown") : percent(language, share)}</dd>
            </div>
          );
        })}
      </dl>
      <details className="rest how" data-key="how">
        <summary>{text("service.how")}</summary>
        <p>{text("service.formula")}</p>
        <ul>
          {weightedStatuses.map((status) => (
            <li key={status}>
              {text("service.weight", {
                status: text(`status.${status}`),
                percent: weight(language, rule.weights[status]),
              })}
            </li>
          ))}
          <li>{text(`service.maintenance_${rule.maintenance}`)}</li>
          <li>{text("service.known")}</li>
        </ul>
        {history.intervals.length > 0 && <Intervals intervals={history.intervals} asOf={asOf} />}
      </details>
    </section>
  );
}

function Intervals({ intervals, asOf }: { intervals: SnapshotInterval[]; asOf: string }) {
  const { text, rich, language } = useWords();
  return (
    <table className="days">
      <caption>{text("service.intervals")}</caption>
      <thead>
        <tr>
          <th scope="col">{text("service.when")}</th>
          <th scope="col">{text("service.how_long")}</th>
          <th scope="col">{text("service.worst")}</th>
        </tr>
      </thead>
      <tbody>
        {intervals.map(({ status, from, to, correction }) => (
          <tr key={from}>
            <th scope="row">
              {to === null ? (
                rich("time.since", { time: <FullTime at={from} /> })
              ) : (
                <FullSpan from={from} to={to} />
              )}
            </th>
            <td data-detail="">{durationBetween(language, from, to ?? asOf)}</td>
            <td>
              <span className="with-icon">
                <StatusIcon status={status} size={14} />
                <span>{text(`status.${status}`)}</span>
              </span>
              {correction !== null && (
                <span className="corrected">
                  {rich("service.corrected", { reason: <bdi>{correction}</bdi> })}
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
