import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type * as React from "react";
import { cn } from "../lib/utils.ts";

export function ItemGroup({ className, ...props }: React.ComponentProps<"ul">) {
  return <ul data-slot="item-group" className={cn("flex list-none flex-col", className)} {...props} />;
}

export const itemVariants = cva(
  "group/item flex w-full items-center gap-3 rounded-md px-2 text-sm aria-selected:bg-primary/10 data-[selected=true]:bg-primary/10",
  {
    variants: {
      variant: {
        default: "hover:bg-accent",
        outline: "rounded-lg border",
        muted: "bg-muted",
        /** A line of facts that cannot be opened. */
        plain: "",
      },
      size: {
        xs: "min-h-8 py-1",
        sm: "min-h-10 py-1.5 pointer-coarse:min-h-13",
        default: "min-h-13 py-2",
      },
    },
    defaultVariants: { variant: "default", size: "default" },
  },
);

/** A row of a list: 52 px by default, 40 as `sm`, 32 as `xs`. Rows have no lines between them. */
export function Item({
  className,
  variant = "default",
  size = "default",
  asChild = false,
  ...props
}: React.ComponentProps<"div"> & VariantProps<typeof itemVariants> & { asChild?: boolean }) {
  const Part = asChild ? Slot.Root : "div";
  return (
    <Part
      data-slot="item"
      data-variant={variant}
      data-size={size}
      className={cn(itemVariants({ variant, size }), className)}
      {...props}
    />
  );
}

export function ItemMedia({ className, ...props }: React.ComponentProps<"div">) {
  return (
    <div
      data-slot="item-media"
      className={cn(
        "flex shrink-0 items-center justify-center gap-2 [&_.lucide]:text-muted-foreground [&_svg:not([class*='size-'])]:size-4",
        className,
      )}
      {...props}
    />
  );
}

export function ItemContent({ className, ...props }: React.ComponentProps<"div">) {
  return (
    <div data-slot="item-content" className={cn("flex min-w-0 flex-1 flex-col", className)} {...props} />
  );
}

export function ItemTitle({ className, ...props }: React.ComponentProps<"div">) {
  return <div data-slot="item-title" className={cn("truncate font-strong", className)} {...props} />;
}

export function ItemDescription({ className, ...props }: React.ComponentProps<"p">) {
  return (
    <p data-slot="item-description" className={cn("truncate text-muted-foreground", className)} {...props} />
  );
}

export function ItemActions({ className, ...props }: React.ComponentProps<"div">) {
  return (
    <div data-slot="item-actions" className={cn("flex shrink-0 items-center gap-1", className)} {...props} />
  );
}
