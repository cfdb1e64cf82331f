import { createFileRoute } from "@tanstack/react-router";
import { MaintenanceListView } from "../features/maintenances/maintenance-list-view.tsx";
import { maintenancePages } from "../features/maintenances/queries.ts";
import { onlyKnown } from "../lib/only-known.ts";

export const Route = createFileRoute("/app/$organization/maintenances/")({
  validateSearch: onlyKnown<{ tab?: "past" }>((search) => (search.tab === "past" ? { tab: "past" } : {})),
  loaderDeps: ({ search }) => ({ state: search.tab === "past" ? ("over" as const) : ("open" as const) }),
  loader: ({ context: { queryClient }, params: { organization }, deps: { state } }) => {
    void queryClient.prefetchInfiniteQuery(maintenancePages(organization, state));
  },
  component: Maintenances,
});

function Maintenances() {
  const { tab } = Route.useSearch();
  const state = tab === "past" ? "over" : "open";
  return <MaintenanceListView key={state} tab={state} />;
}
