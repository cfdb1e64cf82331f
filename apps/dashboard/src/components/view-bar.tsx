import { SidebarTrigger } from "@fanal/ui/components/sidebar";
import { useSidebar } from "@fanal/ui/hooks/use-sidebar";
import { type ReactNode, useEffect, useRef } from "react";

interface ViewBarProps {
  title: ReactNode;
  /** A number that belongs to the title, for example how many there are; none is told by the view itself. */
  count?: number | undefined;
  children?: ReactNode;
}

/** The bar on top of a view: its name, and what can be done. Takes the focus when one arrives, so that readers hear where. */
export function ViewBar({ title, count, children }: ViewBarProps) {
  const { open, isMobile } = useSidebar();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <header className="flex h-13 shrink-0 items-center gap-2 border-b px-4 md:h-11 md:pr-3">
      {!open && !isMobile && <SidebarTrigger />}
      <h1 ref={heading} tabIndex={-1} className="flex min-w-0 items-center gap-2 font-strong outline-none">
        <span className="truncate">{title}</span>
        {count !== undefined && count > 0 && (
          <span className="text-muted-foreground tabular-nums">{count}</span>
        )}
      </h1>
      <div className="ml-auto flex shrink-0 items-center gap-2">{children}</div>
    </header>
  );
}
