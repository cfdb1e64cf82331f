import type * as React from "react";
import { fieldClass } from "../lib/field-style.ts";
import { cn } from "../lib/utils.ts";

export function Input({ className, type = "text", ...props }: React.ComponentProps<"input">) {
  return (
    <input
      data-slot="input"
      type={type}
      className={cn(
        fieldClass,
        "h-8 w-full min-w-0 px-2.5 pointer-coarse:h-11",
        "file:mr-2 file:border-0 file:bg-transparent file:font-medium",
        className,
      )}
      {...props}
    />
  );
}
