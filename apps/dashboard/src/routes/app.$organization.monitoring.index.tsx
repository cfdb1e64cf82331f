import { createFileRoute } from "@tanstack/react-router";
import { HeartbeatListView } from "../features/heartbeats/heartbeat-list-view.tsx";
import { query } from "../lib/api.ts";

export const Route = createFileRoute("/app/$organization/monitoring/")({
  loader: ({ context: { queryClient }, params: { organization } }) => {
    void queryClient.prefetchQuery(query.heartbeats.list.queryOptions({ input: { organization } }));
    void queryClient.prefetchQuery(query.services.list.queryOptions({ input: { organization } }));
  },
  component: HeartbeatListView,
});
