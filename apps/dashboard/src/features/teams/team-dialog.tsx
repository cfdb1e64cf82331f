import { type Team, teamInput } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@fanal/ui/components/dialog";
import { Field, FieldError, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { type FormEvent, useState } from "react";
import { sentenceOf } from "../../lib/errors.ts";
import { problemOf, required } from "../../lib/forms.ts";
import { useCreateTeam, useRenameTeam } from "./writes.ts";

interface TeamDialogProps {
  organization: string;
  /** The team to rename; a new one without. */
  team?: Team | undefined;
  onClose: () => void;
}

const nameField = required("Write a name.", teamInput.shape.name);

export function TeamDialog({ organization, team, onClose }: TeamDialogProps) {
  const [name, setName] = useState(team?.name ?? "");
  const [problem, setProblem] = useState<string | null>(null);
  const fail = (error: unknown) => setProblem(sentenceOf(error));
  const create = useCreateTeam(fail, onClose);
  const rename = useRenameTeam(fail, onClose);

  function submit(event: FormEvent) {
    event.preventDefault();
    const found = problemOf(nameField, name);
    setProblem(found);
    if (found !== null) return;
    if (team === undefined) create.submit({ organization, name: name.trim() });
    else rename.submit({ organization, teamId: team.id, version: team.version, name: name.trim() });
  }

  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent size="sm">
        <form noValidate className="contents" onSubmit={submit}>
          <DialogHeader>
            <DialogTitle>{team === undefined ? "New team" : "Rename team"}</DialogTitle>
            <DialogDescription>Named as you call it when something breaks.</DialogDescription>
          </DialogHeader>
          <DialogBody>
            <Field data-invalid={problem !== null}>
              <FieldLabel htmlFor="team-name">Name</FieldLabel>
              <Input
                id="team-name"
                placeholder="Platform"
                value={name}
                aria-invalid={problem !== null}
                onChange={(event) => setName(event.target.value)}
              />
              <FieldError>{problem}</FieldError>
            </Field>
          </DialogBody>
          <DialogFooter>
            <Button variant="outline" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" aria-disabled={create.isPending || rename.isPending}>
              {team === undefined ? "Create team" : "Rename team"}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
