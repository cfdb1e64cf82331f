import { type IncidentUpdate, incidentUpdateInput, type Service } from "@fanal/contract";
import { incidentStatusLabels, serviceStatusLabels } from "@fanal/domain";
import { UpdateList } from "../../components/update-list.tsx";
import { serviceName } from "../../lib/service-name.ts";

interface StoryProps {
  updates: IncidentUpdate[];
  services: Service[] | undefined;
}

/** All updates of an incident, newest first, each with what it made of services. */
export function Story({ updates, services }: StoryProps) {
  return (
    <UpdateList
      updates={updates}
      labels={incidentStatusLabels}
      messageField={incidentUpdateInput.shape.message}
      noteOf={(update) => changesOf(update, services)}
    />
  );
}

function changesOf(update: IncidentUpdate, services: Service[] | undefined): string | null {
  if (update.services.length === 0) return null;
  return update.services
    .map(
      ({ serviceId, status }) => `${serviceName(services, serviceId)}: ${serviceStatusLabels[status].label}`,
    )
    .join(" · ");
}
