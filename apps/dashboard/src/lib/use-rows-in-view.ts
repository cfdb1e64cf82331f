import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";

/** Up to here all rows are there: the browser's own search finds them. */
const mostAtOnce = 100;
/** Beyond the edges, so that Tab and a quick thumb find the next ones. */
const beyond = 15;

export interface RowInView<Row> {
  row: Row;
  /** What a list item says of itself where not all of them are there. */
  place: { "aria-setsize"?: number; "aria-posinset"?: number };
}

/**
 * The rows of a list that are to be rendered: of a long one those in view.
 *
 * @param heightPx of each row
 * @returns the rows, where to attach the element that scrolls, and the style of the list, which keeps the room of the others
 */
export function useRowsInView<Row>(rows: readonly Row[], heightPx: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const isLong = rows.length > mostAtOnce;
  const virtualizer = useVirtualizer({
    count: rows.length,
    enabled: isLong,
    getScrollElement: () => scroller.current,
    estimateSize: () => heightPx,
    overscan: beyond,
  });
  if (!isLong) {
    const inView = rows.map((row): RowInView<Row> => ({ row, place: {} }));
    return { scroller, inView, style: undefined };
  }
  const items = virtualizer.getVirtualItems();
  const inView = items.flatMap(({ index }): RowInView<Row>[] => {
    const row = rows[index];
    return row === undefined
      ? []
      : [{ row, place: { "aria-setsize": rows.length, "aria-posinset": index + 1 } }];
  });
  const style = {
    paddingTop: items.at(0)?.start ?? 0,
    paddingBottom: virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0),
  };
  return { scroller, inView, style };
}
