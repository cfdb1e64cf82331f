import { createContext, useContext } from "react";

/** What a floating part was opened from. Portals keep React context, so a menu knows that it stands above a dialog. */
export const LayerContext = createContext<"page" | "dialog">("page");

/** The layer of popovers and menus: 50 over the page, between dialog (60) and toast (70) when opened inside a dialog. */
export function usePopupLayer(): "z-50" | "z-65" {
  return useContext(LayerContext) === "dialog" ? "z-65" : "z-50";
}
