import type { Incident } from "@fanal/contract";
import { incidentStatusLabels, isOpen, serviceStatusLabels } from "@fanal/domain";
import { Button } from "@fanal/ui/components/button";
import { FieldGroup } from "@fanal/ui/components/field";
import { Kbd } from "@fanal/ui/components/kbd";
import { ProgressIcon } from "@fanal/ui/components/progress-icon";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { FoldedMessage } from "../../components/folded-message.tsx";
import { FormFailure } from "../../components/form-failure.tsx";
import { OutOfReach } from "../../components/out-of-reach.tsx";
import { TellingChip, TellsNobody } from "../../components/telling/telling-chip.tsx";
import { useTelling } from "../../components/telling/use-telling.ts";
import { ViewBar } from "../../components/view-bar.tsx";
import { query } from "../../lib/api.ts";
import { modKey } from "../../lib/mod-key.ts";
import { serviceName } from "../../lib/service-name.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { useReach } from "../../lib/use-reach.ts";
import { Breadcrumbs } from "./breadcrumbs.tsx";
import { DiscardButton } from "./discard-button.tsx";
import { firstOf } from "./draft.ts";
import { DraftFields } from "./draft-fields.tsx";
import { DraftFrame, type Side } from "./draft-frame.tsx";
import { problemOfPromise } from "./promise-picker.tsx";
import { useDraft } from "./use-draft.ts";
import { problemOfOpenVariables } from "./use-fill.ts";
import { usePublishDraft } from "./writes.ts";

/** An incident that only operators see yet: written here, seen beside as visitors will, then published or discarded. */
export function DraftView({ incident }: { incident: Incident }) {
  const { can } = useOrganization();
  const outOfReach = useReach()(incident.services.map(({ serviceId }) => serviceId));
  return can("incident.update") && outOfReach === null ? (
    <DraftEditor incident={incident} />
  ) : (
    <DraftReading incident={incident} outOfReach={can("incident.update") ? outOfReach : null} />
  );
}

function DraftEditor({ incident }: { incident: Incident }) {
  const { slug, can } = useOrganization();
  const { draft, setDraft, problems, isSaved, isSaving, flush } = useDraft(slug, incident);
  const [side, setSide] = useState<Side>("text");
  const [failure, setFailure] = useState<string | null>(null);
  const publish = usePublishDraft();
  const canPublish = can("incident.create");
  const isSound = firstOf(problems) === null;
  const { title, status, message, impact, services } = draft;
  const told = { kind: "incident_created", services } as const;
  const telling = useTelling(told);

  function publishNow() {
    const broken =
      firstOf(problems) ??
      problemOfOpenVariables(`${draft.title} ${draft.message}`) ??
      problemOfPromise(isOpen(draft.status) ? draft.nextUpdateAt : null);
    setFailure(broken);
    if (broken !== null) return setSide("text");
    // What is not saved yet is, first; publishing waits for it.
    const version = incident.version + (flush() ? 1 : 0);
    const saidOfTelling = incident.isBackfilled ? "Nobody was told." : telling.said;
    publish.run({ organization: slug, incident, version, saidOfTelling, ...telling.choice });
  }

  function onKeyDown(event: React.KeyboardEvent) {
    if (!canPublish || event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    publishNow();
  }

  return (
    <>
      <ViewBar title={<Breadcrumbs slug={slug} tab="draft" title={incident.title} />}>
        {canPublish && (
          <>
            <DiscardButton organization={slug} incident={incident} />
            <Button size="sm" onClick={publishNow}>
              <span>
                Publish<span className="max-sm:sr-only"> incident</span>
              </span>
              <Kbd>{modKey} ↵</Kbd>
            </Button>
          </>
        )}
      </ViewBar>
      <DraftFrame
        organization={slug}
        incident={incident}
        side={side}
        onSide={setSide}
        textLabel="Write"
        onKeyDown={onKeyDown}
      >
        <FieldGroup>
          <p className="text-muted-foreground">{meaningOf(incident)}</p>
          <FormFailure message={failure} />
          <DraftFields
            draft={draft}
            problems={problems}
            isBackfilled={incident.isBackfilled}
            onChange={(change) => setDraft((before) => ({ ...before, ...change }))}
          />
          {canPublish && (
            <div className="flex">
              {incident.isBackfilled ? (
                <TellsNobody why="it was over when it was recorded" />
              ) : (
                <TellingChip
                  telling={telling}
                  written={{
                    ...told,
                    title,
                    status,
                    message,
                    impact,
                    nextUpdateAt: isOpen(status) ? draft.nextUpdateAt : null,
                  }}
                />
              )}
            </div>
          )}
          <p role="status" className="text-xs text-muted-foreground">
            {!isSound && "Not saved: see what is marked."}
            {isSound && (isSaving ? "Saving…" : isSaved ? "Saved as a draft." : "Not saved yet.")}
          </p>
        </FieldGroup>
      </DraftFrame>
    </>
  );
}

/** The draft for those who may not write it. */
function DraftReading({ incident, outOfReach }: { incident: Incident; outOfReach: string | null }) {
  const { slug } = useOrganization();
  const { data: services } = useQuery(query.services.list.queryOptions({ input: { organization: slug } }));
  const [side, setSide] = useState<Side>("text");
  return (
    <>
      <ViewBar title={<Breadcrumbs slug={slug} tab="draft" title={incident.title} />} />
      <DraftFrame organization={slug} incident={incident} side={side} onSide={setSide} textLabel="Read">
        <div className="flex flex-col gap-4">
          <p className="text-muted-foreground">{meaningOf(incident)}</p>
          <OutOfReach why={outOfReach} />
          <h2 className="text-xl text-balance wrap-anywhere">{incident.title}</h2>
          <p className="flex items-center gap-2">
            <ProgressIcon state={incident.status} /> {incidentStatusLabels[incident.status]}
          </p>
          <FoldedMessage html={incident.updates[0]?.messageHtml ?? ""} />
          <ul className="flex flex-col gap-2 empty:hidden">
            {incident.services.map(({ serviceId, status }) => (
              <li key={serviceId} className="flex min-w-0 items-center gap-2">
                <StatusIcon status={status} label={serviceStatusLabels[status].label} />
                <span className="truncate">{serviceName(services, serviceId)}</span>
              </li>
            ))}
          </ul>
        </div>
      </DraftFrame>
    </>
  );
}

function meaningOf({ isBackfilled }: Incident): string {
  return isBackfilled
    ? "Only operators see this draft. Once it is published it counts in the history; nobody is told."
    : "Only operators see this draft, and it affects no service.";
}
