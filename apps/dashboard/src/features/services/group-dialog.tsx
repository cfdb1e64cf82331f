import { type ServiceGroup, serviceGroup } from "@fanal/contract";
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
import { useState } from "react";
import { problemOf, required } from "../../lib/forms.ts";
import { useCreateGroup, useUpdateGroup } from "./writes.ts";

interface GroupDialogProps {
  organization: string;
  /** The group to rename; a new one without. */
  group?: ServiceGroup | undefined;
  onClose: () => void;
}

const nameField = required("Write a name.", serviceGroup.shape.name);

export function GroupDialog({ organization, group, onClose }: GroupDialogProps) {
  const [name, setName] = useState(group?.name ?? "");
  const [problem, setProblem] = useState<string | null>(null);
  const create = useCreateGroup();
  const update = useUpdateGroup();

  function submit(event: React.FormEvent) {
    event.preventDefault();
    const found = problemOf(nameField, name);
    if (found !== null) return setProblem(found);
    const written = name.trim();
    if (group === undefined) create.run({ organization, name: written });
    else update.run({ organization, groupId: group.id, version: group.version, name: written });
    onClose();
  }

  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent size="sm">
        <form noValidate className="contents" onSubmit={submit}>
          <DialogHeader>
            <DialogTitle>{group === undefined ? "New group" : "Rename group"}</DialogTitle>
            <DialogDescription>Services of a group are shown together.</DialogDescription>
          </DialogHeader>
          <DialogBody>
            <Field data-invalid={problem !== null}>
              <FieldLabel htmlFor="group-name">Name</FieldLabel>
              <Input
                id="group-name"
                placeholder="Core"
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
            <Button type="submit">{group === undefined ? "Create group" : "Rename group"}</Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
