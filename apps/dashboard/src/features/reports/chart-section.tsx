import type { ReactNode } from "react";

/** A chart under its name. */
export function ChartSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex min-w-0 flex-col gap-3">
      <h2 className="font-strong">{title}</h2>
      {children}
    </section>
  );
}
