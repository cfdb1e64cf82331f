import type { Maintenance } from "@fanal/contract";
import { isOver } from "@fanal/domain";
import { Button } from "@fanal/ui/components/button";
import { Kbd } from "@fanal/ui/components/kbd";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { toast } from "sonner";
import { TellingChip, TellsNobody } from "../../components/telling/telling-chip.tsx";
import { useTelling } from "../../components/telling/use-telling.ts";
import { ViewBar } from "../../components/view-bar.tsx";
import { codeOf, sentenceOf } from "../../lib/errors.ts";
import { modKey } from "../../lib/mod-key.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { Breadcrumb } from "./breadcrumb.tsx";
import { type Draft, draftOf, isSameWindow, localWindowOf, momentsOf, ruleOf } from "./draft.ts";
import { EditorLayout } from "./editor-layout.tsx";
import { maintenanceQuery } from "./queries.ts";
import { isSameRule } from "./repeat.ts";
import { ScopeDialog } from "./scope-dialog.tsx";
import { useDraft } from "./use-draft.ts";
import { type OccurrenceScope, useUpdateMaintenance } from "./writes.ts";

interface Failure {
  words: string;
  /** What was to be saved when somebody else had been faster. */
  conflicting: OccurrenceScope | null;
}

/** Changes a maintenance, or one of those that repeat and all that follow. */
export function EditMaintenanceView({ maintenanceId }: { maintenanceId: string }) {
  const { slug } = useOrganization();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { data: current } = useSuspenseQuery(maintenanceQuery(slug, maintenanceId));
  // What others change meanwhile is met when it is saved; until then the form stands on what was read.
  const [edited, setEdited] = useState(current);
  const [isAsking, setAsking] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const kept = useDraft(`maintenance-${edited.id}-${edited.version}`, draftOf(edited));
  const { draft } = kept;
  const isRescheduled = !isSameWindow(localWindowOf(draft), edited);
  const told = {
    kind: "maintenance_rescheduled",
    storyId: maintenanceId,
    serviceIds: draft.serviceIds,
  } as const;
  const telling = useTelling(told);
  const window = momentsOf(draft);
  const toDetail = () =>
    void navigate({
      to: "/app/$organization/maintenances/$maintenanceId",
      params: { organization: slug, maintenanceId },
    });
  const update = useUpdateMaintenance({
    onFailure: (error, { scope = "this" }) =>
      setFailure({
        words: `Not saved. What you wrote is kept. ${sentenceOf(error)}`,
        conflicting: codeOf(error) === "version_conflict" ? scope : null,
      }),
    onSaved: (maintenance) => {
      kept.drop();
      toast.success(`${maintenance.title} changed. ${isRescheduled ? telling.said : ""}`.trim());
      toDetail();
    },
  });

  function save(scope: OccurrenceScope) {
    send(scope, edited.version);
  }

  function send(scope: OccurrenceScope, version: number | undefined) {
    setAsking(false);
    setFailure(null);
    update.submit({
      organization: slug,
      maintenanceId,
      version,
      scope,
      ...telling.choice,
      ...changesOf(draft, edited),
      ...(scope === "following" ? ruleChange(draft, edited) : {}),
    });
  }

  function submit() {
    // Another rule can only be for all that follow.
    if (JSON.stringify(draft.repeat) !== JSON.stringify(draftOf(edited).repeat)) return save("following");
    if (edited.series === null || isOver(edited.status)) return save("this");
    setAsking(true);
  }

  async function takeTheirs() {
    const theirs = await cache.fetchQuery({ ...maintenanceQuery(slug, maintenanceId), staleTime: 0 });
    kept.drop();
    kept.set(draftOf(theirs));
    setFailure(null);
    setEdited(theirs);
  }

  return (
    <>
      <EditorLayout
        key={edited.version}
        draft={draft}
        edited={edited}
        failure={failure?.words ?? null}
        onChange={kept.set}
        onSave={submit}
        telling={
          isRescheduled ? (
            <TellingChip
              telling={telling}
              written={{
                ...told,
                title: draft.title,
                startsAt: window?.startsAt.toISOString(),
                endsAt: window?.endsAt.toISOString(),
              }}
            />
          ) : (
            <TellsNobody why="the window stays as it is" />
          )
        }
        bar={(check) => (
          <ViewBar title={<Breadcrumb organization={slug} title={`Edit ${edited.title}`} />}>
            <Button variant="ghost" size="sm" onClick={toDetail} className="max-md:hidden">
              Cancel
            </Button>
            <Button size="sm" aria-disabled={update.isPending} onClick={check}>
              Save maintenance <Kbd>{modKey} ↵</Kbd>
            </Button>
          </ViewBar>
        )}
      >
        {failure !== null && failure.conflicting !== null && (
          <div className="flex flex-wrap gap-2">
            <Button
              variant="outline"
              size="sm"
              onClick={() => send(failure.conflicting ?? "this", undefined)}
            >
              Use mine
            </Button>
            <Button variant="ghost" size="sm" onClick={() => void takeTheirs()}>
              Keep theirs
            </Button>
          </div>
        )}
      </EditorLayout>
      {isAsking && (
        <ScopeDialog
          title="Save for which of them?"
          description="This one repeats. Those before stay as they are."
          onChoose={save}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

/** What was changed and nothing else, so that what others change meanwhile stays. */
function changesOf(draft: Draft, edited: Maintenance) {
  const { title, serviceIds, startsAutomatically, finishesAutomatically, notifiesAutomatically } = draft;
  const window = localWindowOf(draft);
  const isSameChoice = [...serviceIds].sort().join() === [...edited.serviceIds].sort().join();
  return {
    ...(title.trim() === edited.title ? {} : { title: title.trim() }),
    ...(isSameChoice ? {} : { serviceIds }),
    ...(isSameWindow(window, edited) ? {} : window),
    ...(startsAutomatically === edited.startsAutomatically ? {} : { startsAutomatically }),
    ...(finishesAutomatically === edited.finishesAutomatically ? {} : { finishesAutomatically }),
    ...(notifiesAutomatically === edited.notifiesAutomatically ? {} : { notifiesAutomatically }),
  };
}

/** Another rule than it has; one that only follows its start is none. */
function ruleChange(draft: Draft, { rruleFromHere }: Maintenance): { rrule?: string } {
  const rrule = ruleOf(draft);
  if (rrule === null) return {};
  return isSameRule(rrule, rruleFromHere ?? "", localWindowOf(draft).localStart) ? {} : { rrule };
}
