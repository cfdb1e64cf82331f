import { cn } from "@fanal/ui/lib/utils";
import type { ReactNode } from "react";

/** Facts of an incident or a maintenance: a column beside its story, or above it on a phone; a row above it in between. */
export function Facts({ children }: { children: ReactNode }) {
  return (
    <dl className="flex flex-wrap items-center gap-x-4 gap-y-1 max-sm:flex-col max-sm:items-stretch lg:flex-col lg:items-stretch">
      {children}
    </dl>
  );
}

interface FactProps {
  name: string;
  /** One line for each of several. */
  isList?: boolean;
  children: ReactNode;
}

/** A name and its value: in two columns, or one after the other in the row. */
export function Fact({ name, isList = false, children }: FactProps) {
  return (
    <div className="flex min-w-0 gap-2 max-sm:grid max-sm:grid-cols-[5.5rem_minmax(0,1fr)] lg:grid lg:grid-cols-[5.5rem_minmax(0,1fr)]">
      <dt className="flex min-h-8 items-center self-start text-muted-foreground">{name}</dt>
      <dd
        className={cn(
          "flex min-h-8 min-w-0 flex-wrap items-center gap-x-3 wrap-anywhere",
          isList
            ? "max-sm:flex-col max-sm:flex-nowrap max-sm:items-stretch lg:flex-col lg:flex-nowrap lg:items-stretch"
            : "gap-x-2",
        )}
      >
        {children}
      </dd>
    </div>
  );
}
