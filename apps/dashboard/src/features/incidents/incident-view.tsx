import type { Incident } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@fanal/ui/components/dropdown-menu";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { EllipsisIcon, PencilIcon, Trash2Icon } from "lucide-react";
import { useRef, useState } from "react";
import { CopyLink } from "../../components/copy-link.tsx";
import { OutOfReach } from "../../components/out-of-reach.tsx";
import { ReachedNobody } from "../../components/telling/reached-nobody.tsx";
import { useToldEvents } from "../../components/telling/told-events.ts";
import { ViewBar } from "../../components/view-bar.tsx";
import { useActions } from "../../lib/actions.ts";
import { query } from "../../lib/api.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { useReach } from "../../lib/use-reach.ts";
import { Breadcrumbs } from "./breadcrumbs.tsx";
import { Composer } from "./composer.tsx";
import { DraftView } from "./draft-view.tsx";
import { useTakenBack } from "./held/take-back.ts";
import { IncidentPanel } from "./incident-panel.tsx";
import { IncidentTitle } from "./incident-title.tsx";
import { LateCallout } from "./late-callout.tsx";
import { PostmortemSection } from "./postmortem-section.tsx";
import { incidentQuery, tabOf } from "./queries.ts";
import { Story } from "./story.tsx";
import { useDeleteIncident, useUpdateIncident } from "./writes.ts";

/** An incident: its draft, or what visitors see and how to go on. */
export function IncidentView({ incidentId }: { incidentId: string }) {
  const { slug } = useOrganization();
  const { data: incident } = useSuspenseQuery(incidentQuery(slug, incidentId));
  return incident.isDraft ? <DraftView incident={incident} /> : <PublishedView incident={incident} />;
}

function PublishedView({ incident }: { incident: Incident }) {
  const organization = useOrganization();
  const { slug } = organization;
  const { data: services } = useQuery(query.services.list.queryOptions({ input: { organization: slug } }));
  const [isRenaming, setRenaming] = useState(false);
  const title = useRef<HTMLInputElement>(null);
  const update = useUpdateIncident();
  const remove = useDeleteIncident();
  const told = useToldEvents(slug, { incidentId: incident.id });
  const takenBack = useTakenBack();
  const reach = useReach();
  const outOfReach = reach(incident.services.map(({ serviceId }) => serviceId));
  const mayUpdate = organization.can("incident.update");
  const canUpdate = mayUpdate && outOfReach === null;
  const one = { organization: slug, incidentId: incident.id, version: incident.version };

  const deleteIt = () => remove.run({ organization: slug, incident, version: incident.version });
  useActions([
    canUpdate && { label: "Rename incident", icon: PencilIcon, run: () => setRenaming(true) },
    organization.can("incident.delete") && { label: "Delete incident", icon: Trash2Icon, run: deleteIt },
  ]);

  /** A menu gives focus back to its button, which would end the renaming that it began. */
  function focusTitle(menuClosed: Event) {
    if (!isRenaming) return;
    menuClosed.preventDefault();
    title.current?.select();
  }

  return (
    <>
      <ViewBar title={<Breadcrumbs slug={slug} tab={tabOf(incident)} title={incident.title} />}>
        <CopyLink url={window.location.href} />
        {(canUpdate || organization.can("incident.delete")) && (
          <DropdownMenu>
            <DropdownMenuTrigger asChild>
              <Button variant="ghost" size="icon-sm" aria-label="More actions">
                <EllipsisIcon aria-hidden />
              </Button>
            </DropdownMenuTrigger>
            <DropdownMenuContent align="end" onCloseAutoFocus={focusTitle}>
              {canUpdate && (
                <DropdownMenuItem onSelect={() => setRenaming(true)}>
                  <PencilIcon aria-hidden /> Rename…
                </DropdownMenuItem>
              )}
              {organization.can("incident.delete") && (
                <DropdownMenuItem variant="destructive" onSelect={deleteIt}>
                  <Trash2Icon aria-hidden /> Delete incident
                </DropdownMenuItem>
              )}
            </DropdownMenuContent>
          </DropdownMenu>
        )}
      </ViewBar>
      <div className="min-h-0 flex-1 overflow-y-auto pb-20 md:pb-6">
        <div className="mx-auto grid max-w-265 gap-x-10 gap-y-4 px-4 pt-6 md:px-6 lg:grid-cols-[minmax(0,1fr)_280px] lg:grid-rows-[auto_1fr]">
          <div className="flex min-w-0 max-w-170 flex-col gap-4">
            <IncidentTitle
              incident={incident}
              isEditing={isRenaming}
              input={title}
              onRename={(written) => update.run({ ...one, title: written })}
              onClose={() => setRenaming(false)}
            />
            <LateCallout incident={incident} />
            <ReachedNobody events={told} />
          </div>
          <aside aria-label="Details" className="min-w-0 lg:col-start-2 lg:row-span-2 lg:row-start-1">
            <IncidentPanel
              organization={slug}
              incident={incident}
              services={services}
              canUpdate={canUpdate}
              told={told}
            />
          </aside>
          <div className="flex min-w-0 max-w-170 flex-col gap-6">
            {mayUpdate && <OutOfReach why={outOfReach} />}
            {canUpdate && (
              <Composer key={`${incident.id} ${takenBack}`} organization={slug} incident={incident} />
            )}
            <Story
              organization={slug}
              incident={incident}
              services={services}
              canUpdate={canUpdate}
              told={told}
            />
            <PostmortemSection organization={slug} incident={incident} canUpdate={canUpdate} told={told} />
          </div>
        </div>
      </div>
    </>
  );
}
