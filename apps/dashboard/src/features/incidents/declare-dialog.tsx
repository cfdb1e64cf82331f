import { type AffectedService, affectedService, incidentInput, limits } from "@fanal/contract";
import {
  defaultMessages,
  derivedImpact,
  type Impact,
  type IncidentStatus,
  impactLabels,
  impacts,
  incidentStatuses,
  incidentStatusLabels,
} from "@fanal/domain";
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
import { ProgressIcon } from "@fanal/ui/components/progress-icon";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@fanal/ui/components/select";
import { Textarea } from "@fanal/ui/components/textarea";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { toast } from "sonner";
import { z } from "zod";
import { CharacterCount } from "../../components/character-count.tsx";
import { FormFailure } from "../../components/form-failure.tsx";
import { closeListFirst, ServicePicker } from "../../components/service-picker.tsx";
import { StartedPicker } from "../../components/started-picker.tsx";
import { query } from "../../lib/api.ts";
import { dropDraft, keepDraft, readDraft } from "../../lib/drafts.ts";
import { sentenceOf } from "../../lib/errors.ts";
import { problemOf, required } from "../../lib/forms.ts";
import { modKey } from "../../lib/mod-key.ts";
import { pick } from "../../lib/pick.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { useDeclareIncident } from "./writes.ts";

const draftShape = z.object({
  title: z.string(),
  status: z.enum(incidentStatuses),
  message: z.string(),
  impact: z.enum(impacts).nullable(),
  services: z.array(affectedService),
  startedAt: z.string().describe("Local date and time, or empty for now"),
});
type Draft = z.infer<typeof draftShape>;

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
  };
}

