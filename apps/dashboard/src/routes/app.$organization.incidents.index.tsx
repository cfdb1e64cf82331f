import { createFileRoute } from "@tanstack/react-router";
import { IncidentListView } from "../features/incidents/incident-list-view.tsx";
import { type IncidentTab, incidentPages } from "../features/incidents/queries.ts";

export const Route = createFileRoute("/app/$organization/incidents/")({
  validateSearch: (search: Record<string, unknown>): { tab?: IncidentTab } =>
    search.tab === "resolved" ? { tab: "resolved" } : {},
  loaderDeps: ({ search }) => ({ tab: search.tab ?? ("open" as const) }),
  loader: ({ context: { queryClient }, params: { organization }, deps: { tab } }) => {
    void queryClient.prefetchInfiniteQuery(incidentPages(organization, tab));
  },
  component: Incidents,
});

function Incidents() {
  const { tab = "open" } = Route.useSearch();
  return <IncidentListView key={tab} tab={tab} />;
}
