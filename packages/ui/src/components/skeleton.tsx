import type * as React from "react";
import { cn } from "../lib/utils.ts";

/** Holds the place of what comes. Give it the size of the real thing; it stands still, for nothing has happened yet. */
export function Skeleton({ className, ...props }: React.ComponentProps<"div">) {
  return (
    <div
      data-slot="skeleton"
      aria-hidden
      className={cn("rounded-md border border-transparent bg-secondary", className)}
      {...props}
    />
  );
}
