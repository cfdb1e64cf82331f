import { type PageService, pageGroup } from "@fanal/contract";
import {
  Field,
  FieldContent,
  FieldDescription,
  FieldError,
  FieldGroup,
  FieldLabel,
} from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { Switch } from "@fanal/ui/components/switch";
import { useState } from "react";
import { FormDialog } from "../../../components/form-dialog.tsx";
import { problemOf } from "../../../lib/forms.ts";
import type { ServiceLine } from "./arrangement.ts";

interface PageServiceDialogProps {
  line: ServiceLine;
  onSave: (setting: PageService) => void;
  onClose: () => void;
}

/** How this page shows a service, where that is not as everywhere. */
export function PageServiceDialog({ line, onSave, onClose }: PageServiceDialogProps) {
  const { service, setting } = line;
  const [name, setName] = useState(setting.displayName ?? "");
  const [isHidden, setHidden] = useState(setting.onlyWhenNotOperational);
  const problem = name.trim() === "" ? null : problemOf(pageGroup.shape.name, name);

  function submit(event: React.FormEvent) {
    event.preventDefault();
    if (problem !== null) return;
    const written = name.trim();
    onSave({
      ...setting,
      displayName: written === "" || written === service.name ? null : written,
      onlyWhenNotOperational: isHidden,
    });
    onClose();
  }

  return (
    <FormDialog
      title={`${service.name} on this page`}
      description="Everywhere else it stays as it is."
      act="Save service"
      onSubmit={submit}
      onClose={onClose}
    >
      <FieldGroup>
        <Field data-invalid={problem !== null}>
          <FieldLabel htmlFor="display-name">Shown as</FieldLabel>
          <Input
            id="display-name"
            value={name}
            placeholder={service.name}
            aria-invalid={problem !== null}
            aria-describedby="display-name-help"
            onChange={(event) => setName(event.target.value)}
          />
          <FieldDescription id="display-name-help">Empty to show it by its own name.</FieldDescription>
          <FieldError>{problem}</FieldError>
        </Field>
        <Field orientation="horizontal">
          <FieldContent>
            <FieldLabel htmlFor="only-when">Only when not operational</FieldLabel>
            <FieldDescription id="only-when-help">
              While all is well, visitors do not see that it exists.
            </FieldDescription>
          </FieldContent>
          <Switch
            id="only-when"
            aria-describedby="only-when-help"
            checked={isHidden}
            onCheckedChange={setHidden}
          />
        </Field>
      </FieldGroup>
    </FormDialog>
  );
}
