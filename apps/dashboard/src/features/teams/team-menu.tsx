import type { Team } from "@fanal/contract";
import {
  AlertDialog,
  AlertDialogAction,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
} from "@fanal/ui/components/alert-dialog";
import { Button } from "@fanal/ui/components/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@fanal/ui/components/dropdown-menu";
import { EllipsisIcon, PencilIcon, Trash2Icon } from "lucide-react";
import { useState } from "react";
import { useOrganization } from "../../lib/use-organization.ts";
import { useDeleteTeam } from "./writes.ts";

export function TeamMenu({ team, onRename }: { team: Team; onRename: () => void }) {
  const { slug: organization } = useOrganization();
  const [isAsked, setAsked] = useState(false);
  const remove = useDeleteTeam();
  const { id: teamId, name, version, serviceIds } = team;
  const count = serviceIds.length;
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon-sm" aria-label={`More actions for team ${name}`}>
            <EllipsisIcon aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={onRename}>
            <PencilIcon aria-hidden /> Rename…
          </DropdownMenuItem>
          <DropdownMenuItem variant="destructive" onSelect={() => setAsked(true)}>
            <Trash2Icon aria-hidden /> Delete team…
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <AlertDialog open={isAsked} onOpenChange={setAsked}>
        <AlertDialogContent>
          <AlertDialogHeader>
            <AlertDialogTitle>Delete team {name}?</AlertDialogTitle>
            <AlertDialogDescription>
              {count === 0
                ? "It owns no services."
                : `Its ${count === 1 ? "service belongs" : `${count} services belong`} to nobody then, and every responder acts on them.`}{" "}
              Its members stay in the organization.
            </AlertDialogDescription>
          </AlertDialogHeader>
          <AlertDialogFooter>
            <AlertDialogCancel>Cancel</AlertDialogCancel>
            <AlertDialogAction onClick={() => remove.run({ organization, teamId, version, name })}>
              Delete team
            </AlertDialogAction>
          </AlertDialogFooter>
        </AlertDialogContent>
      </AlertDialog>
    </>
  );
}
