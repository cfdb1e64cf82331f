import { type Incident, type IncidentUpdate, incidentUpdateInput, type Service } from "@fanal/contract";
import { incidentStatusLabels, serviceStatusLabels } from "@fanal/domain";
import type { ToldEvent } from "../../components/telling/told-events.ts";
import { ToldLine } from "../../components/telling/told-line.tsx";
import { UpdateList } from "../../components/update-list.tsx";
import { serviceName } from "../../lib/service-name.ts";
import { useDeleteUpdate, useEditUpdate } from "./writes.ts";

interface StoryProps {
  organization: string;
  incident: Incident;
  services: Service[] | undefined;
  canUpdate: boolean;
  /** What its updates told. */
  told: ToldEvent[];
}

/** All updates of an incident, newest first, each with what it made of services. */
export function Story({ organization, incident, services, canUpdate, told }: StoryProps) {
  const edit = useEditUpdate();
  const remove = useDeleteUpdate();
  const one = { organization, incidentId: incident.id, version: incident.version };
  // An incident without any update would say nothing.
  const canDelete = canUpdate && incident.updates.length > 1;
  return (
    <UpdateList
      updates={incident.updates}
      labels={incidentStatusLabels}
      messageField={incidentUpdateInput.shape.message}
      noteOf={(update) => changesOf(update, services)}
      footOf={({ id }) => {
        const event = told.find(({ updateId }) => updateId === id);
        return event && <ToldLine event={event} />;
      }}
      onEdit={canUpdate ? ({ id }, message) => edit.run({ ...one, updateId: id, message }) : undefined}
      onDelete={canDelete ? (update) => remove.run({ ...one, update }) : undefined}
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
