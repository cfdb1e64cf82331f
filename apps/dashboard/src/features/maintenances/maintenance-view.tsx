import type { Maintenance } from "@fanal/contract";
import { isOver } from "@fanal/domain";
import { Button } from "@fanal/ui/components/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@fanal/ui/components/dropdown-menu";
import { Kbd } from "@fanal/ui/components/kbd";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { CalendarClockIcon, EllipsisIcon, Trash2Icon } from "lucide-react";
import { useRef, useState } from "react";
import { toast } from "sonner";
import { CopyLink } from "../../components/copy-link.tsx";
import { OutOfReach } from "../../components/out-of-reach.tsx";
import { ReachedNobody } from "../../components/telling/reached-nobody.tsx";
import { ToldBeside } from "../../components/telling/told-beside.tsx";
import { useToldEvents } from "../../components/telling/told-events.ts";
import { ViewBar } from "../../components/view-bar.tsx";
import { useActions } from "../../lib/actions.ts";
import { useKeys } from "../../lib/use-keys.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { useReach } from "../../lib/use-reach.ts";
import { Breadcrumb } from "./breadcrumb.tsx";
import { Composer } from "./composer.tsx";
import { ExtendMenu } from "./extend-menu.tsx";
import { MaintenancePanel } from "./maintenance-panel.tsx";
import { ProgressLine } from "./progress-line.tsx";
import { maintenanceQuery } from "./queries.ts";
import { ScopeDialog } from "./scope-dialog.tsx";
import { Story } from "./story.tsx";
import { WindowClocks } from "./window-clocks.tsx";
import { useDeleteMaintenance, useUpdateMaintenance } from "./writes.ts";

export function MaintenanceView({ maintenanceId }: { maintenanceId: string }) {
  const { slug, can } = useOrganization();
  const { data: maintenance } = useSuspenseQuery(maintenanceQuery(slug, maintenanceId));
  const { title, startsAt, endsAt, timeZone } = maintenance;
  const told = useToldEvents(slug, { maintenanceId });
  const outOfReach = useReach()(maintenance.serviceIds);
  const canUpdate = can("maintenance.update") && outOfReach === null;
  return (
    <>
      <ViewBar title={<Breadcrumb organization={slug} title={title} />}>
        <Acts maintenance={maintenance} />
      </ViewBar>
      <div className="min-h-0 flex-1 overflow-y-auto pb-20 md:pb-6">
        <div className="mx-auto grid max-w-265 gap-x-10 gap-y-4 px-4 pt-6 md:px-6 lg:grid-cols-[minmax(0,1fr)_280px] lg:grid-rows-[auto_1fr]">
          <div className="flex min-w-0 max-w-170 flex-col gap-3">
            <h2 className="text-xl text-balance wrap-anywhere">{title}</h2>
            <ProgressLine maintenance={maintenance} />
            <ReachedNobody events={told} />
            <WindowClocks
              window={{ startsAt: new Date(startsAt), endsAt: new Date(endsAt) }}
              timeZone={timeZone}
            />
          </div>
          <aside aria-label="Details" className="min-w-0 lg:col-start-2 lg:row-span-2 lg:row-start-1">
            <MaintenancePanel maintenance={maintenance} told={told} />
          </aside>
          <div className="flex min-w-0 max-w-170 flex-col gap-6">
            {can("maintenance.update") && <OutOfReach why={outOfReach} />}
            {canUpdate && <Composer key={maintenance.id} organization={slug} maintenance={maintenance} />}
            <ToldBeside events={told} />
            <Story organization={slug} maintenance={maintenance} canUpdate={canUpdate} told={told} />
          </div>
        </div>
      </div>
    </>
  );
}

function Acts({ maintenance }: { maintenance: Maintenance }) {
  const { slug, can } = useOrganization();
  const navigate = useNavigate();
  const [isAskingScope, setAskingScope] = useState(false);
  const toldOnceSaved = useRef("");
  const update = useUpdateMaintenance({
    onSaved: ({ title }) => toast.success(`${title} changed. ${toldOnceSaved.current}`.trim()),
  });
  const remove = useDeleteMaintenance();
  const { id, version } = maintenance;
  const canUpdate = useReach()(maintenance.serviceIds) === null && can("maintenance.update");

  const editing = isOver(maintenance.status) ? "Edit" : "Edit or reschedule";

  function edit() {
    if (!canUpdate) return;
    void navigate({
      to: "/app/$organization/maintenances/$maintenanceId/edit",
      params: { organization: slug, maintenanceId: id },
    });
  }
  const deleteIt = () =>
    maintenance.series === null
      ? remove.run({ organization: slug, maintenance, scope: "this", version })
      : setAskingScope(true);
  useKeys({ e: edit });
  useActions([
    canUpdate && { label: editing, icon: CalendarClockIcon, keys: "E", run: edit },
    can("maintenance.delete") && { label: "Delete maintenance", icon: Trash2Icon, run: deleteIt },
  ]);

  return (
    <>
      {canUpdate && !isOver(maintenance.status) && (
        <ExtendMenu
          maintenance={maintenance}
          onExtend={(localEnd, { choice, said }) => {
            toldOnceSaved.current = said;
            update.run({ organization: slug, maintenanceId: id, version, localEnd, ...choice });
          }}
        />
      )}
      {canUpdate && (
        <Button variant="outline" size="sm" onClick={edit} className="max-md:hidden">
          {editing} <Kbd>E</Kbd>
        </Button>
      )}
      <CopyLink url={window.location.href} />
      {(canUpdate || can("maintenance.delete")) && (
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <Button variant="ghost" size="icon-sm" aria-label="More actions">
              <EllipsisIcon aria-hidden />
            </Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent align="end">
            {canUpdate && (
              <DropdownMenuItem onSelect={edit}>
                <CalendarClockIcon aria-hidden /> Edit or reschedule…
              </DropdownMenuItem>
            )}
            {can("maintenance.delete") && (
              <DropdownMenuItem variant="destructive" onSelect={deleteIt}>
                <Trash2Icon aria-hidden /> Delete maintenance
              </DropdownMenuItem>
            )}
          </DropdownMenuContent>
        </DropdownMenu>
      )}
      {isAskingScope && (
        <ScopeDialog
          title="Delete which of them?"
          description="This one can be brought back. With all that follow, it no longer repeats, for good."
          isDestructive
          onChoose={(scope) => {
            setAskingScope(false);
            remove.run({ organization: slug, maintenance, scope, version });
          }}
          onClose={() => setAskingScope(false)}
        />
      )}
    </>
  );
}
