import type { Team } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@fanal/ui/components/dropdown-menu";
import { EllipsisIcon, PencilIcon, Trash2Icon } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { useOrganization } from "../../lib/use-organization.ts";
import { useDeleteTeam } from "./writes.ts";

export function TeamMenu({ team, onRename }: { team: Team; onRename: () => void }) {
  const { slug: organization } = useOrganization();
  const [isAsked, setAsked] = useState(false);
  const remove = useDeleteTeam();
  const { id: teamId, name, version, serviceIds } = team;
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
      <ConfirmDialog
        isOpen={isAsked}
        onClose={() => setAsked(false)}
        title={`Delete team ${name}?`}
        consequence={`${whatBecomesOf(serviceIds.length)} Its members stay in the organization.`}
        act="Delete team"
        onAct={() => remove.run({ organization, teamId, version, name })}
      />
    </>
  );
}

function whatBecomesOf(services: number): string {
  if (services === 0) return "It owns no services.";
  return `Its ${services === 1 ? "service belongs" : `${services} services belong`} to nobody then, and every responder acts on them.`;
}
