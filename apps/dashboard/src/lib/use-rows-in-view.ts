import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import type { RefObject } from "react";

/** Up to here all rows are there: the browser's own search finds them. */
const mostAtOnce = 100;
/** Beyond the edges, so that Tab and a quick thumb find the next ones. */
const beyond = 15;

/** What a list item says of itself, and the room above it, where not all of them are there. */
export interface Place {
  "aria-setsize"?: number;
  "aria-posinset"?: number;
  style?: { marginTop: number };
}

export interface RowInView<Row> {
  row: Row;
  place: Place;
}

interface RowsInViewOptions<Row> {
  /** The element that scrolls. */
  scroller: RefObject<HTMLElement | null>;
  /** In pixels, with the room above it. */
  heightOf: (row: Row) => number;
  /** Whether a row stays while it is out of view: because it has the focus, or is on its way to another place. */
  isKept?: (row: Row) => boolean;
}

/** The rows of a list that are to be rendered, of a long one those in view; and its style, which keeps the room below. */
export function useRowsInView<Row>(
  rows: readonly Row[],
  { scroller, heightOf, isKept }: RowsInViewOptions<Row>,
) {
  const isLong = rows.length > mostAtOnce;
  const kept = rows.flatMap((row, index) => (isKept?.(row) ? [index] : []));
  const virtualizer = useVirtualizer({
    count: rows.length,
    enabled: isLong,
    getScrollElement: () => scroller.current,
    // Another function at each render, so that heights are asked for anew: rows have changed places, or the window its width.
    getItemKey: (index) => index,
    estimateSize: (index) => {
      const row = rows[index];
      return row === undefined ? 0 : heightOf(row);
    },
    rangeExtractor: (range) =>
      [...new Set([...kept, ...defaultRangeExtractor(range)])].toSorted((one, other) => one - other),
    overscan: beyond,
  });
  if (!isLong) return { inView: rows.map((row): RowInView<Row> => ({ row, place: {} })), style: undefined };
  const items = virtualizer.getVirtualItems();
  const inView = items.flatMap(({ index, start }, place): RowInView<Row>[] => {
    const row = rows[index];
    if (row === undefined) return [];
    const marginTop = start - (items[place - 1]?.end ?? 0);
    const style = marginTop > 0 ? { style: { marginTop } } : {};
    return [{ row, place: { "aria-setsize": rows.length, "aria-posinset": index + 1, ...style } }];
  });
  const style = { paddingBottom: virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0) };
  return { inView, style };
}
