import { Button } from "@fanal/ui/components/button";
import type { ReactNode } from "react";

/** The row under a view's bar: links to the parts of what one looks at. */
export function ViewTabs({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav aria-label={label} className="flex shrink-0 items-center gap-1 overflow-x-auto border-b px-3 py-2">
      {children}
    </nav>
  );
}

/** Gives its look to a link; the one that leads to where one is says so itself. */
export function ViewTab({ children }: { children: ReactNode }) {
  return (
    <Button
      variant="ghost"
      size="sm"
      asChild
      className="text-muted-foreground aria-[current=page]:bg-secondary aria-[current=page]:text-foreground"
    >
      {children}
    </Button>
  );
}
