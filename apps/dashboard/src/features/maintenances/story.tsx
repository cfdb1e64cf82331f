import { type Maintenance, maintenanceUpdateInput } from "@fanal/contract";
import { maintenanceStatusLabels } from "@fanal/domain";
import type { ToldEvent } from "../../components/telling/told-events.ts";
import { ToldLine } from "../../components/telling/told-line.tsx";
import { UpdateList } from "../../components/update-list.tsx";
import { useDeleteUpdate, useEditUpdate } from "./writes.ts";

interface StoryProps {
  organization: string;
  maintenance: Maintenance;
  /** Whether updates can be corrected and deleted. */
  canUpdate: boolean;
  /** What its updates told. */
  told: ToldEvent[];
}

/** All updates of a maintenance, newest first; where Fanal moved the state by itself there is no text. */
export function Story({ organization, maintenance, canUpdate, told }: StoryProps) {
  const edit = useEditUpdate();
  const remove = useDeleteUpdate();
  const one = { organization, maintenanceId: maintenance.id, version: maintenance.version };
  return (
    <UpdateList
      updates={maintenance.updates}
      labels={maintenanceStatusLabels}
      messageField={maintenanceUpdateInput.shape.message}
      footOf={({ id }) => {
        const event = told.find(({ updateId }) => updateId === id);
        return event && <ToldLine event={event} />;
      }}
      onEdit={canUpdate ? (update, message) => edit.run({ ...one, updateId: update.id, message }) : undefined}
      onDelete={canUpdate ? (update) => remove.run({ ...one, update }) : undefined}
    />
  );
}