/** Declares an incident: a title, what is affected, and a message that already says something. */
export function DeclareDialog({ serviceIds, onClose }: { serviceIds: string[]; onClose: () => void }) {
  const { slug } = useOrganization();
  const navigate = useNavigate();
  const draftKey = `declare-${slug}`;
  const [draft, setDraft] = useState<Draft>(() => {
    const kept = serviceIds.length === 0 ? readDraft(draftKey, draftShape) : null;
    return kept ?? emptyDraft(serviceIds);
  });
  const [failure, setFailure] = useState<string | null>(null);
  const [isChecked, setChecked] = useState(false);
  const title = useRef<HTMLInputElement>(null);
  const message = useRef<HTMLTextAreaElement>(null);
  const titleProblem = problemOf(titleField, draft.title);
  const messageProblem = problemOf(messageField, draft.message);
  const declare = useDeclareIncident(
    (error) => setFailure(`Not declared. Your text is kept. ${sentenceOf(error)}`),
    (incident) => {
      dropDraft(draftKey);
      toast.success(`${incident.title} declared.`);
      onClose();
      void navigate({
        to: "/app/$organization/incidents/$incidentId",
        params: { organization: slug, incidentId: incident.id },
      });
    },
  );

  function set(change: Partial<Draft>) {
    setDraft((before) => ({ ...before, ...change }));
  }

  function setStatus(status: IncidentStatus) {
    const isUntouched = draft.message === "" || draft.message === defaultMessages[draft.status];
    set({ status, ...(isUntouched ? { message: defaultMessages[status] } : {}) });
  }

  function submit() {
    setFailure(null);
    setChecked(true);
    if (titleProblem !== null) return title.current?.focus();
    if (messageProblem !== null) return message.current?.focus();
    const { startedAt, ...rest } = draft;
    declare.submit({
      organization: slug,
      ...rest,
      ...(startedAt === "" ? {} : { startedAt: new Date(startedAt).toISOString() }),
    });
  }

  function close() {
    if (JSON.stringify(draft) !== JSON.stringify(emptyDraft(serviceIds))) {
      keepDraft(draftKey, draft);
      toast("Draft kept.");
    }
    onClose();
  }

  function onKeyDown(event: React.KeyboardEvent) {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      submit();
    }
  }

  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && close()}>
      <DialogContent
        size="lg"
        onKeyDown={onKeyDown}
        onEscapeKeyDown={closeListFirst}
        className="max-sm:top-0 max-sm:w-full max-sm:h-dvh max-sm:max-h-dvh max-sm:max-w-none max-sm:rounded-none"
      >
        <DialogTitle className="sr-only">Declare incident</DialogTitle>
        <DialogDescription className="sr-only">Visitors see it as soon as it is declared.</DialogDescription>
        <DialogBody className="flex flex-col gap-4 overflow-visible pt-4 max-sm:overflow-y-auto">
          <div className="flex flex-col gap-1">
            <input
              ref={title}
              aria-label="Title"
              aria-invalid={isChecked && titleProblem !== null}
              placeholder="Webhook deliveries delayed"
              value={draft.title}
              onChange={(event) => set({ title: event.target.value })}
              className="w-full bg-transparent pr-10 text-xl outline-none"
            />
            <CharacterCount text={draft.title} limit={limits.title} />
            <FieldError>{isChecked && titleProblem}</FieldError>
          </div>
          <ServicePicker chosen={draft.services} onChange={(chosen) => set({ services: chosen })} />
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
              className="max-h-60 text-base"
            />
            <CharacterCount text={draft.message} limit={limits.message} />
            <FieldError>{isChecked && messageProblem}</FieldError>
          </div>
          <FormFailure message={failure} />
        </DialogBody>
        <DialogFooter className="flex-wrap justify-start">
          <Select value={draft.status} onValueChange={(value) => setStatus(pick(incidentStatuses, value))}>
            <SelectTrigger size="sm" aria-label="State" className="w-auto border-border">
              <SelectValue />
            </SelectTrigger>
            <SelectContent>
              {incidentStatuses.map((status) => (
                <SelectItem key={status} value={status}>
                  <ProgressIcon state={status} tone="inherit" /> {incidentStatusLabels[status]}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
          <Select
            value={draft.impact ?? "auto"}
            onValueChange={(value) => set({ impact: value === "auto" ? null : pick(impacts, value) })}
          >
            <SelectTrigger size="sm" aria-label="Impact" className="w-auto border-border">
              <SelectValue>{impactWords(draft.impact ?? derivedImpact(draft.services))}</SelectValue>
            </SelectTrigger>
            <SelectContent>
              <SelectItem value="auto">{impactWords(derivedImpact(draft.services))} (auto)</SelectItem>
              {impacts.map((impact) => (
                <SelectItem key={impact} value={impact}>
                  {impactWords(impact)}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
          <StartedPicker value={draft.startedAt} onChange={(startedAt) => set({ startedAt })} />
          <Button className="ml-auto max-sm:w-full" aria-disabled={declare.isPending} onClick={submit}>
            Declare incident <Kbd>{modKey} ↵</Kbd>
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

function impactWords(impact: Impact): string {
  return impact === "none" ? "No impact" : `${impactLabels[impact]} impact`;
}

/** Two incidents for one trouble confuse visitors: points to the one that is open already. */
function OpenIncidentHint(props: { organization: string; chosen: AffectedService[]; onFollow: () => void }) {
  const { data } = useQuery(
    query.incidents.list.queryOptions({ input: { organization: props.organization, state: "open" } }),
  );
  const chosen = new Set(props.chosen.map((service) => service.serviceId));
  const open = data?.items.find((incident) =>
    incident.services.some((service) => chosen.has(service.serviceId)),
  );
  if (open === undefined) return null;
  return (
    <p className="rounded-lg border border-transparent bg-status-degraded-muted px-3 py-2 text-status-degraded-muted-foreground">
      A chosen service already has an open incident.{" "}
      <Link
        to="/app/$organization/incidents/$incidentId"
        params={{ organization: props.organization, incidentId: open.id }}
        onClick={props.onFollow}
        className="underline underline-offset-4"
      >
        Add an update to “{open.title}” instead
      </Link>
    </p>
  );
}
