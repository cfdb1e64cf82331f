import type * as React from "react";
import { cn } from "../lib/utils.ts";

/** A key as printed on the keyboard. Hidden where there is none. */
export function Kbd({ className, ...props }: React.ComponentProps<"kbd">) {
  return (
    <kbd
      data-slot="kbd"
      className={cn(
        "pointer-events-none inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm border bg-muted px-1 font-sans text-micro text-muted-foreground select-none in-data-[slot=tooltip-content]:bg-transparent in-[:is([data-variant=default],[data-variant=destructive])]:border-current/30 in-[:is([data-variant=default],[data-variant=destructive])]:bg-transparent in-[:is([data-variant=default],[data-variant=destructive])]:text-current pointer-coarse:hidden [&_svg]:size-3",
        className,
      )}
      {...props}
    />
  );
}

/** Keys pressed together or one after the other. */
export function KbdGroup({ className, ...props }: React.ComponentProps<"span">) {
  return (
    <span data-slot="kbd-group" className={cn("inline-flex items-center gap-0.5", className)} {...props} />
  );
}
