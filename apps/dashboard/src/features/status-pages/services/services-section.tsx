import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  PointerSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { SortableContext, verticalListSortingStrategy } from "@dnd-kit/sortable";
import type { PageGroup } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { Input } from "@fanal/ui/components/input";
import { useQuery } from "@tanstack/react-query";
import { ListChecksIcon } from "lucide-react";
import { useState } from "react";
import { ListSkeleton } from "../../../components/list-skeleton.tsx";
import { RefreshFailed } from "../../../components/refresh-failed.tsx";
import { query } from "../../../lib/api.ts";
import { moveBelow, moveToGroup } from "../../../lib/lines.ts";
import { offerUndo } from "../../../lib/undo.ts";
import { useRowKeys } from "../../../lib/use-row-keys.ts";
import { useStable } from "../../../lib/use-stable.ts";
import { useEditor } from "../editor.tsx";
import { SwitchSetting } from "../settings.tsx";
import {
  type Arrangement,
  choose,
  drop,
  type PageLine,
  type ServiceLine,
  step,
  toArrangement,
  toLines,
  withGroup,
  withOwnGroups,
  withoutGroup,
  withSetting,
} from "./arrangement.ts";
import { ChooseServicesDialog } from "./choose-services-dialog.tsx";
import { MoveDialog } from "./move-dialog.tsx";
import { PageGroupDialog } from "./page-group-dialog.tsx";
import { PageGroupHead } from "./page-group-head.tsx";
import { PageServiceDialog } from "./page-service-dialog.tsx";
import { type LineActs, PageServiceRow } from "./page-service-row.tsx";

const filterFrom = 12;

type OpenDialog =
  | { kind: "choose" }
  | { kind: "service"; id: string }
  | { kind: "move"; id: string }
  | { kind: "group"; group?: PageGroup };

/** Which services the page shows, under which heads, in which order and by which names. */
export function ServicesSection() {
  const { organization, page, canUpdate, save } = useEditor();
  const serviceList = useQuery(query.services.list.queryOptions({ input: { organization } }));
  const groupList = useQuery(query.serviceGroups.list.queryOptions({ input: { organization } }));
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const isLoaded = serviceList.data !== undefined && groupList.data !== undefined;
  const services = isLoaded ? serviceList.data : [];
  const lines = isLoaded ? toLines(page, services, groupList.data) : [];
  const arrange = (arrangement: Arrangement) => {
    const { serviceIds, serviceSettings, groups } = arrangement;
    save({ serviceIds, serviceSettings, groups });
  };

  function turnOwnGroups(isOn: boolean) {
    const { serviceIds, serviceSettings, groups } = page;
    if (isOn) return arrange(withOwnGroups(lines, page));
    arrange({
      ...page,
      groups: null,
      serviceSettings: serviceSettings.map((one) => ({ ...one, groupId: null })),
    });
    offerUndo("The page shows the groups of your services.", () =>
      arrange({ serviceIds, serviceSettings, groups }),
    );
  }

  return (
    <>
      <div className="flex items-center gap-2">
        <p className="text-muted-foreground tabular-nums">
          {isLoaded && `${page.serviceIds.length} of ${services.length} services`}
        </p>
        {canUpdate && services.length > 0 && (
          <Button
            variant="outline"
            size="sm"
            className="ml-auto"
            onClick={() => setDialog({ kind: "choose" })}
          >
            <ListChecksIcon aria-hidden /> Choose services
          </Button>
        )}
      </div>
      <SwitchSetting
        label="Add new services by themselves"
        help="A service that is created appears on this page at once."
        isOn={page.addsNewServices}
        onSave={(addsNewServices) => save({ addsNewServices })}
      />
      <SwitchSetting
        label="Groups of this page’s own"
        help="Otherwise it shows the groups that your services have everywhere."
        isOn={page.groups !== null}
        onSave={turnOwnGroups}
      />
      {(serviceList.isError || groupList.isError) && (
        <RefreshFailed
          what="services"
          isKept={isLoaded}
          onRetry={() => void Promise.all([serviceList.refetch(), groupList.refetch()])}
        />
      )}
      {(serviceList.isPending || groupList.isPending) && <ListSkeleton label="Loading services" />}
      {isLoaded && services.length === 0 && (
        <p className="text-muted-foreground">
          No services yet. Create them under Services; then choose here.
        </p>
      )}
      {services.length > 0 && page.serviceIds.length === 0 && (
        <p className="text-muted-foreground">
          This page shows no service yet. Choose what its visitors would miss first.
        </p>
      )}
      <Lines lines={lines} onArrange={arrange} onOpen={setDialog} />
      {canUpdate && page.groups !== null && (
        <div>
          <Button variant="ghost" size="sm" onClick={() => setDialog({ kind: "group" })}>
            New group
          </Button>
        </div>
      )}
      <Dialogs dialog={dialog} lines={lines} onArrange={arrange} onClose={() => setDialog(null)} />
    </>
  );
}

interface LinesProps {
  lines: PageLine[];
  onArrange: (arrangement: Arrangement) => void;
  onOpen: (dialog: OpenDialog) => void;
}

