import { createFileRoute } from "@tanstack/react-router";
import { IncidentListView } from "../features/incidents/incident-list-view.tsx";
import { type IncidentTab, incidentPages, incidentTabs } from "../features/incidents/queries.ts";

export const Route = createFileRoute("/app/$organization/incidents/")({
  validateSearch: (search: Record<string, unknown>): { tab?: IncidentTab } => {
    const tab = incidentTabs.find((one) => one === search.tab);
    return tab === undefined || tab === "open" ? {} : { tab };
  },
  loader: ({ context: { queryClient }, params: { organization } }) => {
    // Each tab says how many there are.
    for (const tab of incidentTabs) void queryClient.prefetchInfiniteQuery(incidentPages(organization, tab));
  },
  component: Incidents,
});

function Incidents() {
  const { tab = "open" } = Route.useSearch();
  return <IncidentListView key={tab} tab={tab} />;
}
