import { ToggleGroup as ToggleGroupPrimitive } from "radix-ui";
import type * as React from "react";
import { cn } from "../lib/utils.ts";

/** A few choices side by side, of which one (or several) is on. */
export function ToggleGroup({ className, ...props }: React.ComponentProps<typeof ToggleGroupPrimitive.Root>) {
  return (
    <ToggleGroupPrimitive.Root
      data-slot="toggle-group"
      className={cn("flex w-fit items-center gap-0.5 rounded-md bg-secondary p-0.5", className)}
      {...props}
    />
  );
}

export function ToggleGroupItem({
  className,
  ...props
}: React.ComponentProps<typeof ToggleGroupPrimitive.Item>) {
  return (
    <ToggleGroupPrimitive.Item
      data-slot="toggle-group-item"
      className={cn(
        "inline-flex h-6 min-w-6 touch-target cursor-default items-center justify-center gap-1.5 rounded-sm border border-transparent px-2 text-xs text-muted-foreground transition-[color,background-color] duration-120 select-none hover:text-foreground hover:duration-0 disabled:pointer-events-none disabled:opacity-50 data-[state=on]:border-border data-[state=on]:bg-background data-[state=on]:text-foreground dark:data-[state=on]:bg-accent [&_svg:not([class*='size-'])]:size-3.5",
        className,
      )}
      {...props}
    />
  );
}
