import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  PointerSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { SortableContext, verticalListSortingStrategy } from "@dnd-kit/sortable";
import type { Service, ServiceGroup } from "@fanal/contract";
import { type ServiceStatus, worst } from "@fanal/domain";
import { useIsMobile } from "@fanal/ui/hooks/use-mobile";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import {
  ActivityIcon,
  CalendarPlusIcon,
  CheckIcon,
  HistoryIcon,
  PencilIcon,
  SquarePenIcon,
  Trash2Icon,
  XIcon,
} from "lucide-react";
import { type RefObject, useMemo, useState } from "react";
import { BulkBar } from "../../components/bulk-bar.tsx";
import { type Action, useActions } from "../../lib/actions.ts";
import { useDeclare } from "../../lib/declare.ts";
import { moveBy, moveTo, moveToGroup } from "../../lib/lines.ts";
import { serviceLevelsQuery } from "../../lib/service-levels.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { useOwners } from "../../lib/use-owners.ts";
import { useReach } from "../../lib/use-reach.ts";
import { useRowKeys } from "../../lib/use-row-keys.ts";
import { useRowsInView } from "../../lib/use-rows-in-view.ts";
import { useSelection } from "../../lib/use-selection.ts";
import { useStable } from "../../lib/use-stable.ts";
import { BulkStatus } from "./bulk-status.tsx";
import { GroupHead } from "./group-head.tsx";
import { type Line, toLines, toOrder } from "./order.ts";
import type { OpenDialog } from "./service-dialogs.tsx";
import { type ServiceActs, ServiceRow } from "./service-row.tsx";
import { visibleLines } from "./visible-lines.ts";
import {
  useDeleteGroup,
  useDeleteService,
  useReorder,
  useSetStatus,
  useSetStatuses,
  useUpdateGroup,
} from "./writes.ts";

/** As the rows are styled. */
const rowPx = { desktop: 40, phone: 52 };
const headPx = 32;
const aboveHeadPx = 8;

interface ServiceRowsProps {
  services: Service[];
  groups: ServiceGroup[];
  filter: string;
  /** The element in which they are scrolled. */
  scroller: RefObject<HTMLElement | null>;
  openDialog: (dialog: OpenDialog) => void;
}

