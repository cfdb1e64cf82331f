import type { Service, ServiceGroup } from "@fanal/contract";
import { useOrganization } from "../../lib/use-organization.ts";
import { CorrectionDialog } from "./corrections/correction-dialog.tsx";
import { GroupDialog } from "./group-dialog.tsx";
import { ServiceDialog } from "./service-dialog.tsx";
import { StatusMessageDialog } from "./status-message-dialog.tsx";
import { useSetStatus } from "./writes.ts";

/** What is open over the list. */
export type OpenDialog =
  | { kind: "service"; service?: Service }
  | { kind: "group"; group?: ServiceGroup }
  | { kind: "message"; service: Service }
  | { kind: "correction"; service: Service };

interface ServiceDialogsProps {
  dialog: OpenDialog | null;
  groups: ServiceGroup[];
  onClose: () => void;
}

export function ServiceDialogs({ dialog, groups, onClose }: ServiceDialogsProps) {
  const { slug } = useOrganization();
  const setStatus = useSetStatus();
  switch (dialog?.kind) {
    case "service":
      return <ServiceDialog organization={slug} service={dialog.service} groups={groups} onClose={onClose} />;
    case "group":
      return <GroupDialog organization={slug} group={dialog.group} onClose={onClose} />;
    case "correction":
      return <CorrectionDialog service={dialog.service} onClose={onClose} />;
    case "message": {
      const { service } = dialog;
      return (
        <StatusMessageDialog
          service={service}
          onClose={onClose}
          onSet={(status, message) =>
            setStatus.run({
              organization: slug,
              serviceId: service.id,
              version: service.version,
              name: service.name,
              before: service.manualStatus,
              status,
              ...(message === "" ? {} : { message }),
            })
          }
        />
      );
    }
    default:
      return null;
  }
}
