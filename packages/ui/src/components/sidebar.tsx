import { PanelLeftIcon } from "lucide-react";
import * as React from "react";
import { useIsMobile } from "../hooks/use-mobile.ts";
import { SidebarContext, useSidebar } from "../hooks/use-sidebar.ts";
import { keepStored, readStored } from "../lib/stored.ts";
import { cn } from "../lib/utils.ts";
import { Button } from "./button.tsx";
import { Sheet, SheetContent, SheetDescription, SheetTitle } from "./sheet.tsx";

const STORAGE_KEY = "fanal-sidebar";

/** ⌘B, or Ctrl B, wherever the focus is. */
function useToggleKey(toggle: () => void): void {
  React.useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== "b" || !(event.metaKey || event.ctrlKey)) return;
      if (event.shiftKey || event.altKey) return;
      event.preventDefault();
      toggle();
    }
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [toggle]);
}

export function SidebarProvider({ className, ...props }: React.ComponentProps<"div">) {
  const isMobile = useIsMobile();
  const [open, setOpenState] = React.useState(() => readStored(STORAGE_KEY) !== "closed");
  const [openMobile, setOpenMobile] = React.useState(false);

  const setOpen = React.useCallback((next: boolean) => {
    setOpenState(next);
    keepStored(STORAGE_KEY, next ? "open" : "closed");
  }, []);
  const toggleSidebar = React.useCallback(() => {
    if (isMobile) setOpenMobile((now) => !now);
    else setOpen(!open);
  }, [isMobile, open, setOpen]);
  useToggleKey(toggleSidebar);

  const state = React.useMemo(
    () => ({ open, setOpen, openMobile, setOpenMobile, isMobile, toggleSidebar }),
    [open, setOpen, openMobile, isMobile, toggleSidebar],
  );
  return (
    <SidebarContext value={state}>
      <div
        data-slot="sidebar-wrapper"
        data-state={open ? "expanded" : "collapsed"}
        className={cn(
          "group/sidebar flex h-[calc(100dvh-var(--keyboard,0px))] w-full overflow-hidden bg-sidebar",
          className,
        )}
        {...props}
      />
    </SidebarContext>
  );
}

/** 240 px beside the content; on a phone a sheet from the left. */
export function Sidebar({ className, children, ...props }: React.ComponentProps<"nav">) {
  const { open, isMobile, openMobile, setOpenMobile } = useSidebar();
  if (isMobile) {
    return (
      <Sheet open={openMobile} onOpenChange={setOpenMobile}>
        <SheetContent
          side="left"
          showCloseButton={false}
          data-slot="sidebar"
          className="max-w-72 bg-sidebar text-sidebar-foreground"
        >
          <SheetTitle className="sr-only">Sidebar</SheetTitle>
          <SheetDescription className="sr-only">Places of this organization</SheetDescription>
          {children}
        </SheetContent>
      </Sheet>
    );
  }
  return (
    <nav
      aria-label="Main"
      data-slot="sidebar"
      data-state={open ? "expanded" : "collapsed"}
      inert={!open}
      className={cn(
        "flex h-full w-60 shrink-0 flex-col text-sidebar-foreground transition-[margin,opacity] duration-200 ease-standard data-[state=collapsed]:-ml-58 data-[state=collapsed]:opacity-0",
        className,
      )}
      {...props}
    >
      {children}
    </nav>
  );
}

/** The content as a panel set into the sidebar's plane; edge to edge on a phone. */
export function SidebarInset({ className, ...props }: React.ComponentProps<"main">) {
  return (
    <main
      data-slot="sidebar-inset"
      className={cn(
        "relative flex min-w-0 flex-1 flex-col overflow-hidden bg-background md:my-2 md:mr-2 md:rounded-xl md:border",
        className,
      )}
      {...props}
    />
  );
}

export function SidebarTrigger({ className, ...props }: React.ComponentProps<typeof Button>) {
  const { toggleSidebar } = useSidebar();
  return (
    <Button
      data-slot="sidebar-trigger"
      variant="ghost"
      size="icon-sm"
      aria-label="Toggle sidebar"
      onClick={toggleSidebar}
      className={className}
      {...props}
    >
      <PanelLeftIcon aria-hidden />
    </Button>
  );
}
