import { createContext, useContext } from "react";

export type SidebarState = {
  /** Whether the sidebar stands open beside the content on a wide window. */
  open: boolean;
  setOpen: (open: boolean) => void;
  /** Whether it lies over the content on a phone. */
  openMobile: boolean;
  setOpenMobile: (open: boolean) => void;
  isMobile: boolean;
  toggleSidebar: () => void;
};

export const SidebarContext = createContext<SidebarState | null>(null);

/** @throws Error outside of a `SidebarProvider`. */
export function useSidebar(): SidebarState {
  const state = useContext(SidebarContext);
  if (!state) throw new Error("useSidebar is called outside of a SidebarProvider");
  return state;
}
