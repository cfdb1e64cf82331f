import { useSortable } from "@dnd-kit/sortable";
import type { PageGroup } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuShortcut,
  DropdownMenuTrigger,
} from "@fanal/ui/components/dropdown-menu";
import { ArrowDownIcon, ArrowUpIcon, EllipsisIcon, PencilIcon, Trash2Icon } from "lucide-react";
import type { LineActs, Row } from "./page-service-row.tsx";

interface PageGroupHeadProps {
  name: string;
  /** `null` where it cannot be changed here. */
  group: PageGroup | null;
  acts: LineActs;
  row: Row;
}

/** The head under which a group's services stand; a place to drop services on. */
export function PageGroupHead({ name, group, acts, row }: PageGroupHeadProps) {
  const sortable = useSortable({ id: group?.id ?? `fixed ${name}`, disabled: { draggable: true } });
  const content = (
    <span className="flex min-w-0 flex-1 items-baseline gap-2">
      <span className="min-w-0 truncate font-strong">{name}</span>
      <span className="min-w-0 shrink-[2] truncate text-muted-foreground">{group?.description}</span>
    </span>
  );
  const className =
    "mt-2 flex min-h-8 items-center gap-2 rounded-md bg-muted px-2 focus-visible:-outline-offset-2 pointer-coarse:min-h-11";
  if (group === null) return <li className={className}>{content}</li>;
  return (
    <li ref={sortable.setNodeRef}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would say that it is part of a form */}
      <div {...row} role="group" aria-label={`Group ${name}`} className={className}>
        {content}
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <Button variant="ghost" size="icon-sm" aria-label={`More actions for group ${name}`}>
              <EllipsisIcon aria-hidden />
            </Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent align="end" className="w-52">
            <DropdownMenuItem onSelect={() => acts.editGroup(group)}>
              <PencilIcon aria-hidden /> Edit… <DropdownMenuShortcut>E</DropdownMenuShortcut>
            </DropdownMenuItem>
            <DropdownMenuItem onSelect={() => acts.move(group.id, -1)}>
              <ArrowUpIcon aria-hidden /> Move up <DropdownMenuShortcut>Alt ↑</DropdownMenuShortcut>
            </DropdownMenuItem>
            <DropdownMenuItem onSelect={() => acts.move(group.id, 1)}>
              <ArrowDownIcon aria-hidden /> Move down <DropdownMenuShortcut>Alt ↓</DropdownMenuShortcut>
            </DropdownMenuItem>
            <DropdownMenuSeparator />
            <DropdownMenuItem variant="destructive" onSelect={() => acts.removeGroup(group)}>
              <Trash2Icon aria-hidden /> Delete group
            </DropdownMenuItem>
          </DropdownMenuContent>
        </DropdownMenu>
      </div>
    </li>
  );
}
