import { createFileRoute } from "@tanstack/react-router";
import { IncidentView } from "../features/incidents/incident-view.tsx";
import { incidentQuery } from "../features/incidents/queries.ts";

export const Route = createFileRoute("/app/$organization/incidents/$incidentId")({
  loader: ({ context: { queryClient }, params: { organization, incidentId } }) =>
    queryClient.ensureQueryData(incidentQuery(organization, incidentId)),
  component: Incident,
});

function Incident() {
  const { incidentId } = Route.useParams();
  return <IncidentView key={incidentId} incidentId={incidentId} />;
}
