import { createFileRoute } from "@tanstack/react-router";
import { MetricListView } from "../features/metrics/metric-list-view.tsx";
import { metricsQuery } from "../features/metrics/writes.ts";

export const Route = createFileRoute("/app/$organization/metrics/")({
  loader: ({ context: { queryClient }, params: { organization } }) => {
    void queryClient.prefetchQuery(metricsQuery(organization));
  },
  component: MetricListView,
});
