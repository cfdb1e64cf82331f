import { useSortable } from "@dnd-kit/sortable";
import { CSS } from "@dnd-kit/utilities";
import type { Service, ServiceGroup, ServiceLevel } from "@fanal/contract";
import { isBudgetLow, type ServiceStatus, serviceStatusLabels } from "@fanal/domain";
import { Badge } from "@fanal/ui/components/badge";
import { Button } from "@fanal/ui/components/button";
import { Checkbox } from "@fanal/ui/components/checkbox";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuShortcut,
  DropdownMenuSub,
  DropdownMenuSubContent,
  DropdownMenuSubTrigger,
  DropdownMenuTrigger,
} from "@fanal/ui/components/dropdown-menu";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import { cn } from "@fanal/ui/lib/utils";
import { Link } from "@tanstack/react-router";
import {
  ArrowDownIcon,
  ArrowUpIcon,
  CalendarPlusIcon,
  CheckIcon,
  EllipsisIcon,
  FolderInputIcon,
  GripVerticalIcon,
  HistoryIcon,
  PencilIcon,
  SquarePenIcon,
  Trash2Icon,
} from "lucide-react";
import { memo } from "react";
import { Age } from "../../components/age.tsx";
import { TeamTags } from "../../components/team-tags.tsx";
import { useDeclare } from "../../lib/declare.ts";
import { budgetWords, targetWords } from "../../lib/service-levels.ts";
import type { useOrganization } from "../../lib/use-organization.ts";
import type { Place } from "../../lib/use-rows-in-view.ts";
import { StatusMenu } from "./status-menu.tsx";

/** What can be done with a service of the list. */
export type ServiceActs = {
  edit: (service: Service) => void;
  correct: (service: Service) => void;
  remove: (service: Service) => void;
  setStatus: (service: Service, status: ServiceStatus) => void;
  writeMessage: (service: Service) => void;
  openStatus: (serviceId: string | null) => void;
  /** Or no longer. */
  select: (serviceId: string) => void;
  move: (serviceId: string, step: 1 | -1) => void;
  moveToGroup: (serviceId: string, groupId: string | null) => void;
};

interface ServiceRowProps extends Place {
  organization: ReturnType<typeof useOrganization>;
  service: Service;
  groups: ServiceGroup[];
  /** The team that owns it, where one does. */
  owner: string | undefined;
  /** How it stands to its target this month, where it has one. */
  level: ServiceLevel | undefined;
  /** Why one may not act on it; `null`: one may. */
  outOfReach: string | null;
  isStatusOpen: boolean;
  isSelected: boolean;
  /** Whether any row is: then each can be, also by touch. */
  isSelecting: boolean;
  acts: ServiceActs;
  tabIndex: number;
  onFocus: () => void;
  rowRef: (element: HTMLElement | null) => void;
}

export const ServiceRow = memo(function ServiceRow(props: ServiceRowProps) {
  const { organization, service, owner, level, outOfReach, isStatusOpen, acts, tabIndex, onFocus, rowRef } =
    props;
  const { isSelected, isSelecting } = props;
  const canOrder = organization.can("service.update");
  const note = targetNote(level);
  const sortable = useSortable({ id: service.id, disabled: !canOrder });
  return (
    <li
      ref={sortable.setNodeRef}
      aria-setsize={props["aria-setsize"]}
      aria-posinset={props["aria-posinset"]}
      style={{
        ...props.style,
        transform: CSS.Translate.toString(sortable.transform),
        transition: sortable.transition ?? undefined,
      }}
      className={cn("relative", sortable.isDragging && "z-10 opacity-80")}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would say that it is part of a form */}
      <div
        ref={rowRef}
        role="group"
        aria-label={[
          service.name,
          serviceStatusLabels[service.status].label.toLowerCase(),
          note,
          isSelected ? "selected" : null,
        ]
          .filter((part) => part !== null)
          .join(", ")}
        tabIndex={tabIndex}
        onFocus={onFocus}
        className={cn(
          "group/row mx-2 flex min-h-13 items-center gap-3 rounded-md px-2 hover:bg-accent focus-visible:-outline-offset-2 md:min-h-10",
          isSelected && "bg-primary/10 hover:bg-primary/10",
        )}
      >
        {canOrder && (
          <button
            type="button"
            {...sortable.attributes}
            {...sortable.listeners}
            tabIndex={-1}
            aria-label={`Move ${service.name}`}
            className="-ml-1 flex h-7 w-4 shrink-0 cursor-grab touch-none items-center justify-center text-muted-foreground opacity-0 group-hover/row:opacity-100 group-focus-within/row:opacity-100 pointer-coarse:hidden"
          >
            <GripVerticalIcon aria-hidden className="size-3.5" />
          </button>
        )}
        {organization.can("service.set_status") && outOfReach === null && (
          <Checkbox
            tabIndex={-1}
            aria-label={`Select ${service.name}`}
            checked={isSelected}
            onCheckedChange={() => acts.select(service.id)}
            className={cn(
              !isSelecting &&
                "opacity-0 group-hover/row:opacity-100 group-focus-within/row:opacity-100 pointer-coarse:hidden",
            )}
          />
        )}
        {organization.can("service.set_status") && outOfReach === null ? (
          <StatusMenu
            organization={organization.slug}
            service={service}
            isOpen={isStatusOpen}
            onOpenChange={(isOpen) => acts.openStatus(isOpen ? service.id : null)}
            onChoose={(status) => acts.setStatus(service, status)}
            onWriteMessage={() => acts.writeMessage(service)}
          />
        ) : (
          <ReadOnlyStatus
            service={service}
            why={organization.can("service.set_status") ? outOfReach : null}
          />
        )}
        <span className="flex min-w-0 flex-1 items-baseline gap-3 max-md:flex-col max-md:gap-0">
          <span dir="auto" className="max-w-full shrink-0 truncate font-strong md:max-w-[60%]">
            {service.name}
          </span>
          <span className="min-w-0 max-w-full truncate text-muted-foreground max-md:hidden">
            {service.description}
          </span>
          <span aria-hidden className="max-w-full truncate text-muted-foreground md:hidden">
            {serviceStatusLabels[service.status].label}
            {owner !== undefined && ` · ${owner}`}
            {note !== null && ` · ${note}`}
          </span>
        </span>
        {note !== null && level !== undefined && (
          <Badge
            variant={level.remainingSeconds < 0 ? "major" : "degraded"}
            title={`Downtime that the target of ${targetWords(level.slaTarget)} allows this month`}
            className="max-md:hidden"
          >
            {note}
          </Badge>
        )}
        <TeamTags
          teams={owner === undefined ? [] : [owner]}
          label="Owned by team"
          className="max-md:hidden"
        />
        <Age time={service.statusSince} className="shrink-0 text-right text-muted-foreground md:w-18" />
        <RowMenu {...props} />
      </div>
    </li>
  );
});

