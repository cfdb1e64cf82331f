import type { ReactNode } from "react";

interface SectionProps {
  title: string;
  isEmpty: boolean;
  /** What it says when there is nothing. */
  empty: string;
  children: ReactNode;
}

/** One kind of thing of the overview; says so when there is none. */
export function Section({ title, isEmpty, empty, children }: SectionProps) {
  return (
    <section aria-label={title}>
      <h2 className="flex h-8 items-center px-4 text-xs text-muted-foreground">{title}</h2>
      {isEmpty ? <p className="flex min-h-10 items-center px-4">{empty}</p> : <ul>{children}</ul>}
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
