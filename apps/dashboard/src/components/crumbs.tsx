import { createLink } from "@tanstack/react-router";
import { ChevronLeftIcon, ChevronRightIcon } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";

interface CrumbsProps {
  /** A `CrumbLink` to the list that it is from. */
  children: ReactNode;
  /** The name of what is shown. */
  title: string;
}

/** Where one is below a list, and the way back to it; on a phone the way back is an arrow, which leaves the room to the name. */
export function Crumbs({ children, title }: CrumbsProps) {
  return (
    <span className="flex min-w-0 items-center gap-1">
      {children}
      <ChevronRightIcon aria-hidden className="size-3.5 shrink-0 text-muted-foreground max-sm:hidden" />
      <span className="truncate">{title}</span>
    </span>
  );
}

export const CrumbLink = createLink(({ children, ...props }: ComponentProps<"a">) => (
  <a
    {...props}
    className="touch-target shrink-0 rounded-sm font-medium text-muted-foreground hover:text-foreground"
  >
    <ChevronLeftIcon aria-hidden className="size-4 sm:hidden" />
    <span className="max-sm:sr-only">{children}</span>
  </a>
));
