import { type Incident, incidentInput, limits } from "@fanal/contract";
import { derivedImpact, isOpen } from "@fanal/domain";
import { Button } from "@fanal/ui/components/button";
import { Field, FieldError, FieldGroup, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { Kbd } from "@fanal/ui/components/kbd";
import { ToggleGroup, ToggleGroupItem } from "@fanal/ui/components/toggle-group";
import { cn } from "@fanal/ui/lib/utils";
import { useEffect, useId, useState } from "react";
import { CharacterCount } from "../../components/character-count.tsx";
import { FormFailure } from "../../components/form-failure.tsx";
import { ImpactSelect } from "../../components/impact-select.tsx";
import { MessageField } from "../../components/message-field.tsx";
import { ServicePicker } from "../../components/service-picker.tsx";
import { StateSelect } from "../../components/state-select.tsx";
import { TimeField } from "../../components/time-field.tsx";
import { ViewBar } from "../../components/view-bar.tsx";
import { problemOf, required } from "../../lib/forms.ts";
import { modKey } from "../../lib/mod-key.ts";
import { pick } from "../../lib/pick.ts";
import { duration, localInputValue } from "../../lib/time.ts";
import { useAutosave } from "../../lib/use-autosave.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { Breadcrumbs } from "./breadcrumbs.tsx";
import { DiscardButton } from "./discard-button.tsx";
import { DraftPreview } from "./draft-preview.tsx";
import { problemOfEnd, problemOfStart } from "./past-times.ts";
import { PromisePicker, problemOfPromise } from "./promise-picker.tsx";
import { problemOfOpenVariables } from "./use-fill.ts";
import { usePublishDraft, useUpdateIncident } from "./writes.ts";

const titleField = required("Give it a title: what do people notice?", incidentInput.shape.title);
const messageField = required("Write a message: one sentence is enough.", incidentInput.shape.message);

/** What of a draft can be written. Texts are trimmed as the server does, so that spaces alone are no change. */
function writtenIn(incident: Incident) {
  return {
    title: incident.title,
    message: incident.updates[0]?.message ?? "",
    status: incident.status,
    impact: incident.impactOverride,
    services: incident.services,
    /** Empty where it begins when it is published. */
    startedAt: incident.startsWhenPublished ? "" : localInputValue(new Date(incident.startedAt)),
    resolvedAt: incident.resolvedAt === null ? "" : localInputValue(new Date(incident.resolvedAt)),
    nextUpdateAt: incident.nextUpdateAt,
  };
}
type Written = ReturnType<typeof writtenIn>;

/** An incident that only operators see yet: written here, seen beside as visitors will, then published or discarded. */
export function DraftView({ incident }: { incident: Incident }) {
  const organization = useOrganization();
  const { slug } = organization;
  const id = useId();
  const [draft, setDraft] = useState(() => writtenIn(incident));
  const [shown, setShown] = useState<"write" | "preview">("write");
  const [failure, setFailure] = useState<string | null>(null);
  const update = useUpdateIncident();
  const publish = usePublishDraft();
  const canWrite = organization.can("incident.update");
  const now = new Date();
  const problems = {
    title: problemOf(titleField, draft.title),
    message: problemOf(messageField, draft.message),
    startedAt: draft.startedAt === "" && !incident.isBackfilled ? null : problemOfStart(draft.startedAt, now),
    resolvedAt: incident.isBackfilled ? problemOfEnd(draft.startedAt, draft.resolvedAt, now) : null,
  };
  const isSound = Object.values(problems).every((problem) => problem === null);
  const autosave = useAutosave(isSound ? trimmed(draft) : null, (written) =>
    update.run({
      organization: slug,
      incidentId: incident.id,
      version: incident.version,
      ...changed(writtenIn(incident), written),
    }),
  );
  useAdopted(incident, draft, setDraft, autosave);

  function set(change: Partial<Written>) {
    setDraft((before) => ({ ...before, ...change }));
  }

  function publishNow() {
    const broken =
      Object.values(problems).find((problem) => problem !== null) ??
      problemOfOpenVariables(`${draft.title} ${draft.message}`) ??
      problemOfPromise(isOpen(draft.status) ? draft.nextUpdateAt : null);
    setFailure(broken);
    if (broken !== null) return setShown("write");
    // What is not saved yet is, first; publishing waits for it.
    const version = incident.version + (autosave.flush() ? 1 : 0);
    publish.run({ organization: slug, incident, version });
  }

  const canPublish = organization.can("incident.create");

  function onKeyDown(event: React.KeyboardEvent) {
    if (!canPublish || event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    publishNow();
  }

  return (
    <>
      <ViewBar title={<Breadcrumbs slug={slug} tab="draft" title={incident.title} />}>
        {canPublish && <DiscardButton organization={slug} incident={incident} />}
        {canPublish && (
          <Button size="sm" onClick={publishNow}>
            Publish<span className="max-sm:sr-only"> incident</span> <Kbd>{modKey} ↵</Kbd>
          </Button>
        )}
      </ViewBar>
      <div className="flex justify-center border-b p-2 lg:hidden">
        <ToggleGroup
          type="single"
          aria-label="Draft"
          value={shown}
          onValueChange={(value) => value !== "" && setShown(pick(["write", "preview"] as const, value))}
        >
          <ToggleGroupItem value="write">Write</ToggleGroupItem>
          <ToggleGroupItem value="preview">Preview</ToggleGroupItem>
        </ToggleGroup>
      </div>
      <div className="flex min-h-0 flex-1">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the fields inside */}
        <div
          onKeyDown={onKeyDown}
          className={cn(
            "w-full shrink-0 overflow-y-auto px-4 pt-4 pb-20 md:pb-6 lg:w-110 lg:border-r",
            shown === "preview" && "max-lg:hidden",
          )}
        >
          <FieldGroup>
            <p className="text-muted-foreground">
              {incident.isBackfilled
                ? "Only operators see this draft. Once it is published it counts in the history; nobody is told."
                : "Only operators see this draft, and it affects no service."}
            </p>
            <FormFailure message={failure} />
            <fieldset disabled={!canWrite} className="contents">
              <Field data-invalid={problems.title !== null} className="max-w-none">
                <FieldLabel htmlFor={`${id}-title`}>Title</FieldLabel>
                <Input
                  id={`${id}-title`}
                  value={draft.title}
                  aria-invalid={problems.title !== null}
                  onChange={(event) => set({ title: event.target.value })}
                />
                <CharacterCount text={draft.title} limit={limits.title} />
                <FieldError>{problems.title}</FieldError>
              </Field>
              <Field className="max-w-none">
                <span className="text-sm font-medium">Services</span>
                <ServicePicker chosen={draft.services} onChange={(services) => set({ services })} />
              </Field>
              <MessageField
                label="Message"
                value={draft.message}
                onChange={(message) => set({ message })}
                problem={problems.message}
              />
              <div className="flex flex-wrap gap-2">
                {!incident.isBackfilled && (
                  <StateSelect value={draft.status} onChange={(status) => set({ status })} />
                )}
                <ImpactSelect
                  value={draft.impact}
                  derived={derivedImpact(draft.services)}
                  onChange={(impact) => set({ impact })}
                />
                {!incident.isBackfilled && isOpen(draft.status) && (
                  <PromisePicker
                    value={draft.nextUpdateAt}
                    onChange={(nextUpdateAt) => set({ nextUpdateAt })}
                  />
                )}
              </div>
              <TimeField
                label="Started"
                value={draft.startedAt}
                max={localInputValue(now)}
                help={`In your time zone.${incident.isBackfilled ? "" : " Empty means when it is published."}`}
                problem={problems.startedAt}
                onChange={(startedAt) => set({ startedAt })}
              />
              {incident.isBackfilled && (
                <TimeField
                  label="Ended"
                  value={draft.resolvedAt}
                  max={localInputValue(now)}
                  help={
                    problems.startedAt === null && problems.resolvedAt === null
                      ? `It lasted ${duration(new Date(draft.startedAt).toISOString(), new Date(draft.resolvedAt))}.`
                      : undefined
                  }
                  problem={problems.resolvedAt}
                  onChange={(resolvedAt) => set({ resolvedAt })}
                />
              )}
            </fieldset>
            <p role="status" className="text-xs text-muted-foreground">
              {update.isPending
                ? "Saving…"
                : isSound
                  ? "Saved as a draft."
                  : "Not saved: see what is marked."}
            </p>
          </FieldGroup>
        </div>
        <section
          aria-label="Preview"
          className={cn(
            "flex min-w-0 flex-1 flex-col bg-muted max-md:pb-14",
            shown === "write" && "max-lg:hidden",
          )}
        >
          <DraftPreview organization={slug} incident={incident} />
        </section>
      </div>
    </>
  );
}

function trimmed(written: Written): Written {
  return { ...written, title: written.title.trim(), message: written.message.trim() };
}

/** The fields that differ from what is saved, as the API takes them. */
function changed(saved: Written, written: Written) {
  const { title, message, status, impact, services, startedAt, resolvedAt, nextUpdateAt } = written;
  const differs = (key: keyof Written) => JSON.stringify(saved[key]) !== JSON.stringify(written[key]);
  return {
    ...(differs("title") ? { title } : {}),
    ...(differs("message") ? { message } : {}),
    ...(differs("status") ? { status } : {}),
    ...(differs("impact") ? { impact } : {}),
    ...(differs("services") ? { services } : {}),
    ...(differs("startedAt")
      ? { startedAt: startedAt === "" ? null : new Date(startedAt).toISOString() }
      : {}),
    ...(differs("resolvedAt") && resolvedAt !== "" ? { resolvedAt: new Date(resolvedAt).toISOString() } : {}),
    ...(differs("nextUpdateAt") ? { nextUpdateAt } : {}),
  };
}

/** Takes over what somebody else wrote into the same draft, unless something of one's own waits to be saved. */
function useAdopted(
  incident: Incident,
  draft: Written,
  setDraft: (draft: Written) => void,
  autosave: { isSaved: () => boolean; accept: (written: Written) => void },
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another version of the incident asks for it
  useEffect(() => {
    const theirs = writtenIn(incident);
    if (!autosave.isSaved() || JSON.stringify(theirs) === JSON.stringify(trimmed(draft))) return;
    autosave.accept(theirs);
    setDraft(theirs);
  }, [incident]);
}
