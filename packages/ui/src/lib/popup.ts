/**
 * Look and motion shared by everything that floats from a trigger: menus, selects, popovers. They close at once: one
 * that fades out keeps the focus until it is gone, and the next key goes nowhere.
 */
export const popupClass =
  "rounded-lg border border-transparent bg-popover text-popover-foreground shadow-popover outline-none duration-120 ease-standard data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=open]:zoom-in-98";

/** One line of a menu. The pointer's highlight comes at once; nothing fades in while moving through a list. */
export const menuItemClass =
  "relative flex min-h-7 cursor-default items-center gap-2 rounded-md px-2 py-1 text-sm outline-none select-none data-highlighted:bg-accent data-highlighted:text-accent-foreground data-disabled:pointer-events-none data-disabled:opacity-50 [&_svg]:pointer-events-none [&_svg]:shrink-0 [&_svg:not([class*='size-'])]:size-4 [&_.lucide:not([class*='text-'])]:text-muted-foreground pointer-coarse:min-h-11";

/** The short label over a group of menu items. */
export const menuLabelClass = "px-2 py-1.5 text-micro text-muted-foreground";
