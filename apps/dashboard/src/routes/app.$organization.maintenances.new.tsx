import { createFileRoute } from "@tanstack/react-router";
import { RouteNotFound } from "../components/route-not-found.tsx";
import { NewMaintenanceView } from "../features/maintenances/new-maintenance-view.tsx";
import { query } from "../lib/api.ts";
import { onlyKnown } from "../lib/only-known.ts";
import { ownTimeZone } from "../lib/own-time-zone.ts";
import { useOrganization } from "../lib/use-organization.ts";

export const Route = createFileRoute("/app/$organization/maintenances/new")({
  validateSearch: onlyKnown((search: Record<string, unknown>): { service?: string } =>
    typeof search.service === "string" ? { service: search.service } : {},
  ),
  loader: async ({ context: { queryClient }, params: { organization } }) => {
    const input = { organization };
    const pages = await queryClient.ensureQueryData(query.statusPages.list.queryOptions({ input }));
    return { timeZone: pages[0]?.timeZone ?? ownTimeZone() };
  },
  component: NewMaintenance,
});

function NewMaintenance() {
  const { service } = Route.useSearch();
  const { timeZone } = Route.useLoaderData();
  const { can } = useOrganization();
  if (!can("maintenance.create")) return <RouteNotFound />;
  return <NewMaintenanceView timeZone={timeZone} serviceIds={service === undefined ? [] : [service]} />;
}
