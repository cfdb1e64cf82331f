import { Button } from "@fanal/ui/components/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@fanal/ui/components/dropdown-menu";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ChevronRightIcon, EllipsisIcon, PencilIcon, Trash2Icon } from "lucide-react";
import { useRef, useState } from "react";
import { CopyLink } from "../../components/copy-link.tsx";
import { ViewBar } from "../../components/view-bar.tsx";
import { query } from "../../lib/api.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { Composer } from "./composer.tsx";
import { IncidentPanel } from "./incident-panel.tsx";
import { IncidentTitle } from "./incident-title.tsx";
import { incidentQuery } from "./queries.ts";
import { Story } from "./story.tsx";
import { useDeleteIncident, useUpdateIncident } from "./writes.ts";

export function IncidentView({ incidentId }: { incidentId: string }) {
  const organization = useOrganization();
  const { slug } = organization;
  const { data: incident } = useSuspenseQuery(incidentQuery(slug, incidentId));
  const { data: services } = useQuery(query.services.list.queryOptions({ input: { organization: slug } }));
  const [isRenaming, setRenaming] = useState(false);
  const title = useRef<HTMLInputElement>(null);
  const update = useUpdateIncident();
  const remove = useDeleteIncident();
  const canUpdate = organization.can("incident.update");
  const one = { organization: slug, incidentId, version: incident.version };

  /** A menu gives focus back to its button, which would end the renaming that it began. */
  function focusTitle(menuClosed: Event) {
    if (!isRenaming) return;
    menuClosed.preventDefault();
    title.current?.select();
  }

  return (
    <>
      <ViewBar
        title={
          <span className="flex min-w-0 items-center gap-1">
            <Link
              to="/app/$organization/incidents"
              params={{ organization: slug }}
              className="shrink-0 font-medium text-muted-foreground hover:text-foreground"
            >
              Incidents
            </Link>
            <ChevronRightIcon aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
            <span className="truncate">{incident.title}</span>
          </span>
        }
      >
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
                <DropdownMenuItem
                  variant="destructive"
                  onSelect={() => remove.run({ organization: slug, incident, version: incident.version })}
                >
                  <Trash2Icon aria-hidden /> Delete incident
                </DropdownMenuItem>
              )}
            </DropdownMenuContent>
          </DropdownMenu>
        )}
      </ViewBar>
      <div className="min-h-0 flex-1 overflow-y-auto pb-20 md:pb-6">
        <div className="mx-auto grid max-w-265 gap-x-10 gap-y-4 px-4 pt-6 md:px-6 lg:grid-cols-[minmax(0,1fr)_280px] lg:grid-rows-[auto_1fr]">
          <div className="min-w-0 max-w-170">
            <IncidentTitle
              incident={incident}
              isEditing={isRenaming}
              input={title}
              onRename={(written) => update.run({ ...one, title: written })}
              onClose={() => setRenaming(false)}
            />
          </div>
          <aside aria-label="Details" className="min-w-0 lg:col-start-2 lg:row-span-2 lg:row-start-1">
            <IncidentPanel
              incident={incident}
              services={services}
              onImpact={canUpdate ? (impact) => update.run({ ...one, impact }) : undefined}
            />
          </aside>
          <div className="flex min-w-0 max-w-170 flex-col gap-6">
            {canUpdate && <Composer key={incident.id} organization={slug} incident={incident} />}
            <Story updates={incident.updates} services={services} />
          </div>
        </div>
      </div>
    </>
  );
}
