import type { Incident } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { useOrganization } from "../../lib/use-organization.ts";
import { useDeleteIncident } from "./writes.ts";

/** Discards a draft: at once where it can be undone, after a question for those who may not restore. */
export function DiscardButton({ organization, incident }: { organization: string; incident: Incident }) {
  const { can } = useOrganization();
  const discard = useDeleteIncident();
  const run = () => discard.run({ organization, incident, version: incident.version });
  const label = (
    <span>
      Discard<span className="max-sm:sr-only"> draft</span>
    </span>
  );
  if (can("incident.delete")) {
    return (
      <Button variant="ghost" size="sm" onClick={run}>
        {label}
      </Button>
    );
  }
  return (
    <ConfirmDialog
      title="Discard this draft?"
      consequence="Nobody saw it but operators. Only an admin can restore it afterwards."
      act="Discard draft"
      onAct={run}
    >
      <Button variant="ghost" size="sm">
        {label}
      </Button>
    </ConfirmDialog>
  );
}
