import { Popover as PopoverPrimitive } from "radix-ui";
import type * as React from "react";
import { usePopupLayer } from "../lib/layer.ts";
import { popupClass } from "../lib/popup.ts";
import { cn } from "../lib/utils.ts";

export function Popover(props: React.ComponentProps<typeof PopoverPrimitive.Root>) {
  return <PopoverPrimitive.Root data-slot="popover" {...props} />;
}

export function PopoverTrigger(props: React.ComponentProps<typeof PopoverPrimitive.Trigger>) {
  return <PopoverPrimitive.Trigger data-slot="popover-trigger" {...props} />;
}

export function PopoverAnchor(props: React.ComponentProps<typeof PopoverPrimitive.Anchor>) {
  return <PopoverPrimitive.Anchor data-slot="popover-anchor" {...props} />;
}

export function PopoverContent({
  className,
  align = "start",
  sideOffset = 4,
  ...props
}: React.ComponentProps<typeof PopoverPrimitive.Content>) {
  const layer = usePopupLayer();
  return (
    <PopoverPrimitive.Portal>
      <PopoverPrimitive.Content
        data-slot="popover-content"
        align={align}
        sideOffset={sideOffset}
        collisionPadding={8}
        className={cn(
          popupClass,
          layer,
          "w-72 origin-(--radix-popover-content-transform-origin) p-3",
          className,
        )}
        {...props}
      />
    </PopoverPrimitive.Portal>
  );
}
