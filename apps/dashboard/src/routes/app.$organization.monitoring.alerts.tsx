import { createFileRoute } from "@tanstack/react-router";
import { AlertSourceListView } from "../features/alerts/alert-source-list-view.tsx";
import { query } from "../lib/api.ts";

export const Route = createFileRoute("/app/$organization/monitoring/alerts")({
  loader: ({ context: { queryClient }, params: { organization } }) => {
    void queryClient.prefetchQuery(query.alertSources.list.queryOptions({ input: { organization } }));
    void queryClient.prefetchQuery(query.services.list.queryOptions({ input: { organization } }));
  },
  component: AlertSourceListView,
});
