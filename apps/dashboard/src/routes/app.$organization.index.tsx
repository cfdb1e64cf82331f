import { createFileRoute } from "@tanstack/react-router";
import { OverviewView } from "../features/overview/overview-view.tsx";
import { query } from "../lib/api.ts";

export const Route = createFileRoute("/app/$organization/")({
  loader: ({ context: { queryClient }, params: { organization } }) => {
    const input = { organization };
    void queryClient.prefetchQuery(query.statusPages.list.queryOptions({ input }));
    void queryClient.prefetchQuery(query.incidents.list.queryOptions({ input: { ...input, state: "open" } }));
    void queryClient.prefetchQuery(
      query.maintenances.list.queryOptions({ input: { ...input, state: "open" } }),
    );
    void queryClient.prefetchQuery(query.announcements.list.queryOptions({ input }));
  },
  component: OverviewView,
});
