import { cva, type VariantProps } from "class-variance-authority";
import type * as React from "react";
import { fieldClass } from "../lib/field-style.ts";
import { cn } from "../lib/utils.ts";
import { Button } from "./button.tsx";

/** One edge around an input and what belongs to it: an icon, a unit, a button. */
export function InputGroup({ className, ...props }: React.ComponentProps<"div">) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a flex row everywhere
    <div
      role="group"
      data-slot="input-group"
      className={cn(
        fieldClass,
        "flex h-8 w-full min-w-0 items-center has-aria-invalid:border-destructive has-[>textarea]:h-auto has-[>textarea]:flex-col has-[[data-slot=input-group-control]:focus-visible]:outline-2 has-[[data-slot=input-group-control]:focus-visible]:outline-offset-2 has-[[data-slot=input-group-control]:focus-visible]:outline-ring pointer-coarse:min-h-11",
        className,
      )}
      {...props}
    />
  );
}

export const inputGroupAddonVariants = cva(
  "flex h-full shrink-0 items-center gap-1.5 text-sm text-muted-foreground select-none [&_svg:not([class*='size-'])]:size-4",
  {
    variants: {
      align: {
        "inline-start": "order-first pl-2.5 has-[>button]:pl-0.5",
        "inline-end": "order-last pr-2.5 has-[>button]:pr-0.5 has-[>kbd]:pr-1.5",
      },
    },
    defaultVariants: { align: "inline-start" },
  },
);

export function InputGroupAddon({
  className,
  align = "inline-start",
  ...props
}: React.ComponentProps<"div"> & VariantProps<typeof inputGroupAddonVariants>) {
  return (
    <div
      data-slot="input-group-addon"
      data-align={align}
      className={cn(inputGroupAddonVariants({ align }), className)}
      {...props}
    />
  );
}

export function InputGroupText({ className, ...props }: React.ComponentProps<"span">) {
  return (
    <span
      data-slot="input-group-text"
      className={cn("text-sm text-muted-foreground", className)}
      {...props}
    />
  );
}

export function InputGroupButton({
  variant = "ghost",
  size = "xs",
  ...props
}: React.ComponentProps<typeof Button>) {
  return <Button data-slot="input-group-button" variant={variant} size={size} {...props} />;
}

export function InputGroupInput({ className, ...props }: React.ComponentProps<"input">) {
  return (
    <input
      data-slot="input-group-control"
      className={cn("h-full w-full min-w-0 flex-1 bg-transparent px-2.5 outline-none", className)}
      {...props}
    />
  );
}

export function InputGroupTextarea({ className, ...props }: React.ComponentProps<"textarea">) {
  return (
    <textarea
      data-slot="input-group-control"
      className={cn(
        "field-sizing-content min-h-16 w-full flex-1 resize-none bg-transparent px-2.5 py-1.5 outline-none",
        className,
      )}
      {...props}
    />
  );
}
