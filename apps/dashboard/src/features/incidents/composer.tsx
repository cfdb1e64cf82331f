import {
  type AffectedService,
  affectedService,
  type Incident,
  incidentUpdateInput,
  limits,
} from "@fanal/contract";
import { incidentStatuses, incidentStatusLabels, worst } from "@fanal/domain";
import { Button } from "@fanal/ui/components/button";
import { Kbd } from "@fanal/ui/components/kbd";
import { Popover, PopoverContent, PopoverTrigger } from "@fanal/ui/components/popover";
import { ProgressIcon } from "@fanal/ui/components/progress-icon";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@fanal/ui/components/select";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import { useEffect, useRef, useState } from "react";
import { z } from "zod";
import { CharacterCount } from "../../components/character-count.tsx";
import { FormFailure } from "../../components/form-failure.tsx";
import { MessagePreview } from "../../components/message-preview.tsx";
import { closeListFirst, ServicePicker } from "../../components/service-picker.tsx";
import { dropDraft, keepDraft, readDraft } from "../../lib/drafts.ts";
import { sentenceOf } from "../../lib/errors.ts";
import { problemOf, required } from "../../lib/forms.ts";
import { modKey } from "../../lib/mod-key.ts";
import { pick } from "../../lib/pick.ts";
import { useKeys } from "../../lib/use-keys.ts";
import { usePostUpdate } from "./writes.ts";

const draftShape = z.object({
  message: z.string(),
  status: z.enum(incidentStatuses),
  services: z
    .array(affectedService)
    .nullable()
    .describe("All affected services as they should be after this update; `null` while untouched"),
});
type Draft = z.infer<typeof draftShape>;

const messageField = required(
  "Write what changed, or what people should do.",
  incidentUpdateInput.shape.message,
);

/** Writes the next update: what people should know, the state, and what it makes of each service, in one act. */
export function Composer({ organization, incident }: { organization: string; incident: Incident }) {
  const draftKey = `update-${incident.id}`;
  const [draft, setDraft] = useState<Draft>(
    () => readDraft(draftKey, draftShape) ?? { message: "", status: incident.status, services: null },
  );
  const [isPreviewing, setPreviewing] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const text = useRef<HTMLTextAreaElement>(null);
  const sent = useRef<Draft | null>(null);
  const post = usePostUpdate(
    (error) => {
      if (sent.current !== null) setDraft(sent.current);
      const shown = incident.updates[0]?.createdAt;
      setFailure(
        `Not posted. ${sentenceOf(error)} Your text is kept${shown === undefined ? "" : "; the page shows the update before"}.`,
      );
    },
    () => setFailure(null),
  );
  useKeys({ u: () => text.current?.focus() });
  useEffect(() => {
    if (draft.message === "" && draft.services === null) dropDraft(draftKey);
    else keepDraft(draftKey, draft);
  }, [draft, draftKey]);

  const chosen = draft.services ?? incident.services;

  function submit() {
    const problem = problemOf(messageField, draft.message);
    if (problem !== null) {
      setPreviewing(false);
      return setFailure(problem);
    }
    const { message, status } = draft;
    sent.current = draft;
    setFailure(null);
    setPreviewing(false);
    setDraft({ message: "", status, services: null });
    post.run({
      organization,
      incidentId: incident.id,
      message,
      status,
      version: incident.version,
      ...(draft.services === null ? {} : { services: changedServices(incident.services, draft.services) }),
    });
  }

  return (
    <form
      className="flex flex-col rounded-xl border bg-card"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
          event.preventDefault();
          submit();
        }
      }}
    >
      {isPreviewing ? (
        <MessagePreview organization={organization} message={draft.message} />
      ) : (
        <textarea
          ref={text}
          aria-label="Message"
          placeholder="What changed, and what should people do?"
          value={draft.message}
          onChange={(event) => setDraft({ ...draft, message: event.target.value })}
          className="field-sizing-content max-h-100 min-h-22 w-full resize-none rounded-t-xl bg-transparent px-4 py-3 text-base -outline-offset-2"
        />
      )}
      <div className="flex flex-col items-end gap-2 px-3 pb-2 empty:hidden">
        <CharacterCount text={draft.message} limit={limits.message} />
        <FormFailure message={failure} />
      </div>
      <div className="flex flex-wrap items-center gap-2 px-3 pb-3">
        <div>
          <Select
            value={draft.status}
            onValueChange={(value) => setDraft({ ...draft, status: pick(incidentStatuses, value) })}
          >
            <SelectTrigger
              size="sm"
              aria-label="State"
              className="w-auto border-border bg-transparent dark:bg-transparent"
            >
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
        </div>
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
              onChange={(changed) => setDraft({ ...draft, services: changed })}
            />
          </PopoverContent>
        </Popover>
        <div className="ml-auto flex items-center gap-2">
          <Button
            variant="ghost"
            size="sm"
            aria-pressed={isPreviewing}
            onClick={() => setPreviewing(!isPreviewing)}
          >
            {isPreviewing ? "Write" : "Preview"}
          </Button>
          <Button type="submit" size="sm" aria-disabled={post.isPending}>
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

/** Services that the update names: new ones, changed ones, and those taken away, which become operational. */
function changedServices(before: AffectedService[], after: AffectedService[]): AffectedService[] {
  const kept = new Set(after.map((service) => service.serviceId));
  const removed = before.filter((service) => !kept.has(service.serviceId));
  return [...after, ...removed.map(({ serviceId }) => ({ serviceId, status: "operational" as const }))];
}