/** What is to be said of the target: nothing, until less than a quarter of this month's budget is left. */
function targetNote(level: ServiceLevel | undefined): string | null {
  if (level === undefined) return null;
  const { budgetSeconds, remainingSeconds } = level;
  if (!isBudgetLow({ budget: budgetSeconds, remaining: remainingSeconds })) return null;
  return `${remainingSeconds < 0 ? "Target" : "Budget:"} ${budgetWords(level)}`;
}

function ReadOnlyStatus({ service, why }: { service: Service; why: string | null }) {
  return (
    <span title={why ?? undefined} className="flex shrink-0 items-center gap-2 px-1.5 md:w-48">
      <StatusIcon status={service.status} />
      <span className="truncate max-md:sr-only">{serviceStatusLabels[service.status].label}</span>
    </span>
  );
}

function RowMenu({ organization, service, groups, outOfReach, acts }: ServiceRowProps) {
  const declare = useDeclare();
  const canUpdate = organization.can("service.update");
  const canDeclare = organization.can("incident.create") && outOfReach === null;
  // Where other rows have a menu, what stands before it stays in line.
  if (!canUpdate && !canDeclare) return outOfReach === null ? null : <span className="size-7 shrink-0" />;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={`More actions for ${service.name}`}>
          <EllipsisIcon aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="w-56">
        {canDeclare && (
          <DropdownMenuItem onSelect={() => declare([service.id])}>
            <SquarePenIcon aria-hidden /> Declare incident
          </DropdownMenuItem>
        )}
        {organization.can("service.set_status") && outOfReach === null && (
          <DropdownMenuItem onSelect={() => acts.select(service.id)}>
            <CheckIcon aria-hidden /> Select <DropdownMenuShortcut>X</DropdownMenuShortcut>
          </DropdownMenuItem>
        )}
        {organization.can("maintenance.create") && outOfReach === null && (
          <DropdownMenuItem asChild>
            <Link
              to="/app/$organization/maintenances/new"
              params={{ organization: organization.slug }}
              search={{ service: service.id }}
            >
              <CalendarPlusIcon aria-hidden /> Schedule maintenance
            </Link>
          </DropdownMenuItem>
        )}
        {canUpdate && (
          <>
            <DropdownMenuItem onSelect={() => acts.edit(service)}>
              <PencilIcon aria-hidden /> Edit… <DropdownMenuShortcut>E</DropdownMenuShortcut>
            </DropdownMenuItem>
            <DropdownMenuItem onSelect={() => acts.correct(service)}>
              <HistoryIcon aria-hidden /> Correct uptime…
            </DropdownMenuItem>
            <DropdownMenuItem onSelect={() => acts.move(service.id, -1)}>
              <ArrowUpIcon aria-hidden /> Move up <DropdownMenuShortcut>Alt ↑</DropdownMenuShortcut>
            </DropdownMenuItem>
            <DropdownMenuItem onSelect={() => acts.move(service.id, 1)}>
              <ArrowDownIcon aria-hidden /> Move down <DropdownMenuShortcut>Alt ↓</DropdownMenuShortcut>
            </DropdownMenuItem>
            {groups.length > 0 && (
              <DropdownMenuSub>
                <DropdownMenuSubTrigger>
                  <FolderInputIcon aria-hidden /> Move to group
                </DropdownMenuSubTrigger>
                <DropdownMenuSubContent>
                  {groups.map((group) => (
                    <DropdownMenuItem key={group.id} onSelect={() => acts.moveToGroup(service.id, group.id)}>
                      {group.name}
                    </DropdownMenuItem>
                  ))}
                  <DropdownMenuItem onSelect={() => acts.moveToGroup(service.id, null)}>
                    No group
                  </DropdownMenuItem>
                </DropdownMenuSubContent>
              </DropdownMenuSub>
            )}
          </>
        )}
        {organization.can("service.delete") && (
          <>
            <DropdownMenuSeparator />
            <DropdownMenuItem variant="destructive" onSelect={() => acts.remove(service)}>
              <Trash2Icon aria-hidden /> Delete service
            </DropdownMenuItem>
          </>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
