import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type * as React from "react";
import { cn } from "../lib/utils.ts";

export const badgeVariants = cva(
  "inline-flex h-5 w-fit shrink-0 items-center gap-1 rounded-sm border border-transparent px-1.5 text-xs whitespace-nowrap [&_svg]:shrink-0 [&_svg:not([class*='size-'])]:size-3",
  {
    variants: {
      variant: {
        default: "bg-primary text-primary-foreground",
        secondary: "bg-secondary text-secondary-foreground",
        outline: "border-border text-muted-foreground",
        destructive: "bg-destructive-muted text-destructive",
        operational: "bg-status-operational-muted text-status-operational-muted-foreground",
        maintenance: "bg-status-maintenance-muted text-status-maintenance-muted-foreground",
        degraded: "bg-status-degraded-muted text-status-degraded-muted-foreground",
        partial: "bg-status-partial-muted text-status-partial-muted-foreground",
        major: "bg-status-major-muted text-status-major-muted-foreground",
        unknown: "bg-status-unknown-muted text-status-unknown-muted-foreground",
      },
      shape: {
        chip: "",
        /** For counters and team tags only. */
        pill: "min-w-5 justify-center rounded-full tabular-nums",
      },
    },
    defaultVariants: { variant: "secondary", shape: "chip" },
  },
);

export function Badge({
  className,
  variant = "secondary",
  shape = "chip",
  asChild = false,
  ...props
}: React.ComponentProps<"span"> & VariantProps<typeof badgeVariants> & { asChild?: boolean }) {
  const Part = asChild ? Slot.Root : "span";
  return (
    <Part
      data-slot="badge"
      data-variant={variant}
      className={cn(badgeVariants({ variant, shape }), className)}
      {...props}
    />
  );
}