/** The services under their groups: worked on by keys, put in order by dragging. */
export function ServiceRows({ services, groups, filter, scroller, openDialog }: ServiceRowsProps) {
  const organization = useOrganization();
  const { slug, can } = organization;
  const [statusOf, setStatusOf] = useState<string | null>(null);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [isBulkOpen, setBulkOpen] = useState(false);
  const selection = useSelection(services);
  const { chosen } = selection;
  const setStatus = useSetStatus();
  const setStatuses = useSetStatuses();
  const remove = useDeleteService();
  const reorder = useReorder();
  const updateGroup = useUpdateGroup();
  const deleteGroup = useDeleteGroup();
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 4 } }));

  const lines = toLines(services, groups);
  const shown = visibleLines(lines, filter, closed);
  const shownIds = shown.map((line) => line.id).join(" ");
  // A new list would have every row drawn again.
  const ids = useMemo(() => shownIds.split(" "), [shownIds]);
  const shownServices = shown.flatMap((line) => (line.kind === "service" ? [line.service] : []));
  const order = (next: Line[]) => reorder.run({ organization: slug, services: toOrder(next) });
  const serviceOf = (id: string) => services.find((service) => service.id === id);

  const reach = useReach();
  const declare = useDeclare();
  const navigate = useNavigate();
  const ownersOf = useOwners();
  // Without them rows are as they are; Reports say that it failed.
  const { data: levels = [] } = useQuery(serviceLevelsQuery(slug));
  const levelOf = new Map(levels.map((level) => [level.serviceId, level]));
  const acts = useStable<ServiceActs>({
    edit: (service) => openDialog({ kind: "service", service }),
    correct: (service) => openDialog({ kind: "correction", service }),
    writeMessage: (service) => openDialog({ kind: "message", service }),
    openStatus: setStatusOf,
    select,
    setStatus: (service, status) =>
      setStatus.run({
        organization: slug,
        serviceId: service.id,
        version: service.version,
        name: service.name,
        before: service.manualStatus,
        status,
      }),
    remove: (service) => {
      const next = shownServices[shownServices.indexOf(service) + 1];
      remove.run({ organization: slug, service, version: service.version });
      rows.focus(next?.id);
    },
    move: (id, step) => order(moveBy(lines, id, step)),
    moveToGroup: (id, groupId) => order(moveToGroup(lines, id, groupId)),
  });
  const rows = useRowKeys(
    shownServices.map((service) => service.id),
    {
      s: (id) => (chosen.length > 0 ? setBulkOpen(true) : mayAct(id) && setStatusOf(id)),
      x: (id) => select(id),
      e: (id) => editService(id),
      Enter: (id) => editService(id),
      "Alt+ArrowUp": (id) => can("service.update") && acts.move(id, -1),
      "Alt+ArrowDown": (id) => can("service.update") && acts.move(id, 1),
    },
  );

  const at = serviceOf(rows.at ?? "");
  useActions(
    chosen.length > 0
      ? [
          {
            label:
              chosen.length === 1 ? "Set status of 1 service" : `Set status of ${chosen.length} services`,
            icon: ActivityIcon,
            keys: "S",
            run: () => setBulkOpen(true),
          },
          { label: "Clear selection", icon: XIcon, keys: "Esc", run: selection.clear },
        ]
      : at === undefined
        ? []
        : actionsOn(at),
  );

  const [dragged, setDragged] = useState<string | null>(null);
  const isMobile = useIsMobile();
  const { inView, style } = useRowsInView(shown, {
    scroller,
    heightOf: (line) => {
      if (line.kind === "service") return isMobile ? rowPx.phone : rowPx.desktop;
      return line === shown[0] ? headPx : headPx + aboveHeadPx;
    },
    // A menu that is open, the focus and what is dragged stay, however far one scrolls.
    isKept: ({ id }) => id === rows.active || id === statusOf || id === dragged,
  });

  function mayAct(id: string): boolean {
    return can("service.set_status") && reach([id]) === null;
  }

  function select(id: string) {
    if (mayAct(id)) selection.toggle(id);
  }

  function setAll(status: ServiceStatus) {
    setStatuses.run({ organization: slug, changes: chosen.map((service) => ({ service, status })) });
    selection.clear();
    rows.focus(chosen[0]?.id);
  }

  /** What can be done with the row that has the focus, or had it. */
  function actionsOn(service: Service): (Action | false)[] {
    const { id, name: of } = service;
    const canUpdate = can("service.update");
    return [
      mayAct(id) && { label: "Set status", of, icon: ActivityIcon, keys: "S", run: () => setStatusOf(id) },
      mayAct(id) && { label: "Select", of, icon: CheckIcon, keys: "X", run: () => select(id) },
      canUpdate && { label: "Edit", of, icon: PencilIcon, keys: "E", run: () => acts.edit(service) },
      canUpdate && { label: "Correct uptime", of, icon: HistoryIcon, run: () => acts.correct(service) },
      can("incident.create") &&
        reach([id]) === null && {
          label: "Declare incident",
          of,
          icon: SquarePenIcon,
          run: () => declare([id]),
        },
      can("maintenance.create") &&
        reach([id]) === null && {
          label: "Schedule maintenance",
          of,
          icon: CalendarPlusIcon,
          run: () =>
            void navigate({
              to: "/app/$organization/maintenances/new",
              params: { organization: slug },
              search: { service: id },
            }),
        },
      can("service.delete") && { label: "Delete", of, icon: Trash2Icon, run: () => acts.remove(service) },
    ];
  }

  function editService(id: string) {
    const service = serviceOf(id);
    if (service !== undefined && can("service.update")) acts.edit(service);
  }

  function onDragEnd({ active, over }: DragEndEvent) {
    setDragged(null);
    if (over !== null && active.id !== over.id) order(moveTo(lines, String(active.id), String(over.id)));
  }

  function toggle(groupId: string) {
    const next = new Set(closed);
    if (!next.delete(groupId)) next.add(groupId);
    setClosed(next);
  }

  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragStart={({ active }) => setDragged(String(active.id))}
      onDragCancel={() => setDragged(null)}
      onDragEnd={onDragEnd}
    >
      <SortableContext items={ids} strategy={verticalListSortingStrategy}>
        <ul aria-label="Services" style={style} className="shrink-0">
          {inView.map(({ row: line, place }) => {
            if (line.kind === "service") {
              const { ref: rowRef, ...rowProps } = rows.row(line.id);
              return (
                <ServiceRow
                  key={line.id}
                  organization={organization}
                  service={line.service}
                  groups={groups}
                  owner={ownersOf([line.id])[0]}
                  level={levelOf.get(line.id)}
                  outOfReach={reach([line.id])}
                  isStatusOpen={statusOf === line.id}
                  isSelected={selection.has(line.id)}
                  isSelecting={chosen.length > 0}
                  acts={acts}
                  rowRef={rowRef}
                  {...rowProps}
                  {...place}
                />
              );
            }
            const members = services.filter((service) => service.groupId === line.id);
            const { group } = line;
            return (
              <GroupHead
                key={line.id}
                group={group}
                isFirst={line === shown[0]}
                {...place}
                count={members.length}
                status={worst(members.map((service) => service.status))}
                isOpen={!closed.has(line.id)}
                canEdit={can("service.update")}
                onToggle={() => toggle(line.id)}
                onRename={() => openDialog({ kind: "group", group })}
                onDelete={() => deleteGroup.run({ organization: slug, group, version: group.version })}
                onMove={(step) => {
                  const position = Math.max(0, groups.indexOf(group) + step);
                  updateGroup.run({
                    organization: slug,
                    groupId: group.id,
                    version: group.version,
                    position,
                  });
                }}
              />
            );
          })}
        </ul>
      </SortableContext>
      {chosen.length > 0 && (
        <BulkBar label="Selected services" count={chosen.length} onClear={selection.clear}>
          <BulkStatus isOpen={isBulkOpen} onOpenChange={setBulkOpen} onChoose={setAll} />
        </BulkBar>
      )}
    </DndContext>
  );
}
