import { useSortable } from "@dnd-kit/sortable";
import type { ServiceGroup } from "@fanal/contract";
import { type ServiceStatus, serviceStatusLabels } from "@fanal/domain";
import { Button } from "@fanal/ui/components/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@fanal/ui/components/dropdown-menu";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import { cn } from "@fanal/ui/lib/utils";
import {
  ArrowDownIcon,
  ArrowUpIcon,
  ChevronDownIcon,
  EllipsisIcon,
  PencilIcon,
  Trash2Icon,
} from "lucide-react";
import type { Place } from "../../lib/use-rows-in-view.ts";

interface GroupHeadProps extends Place {
  group: ServiceGroup;
  /** Of the whole list. */
  isFirst: boolean;
  count: number;
  /** The worst of its services. */
  status: ServiceStatus;
  isOpen: boolean;
  canEdit: boolean;
  onToggle: () => void;
  onRename: () => void;
  onMove: (step: 1 | -1) => void;
  onDelete: () => void;
}

export function GroupHead(props: GroupHeadProps) {
  const { group, isFirst, count, status, isOpen } = props;
  // A place to drop services on; heads themselves are moved by their menu.
  const { setNodeRef } = useSortable({ id: group.id, disabled: { draggable: true, droppable: false } });
  return (
    <li
      ref={setNodeRef}
      aria-setsize={props["aria-setsize"]}
      aria-posinset={props["aria-posinset"]}
      style={props.style}
      className={cn(!isFirst && "pt-2")}
    >
      <div className="mx-2 flex h-8 items-center gap-2 rounded-md bg-muted px-2">
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={props.onToggle}
          className="flex min-w-0 flex-1 touch-target cursor-default items-center gap-2 rounded-sm text-left"
        >
          <ChevronDownIcon
            aria-hidden
            className={cn("size-3.5 shrink-0 text-muted-foreground", !isOpen && "-rotate-90")}
          />
          <span className="truncate font-medium">{group.name}</span>
          <span className="text-muted-foreground tabular-nums">{count}</span>
          {status !== "operational" && (
            <StatusIcon status={status} size={14} label={serviceStatusLabels[status].label} />
          )}
        </button>
        {props.canEdit && (
          <DropdownMenu>
            <DropdownMenuTrigger asChild>
              <Button variant="ghost" size="icon-sm" aria-label={`More actions for group ${group.name}`}>
                <EllipsisIcon aria-hidden />
              </Button>
            </DropdownMenuTrigger>
            <DropdownMenuContent align="end">
              <DropdownMenuItem onSelect={props.onRename}>
                <PencilIcon aria-hidden /> Rename group…
              </DropdownMenuItem>
              <DropdownMenuItem onSelect={() => props.onMove(-1)}>
                <ArrowUpIcon aria-hidden /> Move up
              </DropdownMenuItem>
              <DropdownMenuItem onSelect={() => props.onMove(1)}>
                <ArrowDownIcon aria-hidden /> Move down
              </DropdownMenuItem>
              <DropdownMenuSeparator />
              <DropdownMenuItem variant="destructive" onSelect={props.onDelete}>
                <Trash2Icon aria-hidden /> Delete group
              </DropdownMenuItem>
            </DropdownMenuContent>
          </DropdownMenu>
        )}
      </div>
    </li>
  );
}
