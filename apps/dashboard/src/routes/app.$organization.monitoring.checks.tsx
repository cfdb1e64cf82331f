import { createFileRoute } from "@tanstack/react-router";
import { CheckListView } from "../features/checks/check-list-view.tsx";
import { query } from "../lib/api.ts";

export const Route = createFileRoute("/app/$organization/monitoring/checks")({
  loader: ({ context: { queryClient }, params: { organization } }) => {
    void queryClient.prefetchQuery(query.checks.list.queryOptions({ input: { organization } }));
    void queryClient.prefetchQuery(query.services.list.queryOptions({ input: { organization } }));
  },
  component: CheckListView,
});
