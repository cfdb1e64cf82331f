import type { LucideIcon } from "lucide-react";
import { useEffect, useLayoutEffect, useRef } from "react";

/** Something that can be done with what is shown: a button does it, a key, and the palette by its name. */
export interface Action {
  /** Verb and noun: "Post update". */
  label: string;
  icon: LucideIcon;
  /** The key that does it, too, as it is written: "U". */
  keys?: string;
  /** What it is done to, where the view shows several: "API". */
  of?: string;
  run: () => void;
}

/** What the views that are shown offer, in the order in which they came. */
const offered = new Set<{ current: readonly Action[] }>();

/** Offers actions of a view to the palette for as long as it is shown. What somebody may not do is left out by `false`. */
export function useActions(actions: readonly (Action | false)[]): void {
  const own = useRef<readonly Action[]>([]);
  useLayoutEffect(() => {
    own.current = actions.filter((action) => action !== false);
  });
  useEffect(() => {
    offered.add(own);
    return () => {
      offered.delete(own);
    };
  }, []);
}

/** What can be done with what is shown now; what has a key is done most, and comes first. */
export function actionsHere(): Action[] {
  const all = [...offered].flatMap(({ current }) => current);
  return all.toSorted((one, other) => Number(one.keys === undefined) - Number(other.keys === undefined));
}
