import { cva, type VariantProps } from "class-variance-authority";
import type * as React from "react";
import { cn } from "../lib/utils.ts";
import { Label } from "./label.tsx";

export const fieldVariants = cva("group/field flex w-full gap-1.5", {
  variants: {
    orientation: {
      vertical: "max-w-110 flex-col",
      horizontal: "flex-row items-start justify-between gap-4",
    },
  },
  defaultVariants: { orientation: "vertical" },
});

/**
 * Label, control, help and error of one value. Mark a wrong one twice: `data-invalid` here for the look,
 * `aria-invalid` on the control for everyone else.
 */
export function Field({
  className,
  orientation = "vertical",
  ...props
}: React.ComponentProps<"div"> & VariantProps<typeof fieldVariants>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would read its legend before every control
    <div
      role="group"
      data-slot="field"
      data-orientation={orientation}
      className={cn(fieldVariants({ orientation }), className)}
      {...props}
    />
  );
}

export function FieldGroup({ className, ...props }: React.ComponentProps<"div">) {
  return <div data-slot="field-group" className={cn("flex w-full flex-col gap-4", className)} {...props} />;
}

/** Label and help beside a control, in a horizontal field. */
export function FieldContent({ className, ...props }: React.ComponentProps<"div">) {
  return (
    <div
      data-slot="field-content"
      className={cn("flex min-w-0 flex-1 flex-col gap-0.5", className)}
      {...props}
    />
  );
}

export function FieldLabel({ className, ...props }: React.ComponentProps<typeof Label>) {
  return <Label data-slot="field-label" className={cn("w-fit", className)} {...props} />;
}

export function FieldDescription({ className, ...props }: React.ComponentProps<"p">) {
  return (
    <p
      data-slot="field-description"
      className={cn("text-xs font-normal text-muted-foreground", className)}
      {...props}
    />
  );
}

type FieldErrorProps = React.ComponentProps<"p"> & {
  /** Messages as form libraries keep them; the first one with words is shown. */
  errors?: ReadonlyArray<{ message?: string | undefined } | undefined>;
};

/** Says what is wrong with the field. Renders nothing when there is nothing to say. */
export function FieldError({ className, children, errors, ...props }: FieldErrorProps) {
  const message = children ?? errors?.find((error) => error?.message)?.message;
  if (!message) return null;
  return (
    <p
      role="alert"
      data-slot="field-error"
      className={cn("text-xs font-normal text-destructive", className)}
      {...props}
    >
      {message}
    </p>
  );
}
