import { Switch as SwitchPrimitive } from "radix-ui";
import type * as React from "react";
import { cn } from "../lib/utils.ts";

export function Switch({ className, ...props }: React.ComponentProps<typeof SwitchPrimitive.Root>) {
  return (
    <SwitchPrimitive.Root
      data-slot="switch"
      className={cn(
        "peer inline-flex h-4.5 w-8 shrink-0 touch-target cursor-default items-center rounded-full border border-transparent bg-input p-px transition-[background-color] duration-120 data-[state=checked]:bg-primary disabled:cursor-not-allowed disabled:opacity-50",
        className,
      )}
      {...props}
    >
      <SwitchPrimitive.Thumb
        data-slot="switch-thumb"
        className="pointer-events-none block size-3.5 rounded-full bg-background transition-transform duration-120 ease-standard data-[state=checked]:translate-x-3.5 rtl:data-[state=checked]:-translate-x-3.5 forced-colors:bg-[CanvasText]"
      />
    </SwitchPrimitive.Root>
  );
}
