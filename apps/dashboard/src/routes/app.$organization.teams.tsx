import { createFileRoute } from "@tanstack/react-router";
import { TeamsView } from "../features/teams/teams-view.tsx";
import { query } from "../lib/api.ts";

export const Route = createFileRoute("/app/$organization/teams")({
  loader: ({ context: { queryClient }, params: { organization } }) => {
    void queryClient.prefetchQuery(query.teams.list.queryOptions({ input: { organization } }));
    void queryClient.prefetchQuery(query.members.list.queryOptions({ input: { organization } }));
  },
  component: TeamsView,
});
