import { affectedService, incidentInput, limits } from "@fanal/contract";
import { derivedImpact, impacts } from "@fanal/domain";
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
import { Field, FieldError, FieldGroup, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { Kbd } from "@fanal/ui/components/kbd";
import { useNavigate } from "@tanstack/react-router";
import { useId, useRef, useState } from "react";
import { toast } from "sonner";
import { z } from "zod";
import { CharacterCount } from "../../components/character-count.tsx";
import { FormFailure } from "../../components/form-failure.tsx";
import { ImpactSelect } from "../../components/impact-select.tsx";
import { MessageField } from "../../components/message-field.tsx";
import { closeListFirst, ServicePicker } from "../../components/service-picker.tsx";
import { TimeField } from "../../components/time-field.tsx";
import { sentenceOf } from "../../lib/errors.ts";
import { focusFirstProblem, problemOf, required } from "../../lib/forms.ts";
import { modKey } from "../../lib/mod-key.ts";
import { duration, localInputValue, momentOfInput } from "../../lib/time.ts";
import { useKeptDraft } from "../../lib/use-kept-draft.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { problemOfEnd, problemOfStart } from "./past-times.ts";
import { useDeclareIncident } from "./writes.ts";

const draftShape = z.object({
  title: z.string(),
  message: z.string(),
  impact: z.enum(impacts).nullable(),
  services: z.array(affectedService),
  startedAt: z.string().describe("Local date and time"),
  resolvedAt: z.string().describe("Local date and time"),
});
type Draft = z.infer<typeof draftShape>;

const empty: Draft = { title: "", message: "", impact: null, services: [], startedAt: "", resolvedAt: "" };

const titleField = required("Give it a title: what did people notice?", incidentInput.shape.title);
const messageField = required("Write what happened: one sentence is enough.", incidentInput.shape.message);

/** Records an incident that is over: what happened, when, and to what. Nobody is told of it. */
export function PastDialog({ onClose }: { onClose: () => void }) {
  const { slug } = useOrganization();
  const navigate = useNavigate();
  const id = useId();
  const { draft, setDraft, isTouched, drop } = useKeptDraft<Draft>({
    key: `past-${slug}`,
    shape: draftShape,
    empty,
  });
  const [failure, setFailure] = useState<string | null>(null);
  const [isChecked, setChecked] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const now = new Date();
  const problems = {
    title: problemOf(titleField, draft.title),
    startedAt: problemOfStart(draft.startedAt, now),
    resolvedAt: problemOfEnd(draft.startedAt, draft.resolvedAt, now),
    message: problemOf(messageField, draft.message),
  };
  const shown = isChecked ? problems : { title: null, startedAt: null, resolvedAt: null, message: null };
  const record = useDeclareIncident({
    onFailure: (error) => setFailure(`Not recorded. Your text is kept. ${sentenceOf(error)}`),
    onHeld: leave,
    onDeclared: (incident) => {
      drop();
      toast.success(
        incident.isDraft
          ? "Saved as a draft. Only operators see it."
          : `${incident.title} recorded. Nobody was told.`,
      );
      onClose();
      void navigate({
        to: "/app/$organization/incidents/$incidentId",
        params: { organization: slug, incidentId: incident.id },
      });
    },
  });

  function leave() {
    drop();
    onClose();
  }

  function set(change: Partial<Draft>) {
    setDraft((before) => ({ ...before, ...change }));
  }

  function submit(isDraft: boolean) {
    setFailure(null);
    setChecked(true);
    if (Object.values(problems).some((problem) => problem !== null)) return focusFirstProblem(body.current);
    const { startedAt, resolvedAt, ...rest } = draft;
    record.submit({
      organization: slug,
      ...rest,
      status: "resolved",
      startedAt: momentOfInput(startedAt).toISOString(),
      resolvedAt: momentOfInput(resolvedAt).toISOString(),
      isDraft,
    });
  }

  function close() {
    if (isTouched) toast("Draft kept.");
    onClose();
  }

  function onKeyDown(event: React.KeyboardEvent) {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      submit(false);
    }
  }

  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && close()}>
      <DialogContent size="lg" onKeyDown={onKeyDown} onEscapeKeyDown={closeListFirst} phone="full">
        <DialogHeader>
          <DialogTitle>Record a past incident</DialogTitle>
          <DialogDescription>
            It appears on status pages and counts in their history. Nobody is told. What was said while it
            went on can be added to its story then.
          </DialogDescription>
        </DialogHeader>
        <DialogBody ref={body}>
          <FieldGroup>
            <FormFailure message={failure} />
            <Field data-invalid={shown.title !== null} className="max-w-none">
              <FieldLabel htmlFor={`${id}-title`}>Title</FieldLabel>
              <Input
                id={`${id}-title`}
                placeholder="Webhook deliveries delayed"
                value={draft.title}
                aria-invalid={shown.title !== null}
                onChange={(event) => set({ title: event.target.value })}
              />
              <CharacterCount text={draft.title} limit={limits.title} />
              <FieldError>{shown.title}</FieldError>
            </Field>
            <div className="grid gap-4 sm:grid-cols-2">
              <TimeField
                label="Started"
                value={draft.startedAt}
                max={localInputValue(now)}
                help="In your time zone."
                problem={shown.startedAt}
                onChange={(startedAt) => set({ startedAt })}
              />
              <TimeField
                label="Ended"
                value={draft.resolvedAt}
                max={localInputValue(now)}
                help={lasted(draft)}
                problem={shown.resolvedAt}
                onChange={(resolvedAt) => set({ resolvedAt })}
              />
            </div>
            <Field className="max-w-none">
              <span className="text-sm font-medium">Services, and what they were</span>
              <ServicePicker chosen={draft.services} onChange={(services) => set({ services })} />
            </Field>
            <MessageField
              label="What happened"
              placeholder="Some webhook deliveries arrived up to 40 minutes late. No event was lost."
              value={draft.message}
              onChange={(message) => set({ message })}
              problem={shown.message}
            />
          </FieldGroup>
        </DialogBody>
        <DialogFooter className="flex-wrap justify-start">
          <ImpactSelect
            value={draft.impact}
            derived={derivedImpact(draft.services)}
            onChange={(impact) => set({ impact })}
          />
          <div className="ml-auto flex items-center gap-2 max-sm:w-full max-sm:flex-col-reverse max-sm:items-stretch">
            <Button variant="outline" aria-disabled={record.isPending} onClick={() => submit(true)}>
              Save as draft
            </Button>
            <Button aria-disabled={record.isPending} onClick={() => submit(false)}>
              Record incident <Kbd>{modKey} ↵</Kbd>
            </Button>
          </div>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

function lasted({ startedAt, resolvedAt }: Draft): string {
  if (startedAt === "" || resolvedAt === "" || resolvedAt < startedAt) return "When it was over.";
  return `It lasted ${duration(momentOfInput(startedAt).toISOString(), momentOfInput(resolvedAt))}.`;
}
