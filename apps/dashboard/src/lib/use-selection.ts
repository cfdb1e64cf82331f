import { useState } from "react";
import { useKeys } from "./use-keys.ts";

/** Which rows of a list are selected, to do something with all of them. Escape clears it. */
export function useSelection<Row extends { id: string }>(rows: readonly Row[]) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  // Others may have deleted some meanwhile.
  const chosen = rows.filter(({ id }) => ids.has(id));

  function clear() {
    if (ids.size > 0) setIds(new Set());
  }
  useKeys({ Escape: clear });

  return {
    chosen,
    clear,
    has: (id: string) => ids.has(id),
    /** Selects it, or no longer. */
    toggle: (id: string) => {
      const next = new Set(ids);
      if (!next.delete(id)) next.add(id);
      setIds(next);
    },
  };
}
