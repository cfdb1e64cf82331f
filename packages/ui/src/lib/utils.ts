import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

/** Knows the steps that our theme adds, else `text-micro` would count as a colour. */
const mergeClasses = extendTailwindMerge({
  extend: {
    theme: {
      text: ["micro"],
      "font-weight": ["strong"],
      shadow: ["popover", "dialog"],
    },
  },
});

/** Joins class names; of two that set the same property, the later one stays. */
export function cn(...inputs: ClassValue[]): string {
  return mergeClasses(clsx(inputs));
}
