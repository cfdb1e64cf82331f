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
import { worst } from "@fanal/domain";
import { Button } from "@fanal/ui/components/button";
import { Input } from "@fanal/ui/components/input";
import { Kbd } from "@fanal/ui/components/kbd";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { FolderPlusIcon, PlusIcon } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { ListSkeleton } from "../../components/list-skeleton.tsx";
import { RefreshFailed } from "../../components/refresh-failed.tsx";
import { ViewBar } from "../../components/view-bar.tsx";
import { useDeclare } from "../../lib/declare.ts";
import { moveBy, moveTo, moveToGroup } from "../../lib/lines.ts";
import { useKeys } from "../../lib/use-keys.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { useOwners } from "../../lib/use-owners.ts";
import { useReach } from "../../lib/use-reach.ts";
import { useRowKeys } from "../../lib/use-row-keys.ts";
import { useStable } from "../../lib/use-stable.ts";
import { GroupDialog } from "./group-dialog.tsx";
import { GroupHead } from "./group-head.tsx";
import { NoServices } from "./no-services.tsx";
import { type Line, toLines, toOrder } from "./order.ts";
import { ServiceDialog } from "./service-dialog.tsx";
import { type ServiceActs, ServiceRow } from "./service-row.tsx";
import { StatusMessageDialog } from "./status-message-dialog.tsx";
import {
  groupsQuery,
  servicesQuery,
  useDeleteGroup,
  useDeleteService,
  useReorder,
  useSetStatus,
  useUpdateGroup,
} from "./writes.ts";

type OpenDialog =
  | { kind: "service"; service?: Service }
  | { kind: "group"; group?: ServiceGroup }
  | { kind: "message"; service: Service };

export function ServicesView({ filter }: { filter: string }) {
  const organization = useOrganization();
  const { slug, can } = organization;
  const list = useQuery(servicesQuery(slug));
  const groupList = useQuery(groupsQuery(slug));
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  // Services without their groups would be put into order without them, too.
  const isLoaded = list.data !== undefined && groupList.data !== undefined;
  const services = isLoaded ? list.data : [];
  const groups = isLoaded ? groupList.data : [];
  const isEmpty = isLoaded && services.length === 0 && groups.length === 0;
  const refetch = () => void Promise.all([list.refetch(), groupList.refetch()]);

  return (
    <>
      <ServicesBar
        count={list.data?.length}
        isEmpty={isEmpty}
        onNewService={can("service.create") && !isEmpty ? () => setDialog({ kind: "service" }) : null}
        onNewGroup={can("service.create") && !isEmpty ? () => setDialog({ kind: "group" }) : null}
      />
      {(list.isError || groupList.isError) && (
        <RefreshFailed what="services" isKept={isLoaded} onRetry={refetch} />
      )}
      {!isEmpty && (
        <FilterBox filter={filter} shown={matching(services, filter).length} total={services.length} />
      )}
      <div className="min-h-0 flex-1 overflow-y-auto py-2 pb-20 md:pb-6">
        {(list.isPending || groupList.isPending) && <ListSkeleton label="Loading services" />}
        {isEmpty && (
          <NoServices organization={organization} onNewService={() => setDialog({ kind: "service" })} />
        )}
        <Rows services={services} groups={groups} filter={filter} openDialog={setDialog} />
      </div>
      <Dialogs dialog={dialog} groups={groups} onClose={() => setDialog(null)} />
    </>
  );
}

interface ServicesBarProps {
  count: number | undefined;
  /** Then the first thing to do is another one. */
  isEmpty: boolean;
  onNewService: (() => void) | null;
  onNewGroup: (() => void) | null;
}

function ServicesBar({ count, isEmpty, onNewService, onNewGroup }: ServicesBarProps) {
  const { can } = useOrganization();
  const declare = useDeclare();
  return (
    <ViewBar title="Services" count={count}>
      {onNewGroup !== null && (
        <Button variant="ghost" size="sm" onClick={onNewGroup} className="max-md:hidden">
          <FolderPlusIcon aria-hidden /> New group
        </Button>
      )}
      {onNewService !== null && (
        <Button variant="outline" size="sm" onClick={onNewService}>
          <PlusIcon aria-hidden /> New service
        </Button>
      )}
      {can("incident.create") && (
        <Button
          variant={isEmpty ? "outline" : "default"}
          size="sm"
          onClick={() => declare()}
          className="max-md:hidden"
        >
          Declare incident <Kbd>C</Kbd>
        </Button>
      )}
    </ViewBar>
  );
}

