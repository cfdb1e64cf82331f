import {
  type AffectedService,
  type Incident,
  type IncidentTemplate,
  incidentUpdateInput,
  limits,
} from "@fanal/contract";
import { derivedImpact, incidentUpdateKind, isOpen, worst } from "@fanal/domain";
import { Button } from "@fanal/ui/components/button";
import { Kbd } from "@fanal/ui/components/kbd";
import { Popover, PopoverContent, PopoverTrigger } from "@fanal/ui/components/popover";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import { CircleCheckIcon, MessageSquarePlusIcon } from "lucide-react";
import { useRef, useState } from "react";
import type { z } from "zod";
import { CharacterCount } from "../../components/character-count.tsx";
import { FormFailure } from "../../components/form-failure.tsx";
import { ImpactSelect } from "../../components/impact-select.tsx";
import { MessagePreview } from "../../components/message-preview.tsx";
import { closeListFirst, ServicePicker } from "../../components/service-picker.tsx";
import { StateSelect } from "../../components/state-select.tsx";
import { TellingChip, TellsNobody } from "../../components/telling/telling-chip.tsx";
import { useTelling } from "../../components/telling/use-telling.ts";
import { useActions } from "../../lib/actions.ts";
import { sentenceOf } from "../../lib/errors.ts";
import { problemOf, required } from "../../lib/forms.ts";
import { modKey } from "../../lib/mod-key.ts";
import { momentOfInput } from "../../lib/time.ts";
import { useKeptDraft } from "../../lib/use-kept-draft.ts";
import { useKeys } from "../../lib/use-keys.ts";
import { updateDraft, updateKeyOf } from "./kept-drafts.ts";
import { problemOfSaidAt } from "./past-times.ts";
import { PromisePicker, problemOfPromise } from "./promise-picker.tsx";
import { SaidThen } from "./said-then.tsx";
import { asksForTemplates, TemplatePicker } from "./template-picker.tsx";
import { problemOfOpenVariables, useFill, withServices } from "./use-fill.ts";
import { usePostUpdate } from "./writes.ts";

type Draft = z.infer<typeof updateDraft>;

const messageField = required(
  "Write what changed, or what people should do.",
  incidentUpdateInput.shape.message,
);

