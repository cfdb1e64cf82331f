import { type IncidentTemplate, incidentInput, limits } from "@fanal/contract";
import { defaultMessages, derivedImpact, type IncidentStatus, isOpen } from "@fanal/domain";
import { Button } from "@fanal/ui/components/button";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogTitle,
} from "@fanal/ui/components/dialog";
import { FieldError } from "@fanal/ui/components/field";
import { Kbd } from "@fanal/ui/components/kbd";
import { Textarea } from "@fanal/ui/components/textarea";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { toast } from "sonner";
import type { z } from "zod";
import { CharacterCount } from "../../components/character-count.tsx";
import { FormFailure } from "../../components/form-failure.tsx";
import { ImpactSelect } from "../../components/impact-select.tsx";
import { closeListFirst, ServicePicker } from "../../components/service-picker.tsx";
import { StartedPicker } from "../../components/started-picker.tsx";
import { StateSelect } from "../../components/state-select.tsx";
import { TellingChip } from "../../components/telling/telling-chip.tsx";
import { useSayPublic } from "../../components/telling/use-say-public.tsx";
import { useTelling } from "../../components/telling/use-telling.ts";
import { sentenceOf } from "../../lib/errors.ts";
import { problemOf, required } from "../../lib/forms.ts";
import { modKey } from "../../lib/mod-key.ts";
import { momentOfInput } from "../../lib/time.ts";
import { useKeptDraft } from "../../lib/use-kept-draft.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { declareDraft, declareKeyOf } from "./kept-drafts.ts";
import { OpenIncidentHint } from "./open-incident-hint.tsx";
import { PromisePicker, problemOfPromise } from "./promise-picker.tsx";
import { asksForTemplates, TemplatePicker } from "./template-picker.tsx";
import { problemOfOpenVariables, useFill, withServices } from "./use-fill.ts";
import { useDeclareIncident, whereOf } from "./writes.ts";

type Draft = z.infer<typeof declareDraft>;

const titleField = required("Give it a title: what do people notice?", incidentInput.shape.title);
const messageField = required("Write a message: one sentence is enough.", incidentInput.shape.message);

function emptyDraft(serviceIds: string[]): Draft {
  return {
    title: "",
    status: "investigating",
    message: defaultMessages.investigating,
    impact: null,
    services: serviceIds.map((serviceId) => ({ serviceId, status: "partial_outage" })),
    startedAt: "",
    nextUpdateAt: null,
  };
}

