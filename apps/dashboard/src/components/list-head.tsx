import type { ReactNode } from "react";

/** A line over the rows of a list that belong together: a month, a phase. */
export function ListHead({ children }: { children: ReactNode }) {
  return (
    <li className="mx-2 flex h-8 items-center rounded-md bg-muted px-2 text-xs text-muted-foreground not-first:mt-2">
      {children}
    </li>
  );
}
