import { cn } from "@fanal/ui/lib/utils";
import type { ComponentProps } from "react";
import type { RowHandle } from "../lib/use-row-keys.ts";

interface ListRowProps extends ComponentProps<"li"> {
  /** What it is, for screen readers: "Front door, paused". */
  name: string;
  handle: RowHandle;
  /** Of what is inside. */
  className?: string;
}

/** A row of a list that one stands on by keys; Tab goes on to what it holds. */
export function ListRow({ name, handle, className, children, ...item }: ListRowProps) {
  return (
    <li {...item}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would say that it is part of a form */}
      <div
        role="group"
        aria-label={name}
        {...handle}
        className={cn("mx-2 rounded-md px-2 hover:bg-accent focus-visible:-outline-offset-2", className)}
      >
        {children}
      </div>
    </li>
  );
}
