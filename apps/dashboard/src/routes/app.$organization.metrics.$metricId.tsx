import { type MetricPeriod, metricPeriods } from "@fanal/domain";
import { createFileRoute } from "@tanstack/react-router";
import { MetricView } from "../features/metrics/metric-view.tsx";
import { metricsQuery } from "../features/metrics/writes.ts";
import { onlyKnown } from "../lib/only-known.ts";

export const Route = createFileRoute("/app/$organization/metrics/$metricId")({
  validateSearch: onlyKnown(({ period }): { period?: MetricPeriod } => {
    const known = metricPeriods.find((one) => one === period);
    return known === undefined || known === "day" ? {} : { period: known };
  }),
  loader: ({ context: { queryClient }, params: { organization } }) =>
    queryClient.ensureQueryData(metricsQuery(organization)),
  component: Metric,
});

function Metric() {
  const { metricId } = Route.useParams();
  const { period = "day" } = Route.useSearch();
  return <MetricView key={metricId} metricId={metricId} period={period} />;
}
