import type * as React from "react";
import { fieldClass } from "../lib/field-style.ts";
import { cn } from "../lib/utils.ts";

/** Grows with its text. */
export function Textarea({ className, ...props }: React.ComponentProps<"textarea">) {
  return (
    <textarea
      data-slot="textarea"
      className={cn(fieldClass, "field-sizing-content min-h-16 w-full px-2.5 py-1.5", className)}
      {...props}
    />
  );
}