/** Declares an incident, or writes it down as a draft: a title, what is affected, and a message that already says something. */
export function DeclareDialog({ serviceIds, onClose }: { serviceIds: string[]; onClose: () => void }) {
  const { slug } = useOrganization();
  const navigate = useNavigate();
  const { draft, setDraft, isTouched, drop } = useKeptDraft<Draft>({
    key: declareKeyOf(slug),
    shape: declareDraft,
    empty: emptyDraft(serviceIds),
    // Who begins with a service begins anew.
    open: (kept) => (serviceIds.length === 0 ? kept : null),
  });
  const [failure, setFailure] = useState<string | null>(null);
  const [isChecked, setChecked] = useState(false);
  const [isPicking, setPicking] = useState(false);
  const title = useRef<HTMLInputElement>(null);
  const message = useRef<HTMLTextAreaElement>(null);
  const [asker, setAsker] = useState<"title" | "message">("message");
  const { fillTitle, fillMessage } = useFill();
  const titleProblem = problemOf(titleField, draft.title) ?? problemOfOpenVariables(draft.title);
  const messageProblem = problemOf(messageField, draft.message) ?? problemOfOpenVariables(draft.message);
  const hasOwnMessage = draft.message.trim() !== "" && draft.message !== defaultMessages[draft.status];
  const told = { kind: "incident_created", services: draft.services } as const;
  const telling = useTelling(told);
  const saidOfTelling = useRef("");
  const sayPublic = useSayPublic();
  const declare = useDeclareIncident({
    onFailure: (error) => setFailure(`Not declared. Your text is kept. ${sentenceOf(error)}`),
    onHeld: leave,
    onDeclared: (incident, position) => {
      drop();
      if (incident.isDraft) toast.success("Saved as a draft. Only operators see it.");
      else {
        const posted = `${incident.title} declared.`;
        void sayPublic({ posted, told: saidOfTelling.current, ...whereOf(incident), position });
      }
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
    setDraft((before) => {
      const next = { ...before, ...change };
      if (change.services === undefined) return next;
      // What a template left open until a service was chosen.
      return { ...next, title: fillTitle(next.title, next), message: fillMessage(next.message, next) };
    });
  }

  /** The title has the focus first, so a slash has to be understood there, too. */
  function askForTemplates(event: React.KeyboardEvent, field: "title" | "message") {
    const isBegun = field === "title" ? draft.title !== "" : hasOwnMessage;
    if (isBegun || !asksForTemplates(event)) return;
    event.preventDefault();
    setAsker(field);
    setPicking(true);
  }

  function writeSlash() {
    if (asker === "title") return set({ title: `${draft.title}/` });
    set({ message: hasOwnMessage ? `${draft.message}/` : "/" });
  }

  function setStatus(status: IncidentStatus) {
    set({ status, ...(hasOwnMessage ? {} : { message: defaultMessages[status] }) });
  }

  function take(template: IncidentTemplate) {
    const { status } = template;
    const services = withServices(draft.services, template.services);
    const impact = template.impact ?? draft.impact;
    const written = { services, status, impact };
    const filled = fillMessage(template.message, written);
    set({
      ...written,
      title: draft.title.trim() === "" ? fillTitle(template.title, written) : draft.title,
      message: hasOwnMessage ? `${draft.message.trimEnd()}\n\n${filled}` : filled,
    });
  }

  function submit(isDraft: boolean) {
    setFailure(null);
    setChecked(true);
    if (titleProblem !== null) return title.current?.focus();
    if (messageProblem !== null) return message.current?.focus();
    const { startedAt, ...rest } = draft;
    const nextUpdateAt = isOpen(draft.status) ? draft.nextUpdateAt : null;
    const broken = isDraft ? null : problemOfPromise(nextUpdateAt);
    if (broken !== null) return setFailure(broken);
    saidOfTelling.current = telling.said;
    declare.submit({
      organization: slug,
      ...telling.choice,
      ...rest,
      nextUpdateAt,
      isDraft,
      ...(startedAt === "" ? {} : { startedAt: momentOfInput(startedAt).toISOString() }),
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
        <DialogTitle className="sr-only">Declare incident</DialogTitle>
        <DialogDescription className="sr-only">
          Visitors see it as soon as it is declared; a draft is seen by operators only.
        </DialogDescription>
        <DialogBody className="flex flex-col gap-4 overflow-visible pt-4 max-sm:overflow-y-auto">
          <div className="flex flex-col gap-1">
            <input
              ref={title}
              aria-label="Title"
              aria-invalid={isChecked && titleProblem !== null}
              placeholder="Webhook deliveries delayed"
              value={draft.title}
              onChange={(event) => set({ title: event.target.value })}
              onKeyDown={(event) => askForTemplates(event, "title")}
              className="w-full bg-transparent pr-10 text-xl outline-none pointer-coarse:h-11"
            />
            <CharacterCount text={draft.title} limit={limits.title} />
            <FieldError>{isChecked && titleProblem}</FieldError>
          </div>
          <ServicePicker chosen={draft.services} onChange={(services) => set({ services })} />
          <OpenIncidentHint organization={slug} chosen={draft.services} onFollow={close} />
          <div className="flex flex-col gap-1">
            <Textarea
              ref={message}
              aria-label="Message"
              aria-invalid={isChecked && messageProblem !== null}
              value={draft.message}
              onChange={(event) => set({ message: event.target.value })}
              onFocus={(event) => {
                if (draft.message === defaultMessages[draft.status]) event.target.select();
              }}
              onKeyDown={(event) => askForTemplates(event, "message")}
              className="max-h-60 text-base"
            />
            <CharacterCount text={draft.message} limit={limits.message} />
            <FieldError>{isChecked && messageProblem}</FieldError>
          </div>
          <FormFailure message={failure} />
        </DialogBody>
        <DialogFooter className="flex-wrap justify-start">
          <StateSelect value={draft.status} onChange={setStatus} />
          <ImpactSelect
            value={draft.impact}
            derived={derivedImpact(draft.services)}
            onChange={(impact) => set({ impact })}
          />
          <StartedPicker value={draft.startedAt} onChange={(startedAt) => set({ startedAt })} />
          {isOpen(draft.status) && (
            <PromisePicker value={draft.nextUpdateAt} onChange={(nextUpdateAt) => set({ nextUpdateAt })} />
          )}
          <TemplatePicker
            isOpen={isPicking}
            onOpenChange={setPicking}
            onPick={take}
            onSlash={writeSlash}
            onClosed={() => {
              (asker === "title" ? title : message).current?.focus();
              setAsker("message");
            }}
            onLeave={close}
          />
          <TellingChip
            telling={telling}
            written={{
              ...told,
              title: draft.title,
              status: draft.status,
              message: draft.message,
              impact: draft.impact,
              nextUpdateAt: isOpen(draft.status) ? draft.nextUpdateAt : null,
            }}
          />
          <div className="ml-auto flex items-center gap-2 max-sm:w-full max-sm:flex-col-reverse max-sm:items-stretch">
            <Button
              variant="outline"
              aria-disabled={declare.isPending}
              onClick={() => submit(true)}
              className="pointer-coarse:h-11"
            >
              Save as draft
            </Button>
            <Button
              aria-disabled={declare.isPending}
              onClick={() => submit(false)}
              className="pointer-coarse:h-11"
            >
              Declare incident <Kbd>{modKey} ↵</Kbd>
            </Button>
          </div>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
