import type * as React from "react";
import { cn } from "../lib/utils.ts";

/** A key as printed on the keyboard. Hidden where there is none. */
export function Kbd({ className, ...props }: React.ComponentProps<"kbd">) {
  return (
    <kbd
      data-slot="kbd"
      className={cn(
        "pointer-events-none inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm border bg-muted px-1 font-sans text-micro text-muted-foreground select-none in-data-[variant=default]:border-primary-foreground/30 in-data-[variant=default]:bg-transparent in-data-[variant=default]:text-primary-foreground in-data-[slot=tooltip-content]:bg-transparent pointer-coarse:hidden [&_svg]:size-3",
        className,
      )}
      {...props}
    />
  );
}

/** Keys pressed together or one after the other. */
export function KbdGroup({ className, ...props }: React.ComponentProps<"span">) {
  return (
    <span
      data-slot="kbd-group"
      className={cn("inline-flex items-center gap-0.5", className)}
      {...props}
    />
  );
}
