import { type Team, teamInput } from "@fanal/contract";
import { useState } from "react";
import { NameDialog } from "../../components/name-dialog.tsx";
import { sentenceOf } from "../../lib/errors.ts";
import { useCreateTeam, useRenameTeam } from "./writes.ts";

interface TeamDialogProps {
  organization: string;
  /** The team to rename; a new one without. */
  team?: Team | undefined;
  onClose: () => void;
}

export function TeamDialog({ organization, team, onClose }: TeamDialogProps) {
  const [failure, setFailure] = useState<string | null>(null);
  const fail = (error: unknown) => setFailure(sentenceOf(error));
  const create = useCreateTeam(fail, onClose);
  const rename = useRenameTeam(fail, onClose);
  return (
    <NameDialog
      title={team === undefined ? "New team" : "Rename team"}
      description="Named as you call it when something breaks."
      placeholder="Platform"
      name={team?.name}
      schema={teamInput.shape.name}
      act={team === undefined ? "Create team" : "Rename team"}
      failure={failure}
      isBusy={create.isPending || rename.isPending}
      onName={(name) => {
        setFailure(null);
        if (team === undefined) create.submit({ organization, name });
        else rename.submit({ organization, teamId: team.id, version: team.version, name });
      }}
      onClose={onClose}
    />
  );
}
