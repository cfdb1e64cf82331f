import { type ServiceGroup, serviceGroup } from "@fanal/contract";
import { NameDialog } from "../../components/name-dialog.tsx";
import { useCreateGroup, useUpdateGroup } from "./writes.ts";

interface GroupDialogProps {
  organization: string;
  /** The group to rename; a new one without. */
  group?: ServiceGroup | undefined;
  onClose: () => void;
}

export function GroupDialog({ organization, group, onClose }: GroupDialogProps) {
  const create = useCreateGroup();
  const update = useUpdateGroup();
  return (
    <NameDialog
      title={group === undefined ? "New group" : "Rename group"}
      description="Services of a group are shown together."
      placeholder="Core"
      name={group?.name}
      schema={serviceGroup.shape.name}
      act={group === undefined ? "Create group" : "Rename group"}
      onName={(name) => {
        if (group === undefined) create.run({ organization, name });
        else update.run({ organization, groupId: group.id, version: group.version, name });
        onClose();
      }}
      onClose={onClose}
    />
  );
}
