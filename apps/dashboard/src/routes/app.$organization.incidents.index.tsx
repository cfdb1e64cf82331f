import { createFileRoute } from "@tanstack/react-router";
import { IncidentListView } from "../features/incidents/incident-list-view.tsx";
import { type IncidentTab, incidentPages, incidentTabs } from "../features/incidents/queries.ts";
import { onlyKnown } from "../lib/only-known.ts";

const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const Route = createFileRoute("/app/$organization/incidents/")({
  validateSearch: onlyKnown<{ tab?: IncidentTab; team?: string }>((search) => {
    const tab = incidentTabs.find((one) => one === search.tab);
    const { team } = search;
    return {
      ...(tab === undefined || tab === "open" ? {} : { tab }),
      ...(typeof team === "string" && isId.test(team) ? { team } : {}),
    };
  }),
  loaderDeps: ({ search: { team } }) => ({ team }),
  loader: ({ context: { queryClient }, params: { organization }, deps: { team } }) => {
    // Each tab says how many there are.
    for (const tab of incidentTabs)
      void queryClient.prefetchInfiniteQuery(incidentPages(organization, tab, team));
  },
  component: Incidents,
});

function Incidents() {
  const { tab = "open", team } = Route.useSearch();
  return <IncidentListView key={`${tab} ${team}`} tab={tab} teamId={team} />;
}
