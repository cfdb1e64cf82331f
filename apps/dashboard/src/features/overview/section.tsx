import type { ReactNode } from "react";

interface SectionProps {
  title: string;
  /** How many there are; not known while they could not be loaded. */
  count: number | undefined;
  /** What it says when there is nothing. */
  empty: string;
  children: ReactNode;
}

/** One kind of thing of the overview. That there is none is only said where it is known. */
export function Section({ title, count, empty, children }: SectionProps) {
  return (
    <section aria-label={title}>
      <h2 className="flex h-8 items-center px-4 text-xs text-muted-foreground">{title}</h2>
      {count === undefined && <p className="flex min-h-10 items-center px-4">Not known for now.</p>}
      {count === 0 && <p className="flex min-h-10 items-center px-4">{empty}</p>}
      {count !== undefined && count > 0 && <ul>{children}</ul>}
    </section>
  );
}

/** The look of a row that leads somewhere. */
export const rowClass =
  "mx-2 flex min-h-13 items-center gap-3 rounded-md px-2 hover:bg-accent focus-visible:-outline-offset-2 md:min-h-10";

/** What the keys of the list give to each row. */
export interface RowHandle {
  tabIndex: number;
  onFocus: () => void;
  ref: (element: HTMLElement | null) => void;
}