function FilterBox({ filter, shown, total }: { filter: string; shown: number; total: number }) {
  const navigate = useNavigate({ from: "/app/$organization/services" });
  const input = useRef<HTMLInputElement>(null);
  useKeys({ "/": () => input.current?.focus() });
  if (total < 8 && filter === "") return null;
  const setFilter = (text: string) =>
    void navigate({ search: text === "" ? {} : { filter: text }, replace: true, resetScroll: false });
  return (
    <div className="flex shrink-0 items-center gap-3 border-b px-4 py-2">
      <Input
        ref={input}
        type="search"
        aria-label="Filter services"
        placeholder="Filter"
        value={filter}
        onChange={(event) => setFilter(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && setFilter("")}
        className="h-7 md:max-w-60"
      />
      <p role="status" className="text-xs text-muted-foreground tabular-nums">
        {filter !== "" && `${shown} of ${total}`}
      </p>
    </div>
  );
}

interface RowsProps {
  services: Service[];
  groups: ServiceGroup[];
  filter: string;
  openDialog: (dialog: OpenDialog) => void;
}

function Rows({ services, groups, filter, openDialog }: RowsProps) {
  const organization = useOrganization();
  const { slug, can } = organization;
  const [statusOf, setStatusOf] = useState<string | null>(null);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const setStatus = useSetStatus();
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
  const ownersOf = useOwners();
  const acts = useStable<ServiceActs>({
    edit: (service) => openDialog({ kind: "service", service }),
    writeMessage: (service) => openDialog({ kind: "message", service }),
    openStatus: setStatusOf,
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
      s: (id) => can("service.set_status") && reach([id]) === null && setStatusOf(id),
      e: (id) => editService(id),
      Enter: (id) => editService(id),
      "Alt+ArrowUp": (id) => can("service.update") && acts.move(id, -1),
      "Alt+ArrowDown": (id) => can("service.update") && acts.move(id, 1),
    },
  );

  function editService(id: string) {
    const service = serviceOf(id);
    if (service !== undefined && can("service.update")) acts.edit(service);
  }

  function onDragEnd({ active, over }: DragEndEvent) {
    if (over !== null && active.id !== over.id) order(moveTo(lines, String(active.id), String(over.id)));
  }

  function toggle(groupId: string) {
    const next = new Set(closed);
    if (!next.delete(groupId)) next.add(groupId);
    setClosed(next);
  }

  return (
    <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={onDragEnd}>
      <SortableContext items={ids} strategy={verticalListSortingStrategy}>
        <ul aria-label="Services">
          {shown.map((line) => {
            if (line.kind === "service") {
              const { ref: rowRef, ...rowProps } = rows.row(line.id);
              return (
                <ServiceRow
                  key={line.id}
                  organization={organization}
                  service={line.service}
                  groups={groups}
                  owner={ownersOf([line.id])[0]}
                  outOfReach={reach([line.id])}
                  isStatusOpen={statusOf === line.id}
                  acts={acts}
                  rowRef={rowRef}
                  {...rowProps}
                />
              );
            }
            const members = services.filter((service) => service.groupId === line.id);
            const { group } = line;
            return (
              <GroupHead
                key={line.id}
                group={group}
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
    </DndContext>
  );
}

function Dialogs({
  dialog,
  groups,
  onClose,
}: {
  dialog: OpenDialog | null;
  groups: ServiceGroup[];
  onClose: () => void;
}) {
  const { slug } = useOrganization();
  const setStatus = useSetStatus();
  switch (dialog?.kind) {
    case "service":
      return <ServiceDialog organization={slug} service={dialog.service} groups={groups} onClose={onClose} />;
    case "group":
      return <GroupDialog organization={slug} group={dialog.group} onClose={onClose} />;
    case "message": {
      const { service } = dialog;
      return (
        <StatusMessageDialog
          service={service}
          onClose={onClose}
          onSet={(status, message) =>
            setStatus.run({
              organization: slug,
              serviceId: service.id,
              version: service.version,
              name: service.name,
              before: service.manualStatus,
              status,
              ...(message === "" ? {} : { message }),
            })
          }
        />
      );
    }
    default:
      return null;
  }
}

function matching(services: Service[], filter: string): Service[] {
  const wanted = filter.trim().toLowerCase();
  return services.filter(({ name, description }) => `${name} ${description}`.toLowerCase().includes(wanted));
}

/** What is drawn: while a filter is set, only what it finds and the heads above it; else all but what is folded away. */
function visibleLines(lines: Line[], filter: string, closed: ReadonlySet<string>): Line[] {
  const found = new Set(
    matching(
      lines.flatMap((line) => (line.kind === "service" ? [line.service] : [])),
      filter,
    ).map((service) => service.id),
  );
  let head: string | null = null;
  const shown: Line[] = [];
  for (const line of lines) {
    if (line.kind === "group") head = line.id;
    if (
      line.kind === "service" &&
      (!found.has(line.id) || (filter === "" && head !== null && closed.has(head)))
    )
      continue;
    shown.push(line);
  }
  if (filter === "") return shown;
  return shown.filter((line, index) => line.kind === "service" || shown[index + 1]?.kind === "service");
}
