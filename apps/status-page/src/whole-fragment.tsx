import type { ReactNode } from "react";

/** The part of a document below the main page that the script swaps when anything changed: all of it. */
export function WholeFragment({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div id="fragment-whole" className={className}>
      {children}
    </div>
  );
}
