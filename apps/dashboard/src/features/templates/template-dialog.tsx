import { type IncidentTemplate, incidentTemplateInput, limits } from "@fanal/contract";
import { derivedImpact } from "@fanal/domain";
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
import { Field, FieldDescription, FieldError, FieldGroup, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { Kbd } from "@fanal/ui/components/kbd";
import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import { CharacterCount } from "../../components/character-count.tsx";
import { FormFailure } from "../../components/form-failure.tsx";
import { ImpactSelect } from "../../components/impact-select.tsx";
import { MessageField } from "../../components/message-field.tsx";
import { closeListFirst, ServicePicker } from "../../components/service-picker.tsx";
import { StateSelect } from "../../components/state-select.tsx";
import { sentenceOf } from "../../lib/errors.ts";
import { focusFirstProblem, problemOf, required } from "../../lib/forms.ts";
import { modKey } from "../../lib/mod-key.ts";
import { Variables } from "./variables.tsx";
import { useCreateTemplate, useUpdateTemplate } from "./writes.ts";

interface TemplateDialogProps {
  organization: string;
  /** The template to edit; a new one without. */
  template?: IncidentTemplate | undefined;
  onClose: () => void;
}

const { shape } = incidentTemplateInput;
const nameField = required("Give it a name that you find it by.", shape.name);
const titleField = required("Write the title that an incident will have.", shape.title);
const messageField = required("Write the message: one sentence is enough.", shape.message);

/** Writes what an incident will say before it happens, while it is quiet. */
export function TemplateDialog({ organization, template, onClose }: TemplateDialogProps) {
  const [written, setWritten] = useState(() => writtenIn(template));
  const [failure, setFailure] = useState<string | null>(null);
  const [isChecked, setChecked] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const message = useRef<HTMLTextAreaElement>(null);
  const fail = (error: unknown) => setFailure(`Not saved. ${sentenceOf(error)}`);
  const create = useCreateTemplate(fail, onClose);
  const update = useUpdateTemplate(fail, onClose);
  const problems = {
    name: problemOf(nameField, written.name),
    title: problemOf(titleField, written.title),
    message: problemOf(messageField, written.message),
  };
  const shown = isChecked ? problems : { name: null, title: null, message: null };

  function set(change: Partial<typeof written>) {
    setWritten((before) => ({ ...before, ...change }));
  }

  function insert(variable: string) {
    const at = message.current?.selectionStart ?? written.message.length;
    const end = message.current?.selectionEnd ?? at;
    // The place of the cursor is one in the text as it is then.
    flushSync(() => set({ message: written.message.slice(0, at) + variable + written.message.slice(end) }));
    message.current?.focus();
    message.current?.setSelectionRange(at + variable.length, at + variable.length);
  }

  function submit(event?: React.FormEvent) {
    event?.preventDefault();
    setFailure(null);
    setChecked(true);
    if (Object.values(problems).some((problem) => problem !== null)) return focusFirstProblem(body.current);
    if (template === undefined) create.submit({ organization, ...written });
    else update.submit({ organization, templateId: template.id, version: template.version, ...written });
  }

  function onKeyDown(event: React.KeyboardEvent) {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      submit();
    }
  }

  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent size="lg" onKeyDown={onKeyDown} onEscapeKeyDown={closeListFirst} phone="full">
        <form noValidate className="contents" onSubmit={submit}>
          <DialogHeader>
            <DialogTitle>{template === undefined ? "New template" : "Edit template"}</DialogTitle>
            <DialogDescription>What an incident will say, written while it is quiet.</DialogDescription>
          </DialogHeader>
          <DialogBody ref={body}>
            <FieldGroup>
              <FormFailure message={failure} />
              <Field data-invalid={shown.name !== null} className="max-w-none">
                <FieldLabel htmlFor="template-name">Name</FieldLabel>
                <Input
                  id="template-name"
                  placeholder="Slow deliveries"
                  aria-invalid={shown.name !== null}
                  aria-describedby="template-name-help"
                  value={written.name}
                  onChange={(event) => set({ name: event.target.value })}
                />
                <FieldDescription id="template-name-help">
                  How operators find it. Visitors never see it.
                </FieldDescription>
                <CharacterCount text={written.name} limit={limits.name} />
                <FieldError>{shown.name}</FieldError>
              </Field>
              <Field data-invalid={shown.title !== null} className="max-w-none">
                <FieldLabel htmlFor="template-title">Title</FieldLabel>
                <Input
                  id="template-title"
                  placeholder="{{service}} deliveries delayed"
                  aria-invalid={shown.title !== null}
                  value={written.title}
                  onChange={(event) => set({ title: event.target.value })}
                />
                <CharacterCount text={written.title} limit={limits.title} />
                <FieldError>{shown.title}</FieldError>
              </Field>
              <MessageField
                label="Message"
                placeholder="Some {{service}} deliveries arrive late. We are looking for the cause."
                input={message}
                value={written.message}
                onChange={(text) => set({ message: text })}
                problem={shown.message}
              />
              <Variables onInsert={insert} />
              <Field className="max-w-none">
                <span className="text-sm font-medium">Services, and what they become</span>
                <ServicePicker chosen={written.services} onChange={(services) => set({ services })} />
              </Field>
            </FieldGroup>
          </DialogBody>
          <DialogFooter className="flex-wrap justify-start">
            <StateSelect value={written.status} onChange={(status) => set({ status })} />
            <ImpactSelect
              value={written.impact}
              derived={derivedImpact(written.services)}
              onChange={(impact) => set({ impact })}
            />
            <div className="ml-auto flex items-center gap-2">
              <Button variant="outline" onClick={onClose}>
                Cancel
              </Button>
              <Button type="submit" aria-disabled={create.isPending || update.isPending}>
                {template === undefined ? "Create template" : "Save template"} <Kbd>{modKey} ↵</Kbd>
              </Button>
            </div>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}

function writtenIn(template: IncidentTemplate | undefined) {
  return {
    name: template?.name ?? "",
    title: template?.title ?? "",
    message: template?.message ?? "",
    status: template?.status ?? ("investigating" as const),
    impact: template?.impact ?? null,
    services: template?.services ?? [],
  };
}
