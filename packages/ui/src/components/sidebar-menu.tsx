import { Slot } from "radix-ui";
import type * as React from "react";
import { cn } from "../lib/utils.ts";

export function SidebarHeader({ className, ...props }: React.ComponentProps<"div">) {
  return <div data-slot="sidebar-header" className={cn("flex flex-col gap-2 p-2", className)} {...props} />;
}

export function SidebarContent({ className, ...props }: React.ComponentProps<"div">) {
  return (
    <div
      data-slot="sidebar-content"
      className={cn("flex min-h-0 flex-1 flex-col overflow-y-auto px-2 pb-2", className)}
      {...props}
    />
  );
}

export function SidebarFooter({ className, ...props }: React.ComponentProps<"div">) {
  return (
    <div data-slot="sidebar-footer" className={cn("mt-auto flex flex-col gap-2 p-2", className)} {...props} />
  );
}

export function SidebarGroup({ className, ...props }: React.ComponentProps<"div">) {
  return (
    <div
      data-slot="sidebar-group"
      className={cn("flex min-w-0 flex-col not-first:pt-2.5", className)}
      {...props}
    />
  );
}

export function SidebarGroupLabel({ className, ...props }: React.ComponentProps<"div">) {
  return (
    <div
      data-slot="sidebar-group-label"
      className={cn("flex h-7 shrink-0 items-center px-2 text-micro text-muted-foreground", className)}
      {...props}
    />
  );
}

export function SidebarMenu({ className, ...props }: React.ComponentProps<"ul">) {
  return (
    <ul
      data-slot="sidebar-menu"
      className={cn("flex min-w-0 list-none flex-col gap-0.5", className)}
      {...props}
    />
  );
}

export function SidebarMenuItem({ className, ...props }: React.ComponentProps<"li">) {
  return (
    <li data-slot="sidebar-menu-item" className={cn("group/menu-item relative", className)} {...props} />
  );
}

type SidebarMenuButtonProps = React.ComponentProps<"button"> & {
  /** Gives the look to the only child, usually a router's link. */
  asChild?: boolean;
  /** The place one is at; shown by its surface alone. */
  isActive?: boolean;
};

/** 28 px; 44 under a finger. A link that marks itself `aria-current="page"` needs no `isActive`. */
export function SidebarMenuButton({
  className,
  asChild = false,
  isActive = false,
  ...props
}: SidebarMenuButtonProps) {
  const Part = asChild ? Slot.Root : "button";
  return (
    <Part
      data-slot="sidebar-menu-button"
      data-active={isActive}
      className={cn(
        "flex h-7 w-full min-w-0 cursor-default items-center gap-2 rounded-md border border-transparent px-2 text-left text-sm font-medium select-none group-has-data-[slot=sidebar-menu-badge]/menu-item:pr-9 hover:bg-sidebar-accent/60 aria-[current=page]:bg-sidebar-accent aria-[current=page]:text-sidebar-accent-foreground data-[active=true]:bg-sidebar-accent data-[active=true]:text-sidebar-accent-foreground data-[state=open]:bg-sidebar-accent focus-visible:-outline-offset-2 pointer-coarse:h-11 [&_.lucide]:text-muted-foreground [&>span:last-child]:truncate [&>svg]:size-4 [&>svg]:shrink-0",
        className,
      )}
      {...props}
    />
  );
}

/** A count of what needs somebody. Leave it out when that is nothing. */
export function SidebarMenuBadge({ className, ...props }: React.ComponentProps<"div">) {
  return (
    <div
      data-slot="sidebar-menu-badge"
      className={cn(
        "pointer-events-none absolute inset-y-0 right-2 flex items-center gap-1 text-micro text-muted-foreground tabular-nums",
        className,
      )}
      {...props}
    />
  );
}
