import { createFileRoute } from "@tanstack/react-router";
import { RouteNotFound } from "../components/route-not-found.tsx";
import { EditMaintenanceView } from "../features/maintenances/edit-maintenance-view.tsx";
import { maintenanceQuery } from "../features/maintenances/queries.ts";
import { useOrganization } from "../lib/use-organization.ts";

export const Route = createFileRoute("/app/$organization/maintenances/$maintenanceId/edit")({
  loader: ({ context: { queryClient }, params: { organization, maintenanceId } }) =>
    queryClient.ensureQueryData(maintenanceQuery(organization, maintenanceId)),
  component: EditMaintenance,
});

function EditMaintenance() {
  const { maintenanceId } = Route.useParams();
  const { can } = useOrganization();
  if (!can("maintenance.update")) return <RouteNotFound />;
  return <EditMaintenanceView key={maintenanceId} maintenanceId={maintenanceId} />;
}
