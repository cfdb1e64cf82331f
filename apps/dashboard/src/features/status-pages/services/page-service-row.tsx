import { useSortable } from "@dnd-kit/sortable";
import { CSS } from "@dnd-kit/utilities";
import type { PageGroup } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuShortcut,
  DropdownMenuSub,
  DropdownMenuSubContent,
  DropdownMenuSubTrigger,
  DropdownMenuTrigger,
} from "@fanal/ui/components/dropdown-menu";
import { Tooltip, TooltipContent, TooltipTrigger } from "@fanal/ui/components/tooltip";
import { cn } from "@fanal/ui/lib/utils";
import {
  ArrowDownIcon,
  ArrowUpIcon,
  EllipsisIcon,
  EyeOffIcon,
  FolderInputIcon,
  GripVerticalIcon,
  MoveVerticalIcon,
  PencilIcon,
  XIcon,
} from "lucide-react";
import { memo } from "react";
import type { useRowKeys } from "../../../lib/use-row-keys.ts";
import type { ServiceLine } from "./arrangement.ts";

/** What can be done with a line of the list. */
export type LineActs = {
  edit: (serviceId: string) => void;
  move: (id: string, step: 1 | -1) => void;
  moveElsewhere: (serviceId: string) => void;
  moveToGroup: (serviceId: string, groupId: string | null) => void;
  hideWhileUp: (line: ServiceLine, isHidden: boolean) => void;
  remove: (serviceId: string) => void;
  editGroup: (group: PageGroup) => void;
  removeGroup: (group: PageGroup) => void;
};

export type Row = ReturnType<ReturnType<typeof useRowKeys>["row"]>;

interface PageServiceRowProps {
  line: ServiceLine;
  groups: PageGroup[] | null;
  canUpdate: boolean;
  acts: LineActs;
  row: Row;
}

export const PageServiceRow = memo(
  function PageServiceRow({ line, groups, canUpdate, acts, row }: PageServiceRowProps) {
    const sortable = useSortable({ id: line.id, disabled: !canUpdate });
    const { service, setting, name } = line;
    return (
      <li
        ref={sortable.setNodeRef}
        style={{
          transform: CSS.Translate.toString(sortable.transform),
          transition: sortable.transition ?? undefined,
        }}
        className={cn("relative", sortable.isDragging && "z-10 opacity-80")}
      >
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would say that it is part of a form */}
        <div
          {...row}
          role="group"
          aria-label={setting.onlyWhenNotOperational ? `${name}, only when not operational` : name}
          className="group/row flex min-h-8 items-center gap-2 rounded-md px-2 hover:bg-accent focus-visible:-outline-offset-2 pointer-coarse:min-h-11"
        >
          {canUpdate && (
            <button
              type="button"
              {...sortable.attributes}
              {...sortable.listeners}
              tabIndex={-1}
              aria-label={`Drag ${name}`}
              className="-ml-1 flex h-7 w-4 shrink-0 cursor-grab touch-none items-center justify-center text-muted-foreground pointer-coarse:hidden"
            >
              <GripVerticalIcon aria-hidden className="size-3.5" />
            </button>
          )}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: E and Enter on the row do the same */}
          {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the pointer; the row and its menu are the way */}
          <span
            onClick={canUpdate ? () => acts.edit(line.id) : undefined}
            className="flex min-w-0 flex-1 items-baseline gap-2 py-1.5"
          >
            <span className="min-w-0 truncate">{name}</span>
            {setting.displayName !== null && (
              <span className="min-w-0 shrink-[2] truncate text-muted-foreground">{service.name}</span>
            )}
          </span>
          {setting.onlyWhenNotOperational && (
            <Tooltip>
              <TooltipTrigger asChild>
                <span className="shrink-0 text-muted-foreground">
                  <EyeOffIcon aria-hidden className="size-4" />
                </span>
              </TooltipTrigger>
              <TooltipContent>Shown only when not operational</TooltipContent>
            </Tooltip>
          )}
          {canUpdate && <RowMenu line={line} groups={groups} acts={acts} />}
        </div>
      </li>
    );
  },
  (a, b) =>
    a.acts === b.acts &&
    a.groups === b.groups &&
    a.canUpdate === b.canUpdate &&
    a.row.tabIndex === b.row.tabIndex &&
    a.line.service === b.line.service &&
    a.line.setting === b.line.setting,
);

function RowMenu({ line, groups, acts }: Pick<PageServiceRowProps, "line" | "groups" | "acts">) {
  const { id, name, setting } = line;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={`More actions for ${name}`}>
          <EllipsisIcon aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="w-60">
        <DropdownMenuItem onSelect={() => acts.edit(id)}>
          <PencilIcon aria-hidden /> Edit… <DropdownMenuShortcut>E</DropdownMenuShortcut>
        </DropdownMenuItem>
        <DropdownMenuCheckboxItem
          checked={setting.onlyWhenNotOperational}
          onCheckedChange={(isHidden) => acts.hideWhileUp(line, isHidden)}
        >
          <EyeOffIcon aria-hidden /> Only when not operational
        </DropdownMenuCheckboxItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => acts.move(id, -1)}>
          <ArrowUpIcon aria-hidden /> Move up <DropdownMenuShortcut>Alt ↑</DropdownMenuShortcut>
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => acts.move(id, 1)}>
          <ArrowDownIcon aria-hidden /> Move down <DropdownMenuShortcut>Alt ↓</DropdownMenuShortcut>
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => acts.moveElsewhere(id)}>
          <MoveVerticalIcon aria-hidden /> Move to…
        </DropdownMenuItem>
        {groups !== null && groups.length > 0 && (
          <DropdownMenuSub>
            <DropdownMenuSubTrigger>
              <FolderInputIcon aria-hidden /> Move to group
            </DropdownMenuSubTrigger>
            <DropdownMenuSubContent className="max-h-80 max-w-72 overflow-y-auto">
              {groups.map((group) => (
                <DropdownMenuItem key={group.id} onSelect={() => acts.moveToGroup(id, group.id)}>
                  <span className="truncate">{group.name}</span>
                </DropdownMenuItem>
              ))}
              <DropdownMenuItem onSelect={() => acts.moveToGroup(id, null)}>No group</DropdownMenuItem>
            </DropdownMenuSubContent>
          </DropdownMenuSub>
        )}
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => acts.remove(id)}>
          <XIcon aria-hidden /> Remove from page
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
