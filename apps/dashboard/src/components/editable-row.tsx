import { Button } from "@fanal/ui/components/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@fanal/ui/components/dropdown-menu";
import { EllipsisIcon, PencilIcon } from "lucide-react";
import type { ReactNode } from "react";
import type { useRowKeys } from "../lib/use-row-keys.ts";

interface EditableRowProps {
  /** Of what it shows: "More actions for API down". */
  name: string;
  /** Makes it a stop of the list's keys. */
  handle: ReturnType<ReturnType<typeof useRowKeys>["row"]>;
  /** Absent where one may only read: then it is a row and nothing else. */
  onEdit: (() => void) | undefined;
  /** What else can be done, as items of its menu. */
  actions: ReactNode;
  children: ReactNode;
}

/** A row of a list that opens a form, with a menu at its end. */
export function EditableRow({ name, handle, onEdit, actions, children }: EditableRowProps) {
  if (onEdit === undefined) {
    return (
      <li className={itemClass}>
        <div className={rowClass}>{children}</div>
      </li>
    );
  }
  return (
    <li className={itemClass}>
      <button
        type="button"
        {...handle}
        onClick={onEdit}
        className={`${rowClass} cursor-default text-left focus-visible:-outline-offset-2`}
      >
        {children}
      </button>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={`More actions for ${name}`}
            className="mr-1 shrink-0"
          >
            <EllipsisIcon aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={onEdit}>
            <PencilIcon aria-hidden /> Edit…
          </DropdownMenuItem>
          {actions}
        </DropdownMenuContent>
      </DropdownMenu>
    </li>
  );
}

const itemClass = "mx-2 flex items-center rounded-md hover:bg-accent";
const rowClass = "flex min-h-13 min-w-0 flex-1 items-center gap-3 rounded-md px-2 md:min-h-10";
