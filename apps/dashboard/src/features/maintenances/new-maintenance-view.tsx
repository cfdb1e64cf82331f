import type { Maintenance } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { Kbd } from "@fanal/ui/components/kbd";
import { ToggleGroup, ToggleGroupItem } from "@fanal/ui/components/toggle-group";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { toast } from "sonner";
import { TellingChip, TellsNobody } from "../../components/telling/telling-chip.tsx";
import { useTelling } from "../../components/telling/use-telling.ts";
import { ViewBar } from "../../components/view-bar.tsx";
import { sentenceOf } from "../../lib/errors.ts";
import { modKey } from "../../lib/mod-key.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { Breadcrumb } from "./breadcrumb.tsx";
import { emptyDraft, localWindowOf, momentsOf, ruleOf } from "./draft.ts";
import { EditorLayout } from "./editor-layout.tsx";
import { useDraft } from "./use-draft.ts";
import { useScheduleMaintenance } from "./writes.ts";

interface NewMaintenanceViewProps {
  /** The zone that a window begins with: that of the first page. */
  timeZone: string;
  /** Services that it begins with. */
  serviceIds: string[];
}

/** Announces planned work, or writes down work that is over. */
export function NewMaintenanceView({ timeZone, serviceIds }: NewMaintenanceViewProps) {
  const { slug } = useOrganization();
  const navigate = useNavigate();
  const [openedAt] = useState(() => new Date());
  const kept = useDraft(`maintenance-${slug}`, emptyDraft(openedAt, timeZone, false, serviceIds), serviceIds);
  const [failure, setFailure] = useState<string | null>(null);
  const { draft } = kept;
  const told = { kind: "maintenance_scheduled", serviceIds: draft.serviceIds } as const;
  const telling = useTelling(told);
  const window = momentsOf(draft);
  const schedule = useScheduleMaintenance(
    (error) =>
      setFailure(
        `Not ${draft.isPast ? "recorded" : "scheduled"}. What you wrote is kept. ${sentenceOf(error)}`,
      ),
    leave,
  );

  function leave(maintenance: Maintenance) {
    kept.drop();
    toast.success(
      draft.isPast
        ? `${maintenance.title} recorded. Nobody was told.`
        : `${maintenance.title} scheduled. ${telling.said}`.trim(),
    );
    void navigate({
      to: "/app/$organization/maintenances/$maintenanceId",
      params: { organization: slug, maintenanceId: maintenance.id },
    });
  }

  function save() {
    setFailure(null);
    const { title, message, serviceIds: chosen, isPast } = draft;
    const { startsAutomatically, finishesAutomatically, notifiesAutomatically } = draft;
    schedule.submit({
      organization: slug,
      ...telling.choice,
      title,
      message,
      serviceIds: chosen,
      ...localWindowOf(draft),
      startsAutomatically,
      finishesAutomatically,
      notifiesAutomatically,
      rrule: isPast ? null : ruleOf(draft),
      recordsPast: isPast,
    });
  }

  /** The window moves to a night that is over, or to one that comes, unless it is there already. */
  function turnPast(isPast: boolean) {
    const { startDate, startTime, endDate, endTime } = emptyDraft(new Date(), draft.timeZone, isPast, []);
    kept.set({ isPast, startDate, startTime, endDate, endTime });
  }

  return (
    <EditorLayout
      draft={draft}
      edited={null}
      failure={failure}
      onChange={kept.set}
      onSave={save}
      telling={
        draft.isPast ? (
          <TellsNobody why="it is over" />
        ) : (
          <TellingChip
            telling={telling}
            written={{
              ...told,
              title: draft.title,
              message: draft.message,
              startsAt: window?.startsAt.toISOString(),
              endsAt: window?.endsAt.toISOString(),
            }}
          />
        )
      }
      bar={(submit) => (
        <ViewBar title={<Breadcrumb organization={slug} title="New" />}>
          {schedule.isPending && (
            <span role="status" className="text-muted-foreground">
              Saving…
            </span>
          )}
          {kept.isTouched && !schedule.isPending && (
            <Button variant="ghost" size="sm" onClick={kept.discard} className="max-md:hidden">
              Discard draft
            </Button>
          )}
          <Button size="sm" aria-disabled={schedule.isPending} onClick={submit}>
            {draft.isPast ? "Record maintenance" : "Schedule maintenance"} <Kbd>{modKey} ↵</Kbd>
          </Button>
        </ViewBar>
      )}
    >
      <ToggleGroup
        type="single"
        aria-label="When it takes place"
        value={draft.isPast ? "past" : "ahead"}
        onValueChange={(value) => value !== "" && turnPast(value === "past")}
      >
        <ToggleGroupItem value="ahead">Planned</ToggleGroupItem>
        <ToggleGroupItem value="past">Already over</ToggleGroupItem>
      </ToggleGroup>
    </EditorLayout>
  );
}
