import { createFileRoute } from "@tanstack/react-router";
import { MaintenanceView } from "../features/maintenances/maintenance-view.tsx";
import { maintenanceQuery } from "../features/maintenances/queries.ts";

export const Route = createFileRoute("/app/$organization/maintenances/$maintenanceId/")({
  loader: ({ context: { queryClient }, params: { organization, maintenanceId } }) =>
    queryClient.ensureQueryData(maintenanceQuery(organization, maintenanceId)),
  component: Maintenance,
});

function Maintenance() {
  const { maintenanceId } = Route.useParams();
  return <MaintenanceView key={maintenanceId} maintenanceId={maintenanceId} />;
}
