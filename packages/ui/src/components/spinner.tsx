import { LoaderCircleIcon } from "lucide-react";
import type * as React from "react";
import { cn } from "../lib/utils.ts";

/** Turns while something is under way; without motion it is the word "Saving…" (or `label`) instead. */
export function Spinner({
  className,
  label = "Saving…",
  ...props
}: React.ComponentProps<"span"> & { label?: string }) {
  return (
    <span data-slot="spinner" role="status" className={cn("inline-flex", className)} {...props}>
      <LoaderCircleIcon aria-hidden className="size-4 animate-spin motion-reduce:hidden" />
      <span className="sr-only motion-reduce:not-sr-only">{label}</span>
    </span>
  );
}
