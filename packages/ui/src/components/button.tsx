import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type * as React from "react";
import { cn } from "../lib/utils.ts";

export const buttonVariants = cva(
  "inline-flex shrink-0 touch-target cursor-default items-center justify-center gap-1.5 rounded-md border border-transparent font-medium whitespace-nowrap select-none transition-[color,background-color,border-color] duration-120 hover:duration-0 disabled:pointer-events-none disabled:opacity-50 aria-disabled:pointer-events-none aria-disabled:opacity-50 aria-invalid:border-destructive [&_svg]:pointer-events-none [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        default:
          "bg-primary text-primary-foreground hover:bg-primary-hover data-[state=open]:bg-primary-hover",
        outline:
          "border-border bg-transparent text-foreground hover:bg-accent aria-expanded:bg-accent [&_.lucide]:text-muted-foreground",
        secondary:
          "bg-secondary text-secondary-foreground hover:bg-accent aria-expanded:bg-accent [&_.lucide]:text-muted-foreground",
        ghost:
          "text-foreground hover:bg-accent hover:text-accent-foreground aria-expanded:bg-accent [&_.lucide]:text-muted-foreground hover:[&_.lucide]:text-foreground",
        destructive: "bg-destructive text-destructive-foreground hover:bg-destructive-hover",
        link: "text-primary underline-offset-4 hover:underline",
      },
      size: {
        xs: "h-6 rounded-[calc(var(--radius)*.7)] px-2 text-xs [&_svg:not([class*='size-'])]:size-3",
        sm: "h-7 px-2.5 text-sm font-medium [&_svg:not([class*='size-'])]:size-3.5",
        default: "h-8 px-3 pointer-coarse:h-11 text-sm font-medium [&_svg:not([class*='size-'])]:size-4",
        lg: "h-9 px-4 pointer-coarse:h-11 text-sm font-medium [&_svg:not([class*='size-'])]:size-4",
        "icon-xs": "size-6 rounded-[calc(var(--radius)*.7)] [&_svg:not([class*='size-'])]:size-3.5",
        "icon-sm": "size-7 [&_svg:not([class*='size-'])]:size-4",
        icon: "size-8 [&_svg:not([class*='size-'])]:size-4",
        "icon-lg": "size-9 [&_svg:not([class*='size-'])]:size-4",
      },
    },
    defaultVariants: { variant: "default", size: "default" },
  },
);

export type ButtonProps = React.ComponentProps<"button"> &
  VariantProps<typeof buttonVariants> & {
    /** Gives the look to the only child (a link, say) instead of drawing a button. */
    asChild?: boolean;
  };

/** A button of type `button`; say `type="submit"` where it sends a form. */
export function Button({
  className,
  variant = "default",
  size = "default",
  asChild = false,
  type,
  ...props
}: ButtonProps) {
  const shared = {
    "data-slot": "button",
    "data-variant": variant,
    "data-size": size,
    className: cn(buttonVariants({ variant, size }), className),
  };
  if (asChild) return <Slot.Root {...shared} {...props} />;
  return <button type={type ?? "button"} {...shared} {...props} />;
}
