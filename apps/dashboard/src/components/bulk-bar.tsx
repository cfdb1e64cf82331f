import { Button } from "@fanal/ui/components/button";
import { Kbd } from "@fanal/ui/components/kbd";
import type { ReactNode } from "react";

interface BulkBarProps {
  /** "Selected services". */
  label: string;
  count: number;
  onClear: () => void;
  /** What can be done with them. */
  children: ReactNode;
}

/** What can be done with the rows that are selected, over the end of the list. */
export function BulkBar({ label, count, onClear, children }: BulkBarProps) {
  return (
    <div
      role="toolbar"
      aria-label={label}
      className="sticky bottom-2 z-10 mx-auto mt-auto flex w-fit shrink-0 items-center gap-2 rounded-lg border bg-popover p-1.5 pl-3 shadow-popover"
    >
      <p role="status" className="pr-2 tabular-nums">
        {count} selected
      </p>
      {children}
      <Button variant="ghost" size="sm" onClick={onClear}>
        Clear <Kbd>Esc</Kbd>
      </Button>
    </div>
  );
}
