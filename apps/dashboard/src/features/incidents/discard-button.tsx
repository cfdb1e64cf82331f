import type { Incident } from "@fanal/contract";
import {
  AlertDialog,
  AlertDialogAction,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
  AlertDialogTrigger,
} from "@fanal/ui/components/alert-dialog";
import { Button } from "@fanal/ui/components/button";
import { useOrganization } from "../../lib/use-organization.ts";
import { useDeleteIncident } from "./writes.ts";

/** Discards a draft: at once where it can be undone, after a question for those who may not restore. */
export function DiscardButton({ organization, incident }: { organization: string; incident: Incident }) {
  const { can } = useOrganization();
  const discard = useDeleteIncident();
  const run = () => discard.run({ organization, incident, version: incident.version });
  const label = (
    <>
      Discard<span className="max-sm:sr-only"> draft</span>
    </>
  );
  if (can("incident.delete")) {
    return (
      <Button variant="ghost" size="sm" onClick={run}>
        {label}
      </Button>
    );
  }
  return (
    <AlertDialog>
      <AlertDialogTrigger asChild>
        <Button variant="ghost" size="sm">
          {label}
        </Button>
      </AlertDialogTrigger>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle>Discard this draft?</AlertDialogTitle>
          <AlertDialogDescription>
            Nobody saw it but operators. Only an admin can restore it afterwards.
          </AlertDialogDescription>
        </AlertDialogHeader>
        <AlertDialogFooter>
          <AlertDialogCancel>Cancel</AlertDialogCancel>
          <AlertDialogAction onClick={run}>Discard draft</AlertDialogAction>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
