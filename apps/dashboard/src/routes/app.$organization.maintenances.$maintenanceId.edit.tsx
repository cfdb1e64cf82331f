import { createFileRoute } from "@tanstack/react-router";
import { EditMaintenanceView } from "../features/maintenances/edit-maintenance-view.tsx";
import { maintenanceQuery } from "../features/maintenances/queries.ts";

export const Route = createFileRoute("/app/$organization/maintenances/$maintenanceId/edit")({
  loader: ({ context: { queryClient }, params: { organization, maintenanceId } }) =>
    queryClient.ensureQueryData(maintenanceQuery(organization, maintenanceId)),
  component: EditMaintenance,
});

function EditMaintenance() {
  const { maintenanceId } = Route.useParams();
  return <EditMaintenanceView key={maintenanceId} maintenanceId={maintenanceId} />;
}
