import type { ReactNode } from "react";
import { useWords } from "./words.tsx";

interface FoldedProps<Item> {
  items: readonly Item[];
  /** So many are shown; the rest once somebody asks. */
  shown: number;
  children: (items: readonly Item[]) => ReactNode;
}

/** The first of many, so that what repeats every week does not push aside what stands below it. */
export function Folded<Item>({ items, shown, children }: FoldedProps<Item>) {
  const { text } = useWords();
  const rest = items.slice(shown);
  return (
    <>
      {children(items.slice(0, shown))}
      {rest.length > 0 && (
        <details className="rest">
          <summary>{text("list.rest", { count: rest.length })}</summary>
          {children(rest)}
        </details>
      )}
    </>
  );
}