function Lines({ lines, onArrange, onOpen }: LinesProps) {
  const { page, canUpdate } = useEditor();
  const [filter, setFilter] = useState("");
  const [moved, setMoved] = useState("");
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 4 } }));
  const shown = matching(lines, filter);
  const order = (next: PageLine[]) => onArrange(toArrangement(next, page));
  const lineOf = (id: string) => lines.find((line) => line.id === id);

  const acts = useStable<LineActs>({
    edit: (id) => onOpen({ kind: "service", id }),
    move: (id, by) => {
      const next = step(lines, id, by);
      if (next === lines) return;
      order(next);
      setMoved(`${lineOf(id)?.name}: place ${placeOf(next, id)} of ${next.length}`);
    },
    moveElsewhere: (id) => onOpen({ kind: "move", id }),
    moveToGroup: (id, groupId) => order(moveToGroup(lines, id, groupId)),
    hideWhileUp: (line, onlyWhenNotOperational) =>
      onArrange(withSetting(page, { ...line.setting, onlyWhenNotOperational })),
    remove: (id) => {
      const rest = shown.filter((line) => line.kind === "service");
      const next = rest[rest.findIndex((line) => line.id === id) + 1];
      const { serviceIds, serviceSettings, groups } = page;
      onArrange(
        choose(
          page,
          serviceIds.filter((one) => one !== id),
        ),
      );
      offerUndo(`${lineOf(id)?.name} is no longer on this page.`, () =>
        onArrange({ serviceIds, serviceSettings, groups }),
      );
      rows.focus(next?.id);
    },
    editGroup: (group) => onOpen({ kind: "group", group }),
    removeGroup: (group) => {
      const { serviceIds, serviceSettings, groups } = page;
      onArrange(withoutGroup(page, group.id));
      offerUndo(`Group ${group.name} deleted. Its services are still on the page.`, () =>
        onArrange({ serviceIds, serviceSettings, groups }),
      );
    },
  });
  const change = (act: (id: string) => void) => (id: string) => canUpdate && act(id);
  const rows = useRowKeys(
    shown.filter((line) => line.kind === "service" || line.group !== null).map((line) => line.id),
    {
      e: change((id) => editLine(id)),
      Enter: change((id) => editLine(id)),
      "Alt+ArrowUp": change((id) => acts.move(id, -1)),
      "Alt+ArrowDown": change((id) => acts.move(id, 1)),
    },
  );

  function editLine(id: string) {
    const line = lineOf(id);
    if (line?.kind === "service") acts.edit(id);
    else if (line?.group != null) acts.editGroup(line.group);
  }

  function onDragEnd({ active, over }: DragEndEvent) {
    if (over === null || active.id === over.id) return;
    const next = drop(lines, String(active.id), String(over.id));
    if (next !== lines) order(next);
  }

  return (
    <div className="flex flex-col gap-2">
      {lines.length > filterFrom && (
        <div className="flex items-center gap-3">
          <Input
            type="search"
            aria-label="Filter services of this page"
            placeholder="Filter"
            value={filter}
            onChange={(event) => setFilter(event.target.value)}
            onKeyDown={(event) => event.key === "Escape" && setFilter("")}
            className="h-7 max-w-60"
          />
          <p role="status" className="text-xs text-muted-foreground tabular-nums">
            {filter !== "" && `${count(shown)} of ${count(lines)}`}
          </p>
        </div>
      )}
      <p role="status" className="sr-only">
        {moved}
      </p>
      <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={onDragEnd}>
        <SortableContext items={shown.map((line) => line.id)} strategy={verticalListSortingStrategy}>
          <ul aria-label="Services on this page" className="-mx-2">
            {shown.map((line) =>
              line.kind === "service" ? (
                <PageServiceRow
                  key={line.id}
                  line={line}
                  groups={page.groups}
                  canUpdate={canUpdate}
                  acts={acts}
                  row={rows.row(line.id)}
                />
              ) : (
                <PageGroupHead
                  key={line.id}
                  name={line.name}
                  group={canUpdate ? line.group : null}
                  acts={acts}
                  row={rows.row(line.id)}
                />
              ),
            )}
          </ul>
        </SortableContext>
      </DndContext>
    </div>
  );
}

interface DialogsProps {
  dialog: OpenDialog | null;
  lines: PageLine[];
  onArrange: (arrangement: Arrangement) => void;
  onClose: () => void;
}

function Dialogs({ dialog, lines, onArrange, onClose }: DialogsProps) {
  const { page } = useEditor();
  const serviceLine = (id: string) =>
    lines.find((line): line is ServiceLine => line.id === id && line.kind === "service");
  switch (dialog?.kind) {
    case "choose":
      return (
        <ChooseServicesDialog
          onClose={onClose}
          onChoose={(serviceIds) => onArrange(choose(page, serviceIds))}
        />
      );
    case "service": {
      const line = serviceLine(dialog.id);
      if (line === undefined) return null;
      return (
        <PageServiceDialog
          line={line}
          onClose={onClose}
          onSave={(setting) => onArrange(withSetting(page, setting))}
        />
      );
    }
    case "move": {
      const line = serviceLine(dialog.id);
      if (line === undefined) return null;
      return (
        <MoveDialog
          line={line}
          lines={lines}
          onClose={onClose}
          onMove={(aboveId) => onArrange(toArrangement(moveBelow(lines, line.id, aboveId), page))}
        />
      );
    }
    case "group":
      return (
        <PageGroupDialog
          group={dialog.group}
          onClose={onClose}
          onSave={(group) => onArrange(withGroup(page, group))}
        />
      );
    default:
      return null;
  }
}

/** While a filter is set, only what it finds and the heads above it. */
function matching(lines: PageLine[], filter: string): PageLine[] {
  const wanted = filter.trim().toLowerCase();
  if (wanted === "") return lines;
  const found = lines.filter(
    (line) => line.kind === "group" || `${line.name} ${line.service.name}`.toLowerCase().includes(wanted),
  );
  return found.filter((line, index) => line.kind === "service" || found[index + 1]?.kind === "service");
}

function count(lines: PageLine[]): number {
  return lines.filter((line) => line.kind === "service").length;
}

function placeOf(lines: PageLine[], id: string): number {
  return lines.findIndex((line) => line.id === id) + 1;
}