/** Writes the next update: what people should know, the state, and what it makes of each service, in one act. */
export function Composer({ organization, incident }: { organization: string; incident: Incident }) {
  const { draft, setDraft } = useKeptDraft<Draft>({
    key: updateKeyOf(incident.id),
    shape: updateDraft,
    empty: emptyDraft(incident.status),
    isUntouched,
  });
  const [isPreviewing, setPreviewing] = useState(false);
  const [isPicking, setPicking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const text = useRef<HTMLTextAreaElement>(null);
  const sent = useRef<Draft | null>(null);
  const { fillMessage } = useFill();
  const saidOfTelling = useRef("");
  const chosen = draft.services ?? incident.services;
  const services = draft.services === null ? undefined : changedServices(incident.services, draft.services);
  const kind = incidentUpdateKind(incident.status, draft.status);
  const telling = useTelling({ kind, storyId: incident.id, services });
  const post = usePostUpdate(
    () => saidOfTelling.current,
    (error) => {
      if (sent.current !== null) setDraft(sent.current);
      const shown = incident.updates[0]?.createdAt;
      setFailure(
        `Not posted. ${sentenceOf(error)} Your text is kept${shown === undefined ? "" : "; the page shows the update before"}.`,
      );
    },
    () => {
      setFailure(null);
      telling.reset();
    },
  );
  const write = () => text.current?.focus();
  useKeys({ u: write });
  useActions([
    { label: "Post update", icon: MessageSquarePlusIcon, keys: "U", run: write },
    incident.status !== "resolved" && {
      label: "Resolve incident",
      icon: CircleCheckIcon,
      run: () => {
        set({ status: "resolved" });
        write();
      },
    },
  ]);

  /** Whether it is said of the time when it was going on. */
  const isLate = incident.isBackfilled && draft.saidAt !== "";
  const impact = draft.impact === undefined ? incident.impactOverride : draft.impact;

  function set(change: Partial<Draft>) {
    setDraft((before) => ({ ...before, ...change }));
  }

  function take(template: IncidentTemplate) {
    const services = withServices(chosen, template.services);
    // What was recorded after it was over cannot be opened again.
    const status = incident.isBackfilled ? draft.status : template.status;
    const filled = fillMessage(template.message, { services, status, impact: template.impact ?? impact });
    setPreviewing(false);
    set({
      message: draft.message.trim() === "" ? filled : `${draft.message.trimEnd()}\n\n${filled}`,
      status,
      ...(template.services.length === 0 ? {} : { services }),
      ...(template.impact === null ? {} : { impact: template.impact }),
    });
  }

  function submit() {
    const problem =
      problemOf(messageField, draft.message) ??
      problemOfOpenVariables(draft.message) ??
      (isLate
        ? problemOfSaidAt(draft.saidAt, incident)
        : problemOfPromise(isOpen(draft.status) ? draft.nextUpdateAt : null));
    if (problem !== null) {
      setPreviewing(false);
      return setFailure(problem);
    }
    const { message, status } = draft;
    sent.current = draft;
    setFailure(null);
    setPreviewing(false);
    setDraft(emptyDraft(incident.isBackfilled ? incident.status : status));
    if (isLate) {
      const saidAt = momentOfInput(draft.saidAt).toISOString();
      return post.run({
        organization,
        incidentId: incident.id,
        message,
        status,
        saidAt,
        notify: false,
        version: incident.version,
      });
    }
    saidOfTelling.current = telling.said;
    post.run({
      organization,
      incidentId: incident.id,
      ...telling.choice,
      message,
      status,
      nextUpdateAt: isOpen(status) ? draft.nextUpdateAt : null,
      version: incident.version,
      ...(draft.impact === undefined ? {} : { impact: draft.impact }),
      ...(services === undefined ? {} : { services }),
    });
  }

  function onKeyDown(event: React.KeyboardEvent) {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      submit();
    }
  }

  return (
    <form
      noValidate
      aria-label="Write an update"
      className="flex flex-col rounded-xl border bg-card outline-ring has-[textarea:focus-visible]:outline-2"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={onKeyDown}
    >
      {isPreviewing ? (
        <MessagePreview organization={organization} message={draft.message} />
      ) : (
        <textarea
          ref={text}
          aria-label="Message"
          placeholder="What changed, and what should people do?"
          value={draft.message}
          onChange={(event) => set({ message: event.target.value })}
          onKeyDown={(event) => {
            if (draft.message !== "" || !asksForTemplates(event)) return;
            event.preventDefault();
            setPicking(true);
          }}
          className="field-sizing-content max-h-100 min-h-22 w-full resize-none rounded-t-xl bg-transparent px-4 py-3 text-base outline-none"
        />
      )}
      <div className="flex flex-col items-end gap-2 px-3 pb-2 empty:hidden">
        <CharacterCount text={draft.message} limit={limits.message} />
        <FormFailure message={failure} />
      </div>
      <div className="flex flex-wrap items-center gap-2 px-3 pb-3">
        {!incident.isBackfilled && (
          <StateSelect value={draft.status} onChange={(status) => set({ status })} />
        )}
        {incident.isBackfilled && (
          <SaidThen
            incident={incident}
            saidAt={draft.saidAt}
            status={draft.status}
            onChange={(saidAt, status) => set({ saidAt, status })}
          />
        )}
        {!isLate && (
          <Popover>
            <PopoverTrigger asChild>
              <Button variant={draft.services === null ? "outline" : "secondary"} size="sm">
                {chosen.length > 0 && (
                  <StatusIcon status={worst(chosen.map((service) => service.status))} size={14} />
                )}
                {chosen.length === 1 ? "1 service" : `${chosen.length} services`}
              </Button>
            </PopoverTrigger>
            <PopoverContent
              align="start"
              className="w-100 max-w-[calc(100vw-2rem)]"
              aria-label="Affected services"
              onEscapeKeyDown={closeListFirst}
            >
              <ServicePicker
                chosen={chosen}
                onChange={(services) =>
                  set({
                    services,
                    message: fillMessage(draft.message, { services, status: draft.status, impact }),
                  })
                }
              />
            </PopoverContent>
          </Popover>
        )}
        {isOpen(draft.status) && !isLate && (
          <PromisePicker value={draft.nextUpdateAt} onChange={(nextUpdateAt) => set({ nextUpdateAt })} />
        )}
        {!isLate && (
          <ImpactSelect
            label="Impact from here on"
            value={impact}
            derived={derivedImpact(chosen)}
            onChange={(changed) => set({ impact: changed })}
            className={draft.impact === undefined ? "" : "bg-secondary dark:bg-secondary"}
          />
        )}
        <TemplatePicker
          isOpen={isPicking}
          onOpenChange={setPicking}
          onPick={take}
          onSlash={() => set({ message: `${draft.message}/` })}
          onClosed={() => text.current?.focus()}
        />
        <div className="ml-auto flex flex-wrap items-center justify-end gap-2 pointer-coarse:w-full">
          {isLate ? (
            <TellsNobody why="it was said back then" />
          ) : (
            <TellingChip
              telling={telling}
              written={{
                kind,
                storyId: incident.id,
                status: draft.status,
                message: draft.message,
                impact: draft.impact,
                services,
                nextUpdateAt: isOpen(draft.status) ? draft.nextUpdateAt : null,
              }}
            />
          )}
          <Button
            variant="ghost"
            size="sm"
            aria-pressed={isPreviewing}
            onClick={() => setPreviewing(!isPreviewing)}
          >
            {isPreviewing ? "Write" : "Preview"}
          </Button>
          <Button
            type="submit"
            size="sm"
            aria-disabled={post.isPending}
            className="pointer-coarse:h-11 pointer-coarse:w-full"
          >
            {draft.status === "resolved" && incident.status !== "resolved"
              ? "Post and resolve"
              : "Post update"}
            <Kbd>{modKey} ↵</Kbd>
          </Button>
        </div>
      </div>
    </form>
  );
}

function emptyDraft(status: Draft["status"]): Draft {
  return { message: "", status, services: null, nextUpdateAt: null, saidAt: "" };
}

function isUntouched({ message, services, impact, nextUpdateAt, saidAt }: Draft): boolean {
  return (
    message === "" && services === null && impact === undefined && nextUpdateAt === null && saidAt === ""
  );
}

/** Services that the update names: new ones, changed ones, and those taken away, which become operational. */
function changedServices(before: AffectedService[], after: AffectedService[]): AffectedService[] {
  const kept = new Set(after.map((service) => service.serviceId));
  const removed = before.filter((service) => !kept.has(service.serviceId));
  return [...after, ...removed.map(({ serviceId }) => ({ serviceId, status: "operational" as const }))];
}
