import { useRef, useState } from "react";
import { useKeys } from "./use-keys.ts";

type RowAction = (id: string) => void;

/** What makes an element a stop of the list's keys. */
export interface RowHandle extends RowHandlers {
  tabIndex: number;
}

interface RowHandlers {
  onFocus: () => void;
  ref: (element: HTMLElement | null) => void;
}

/**
 * Keys for a list of rows: J, K and the arrows move the focus, other keys act on the focused row. Tab enters the list at
 * the row one was on, and leaves it. A row that goes hands the focus to the next one.
 */
export function useRowKeys(ids: string[], actions: Record<string, RowAction>) {
  const elements = useRef(new Map<string, HTMLElement>());
  const handlers = useRef(new Map<string, RowHandlers>());
  /** The row that gets the focus once it is drawn: of a long list only those in view are. */
  const wanted = useRef<string | null>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const active = current !== null && ids.includes(current) ? current : (ids[0] ?? null);

  function focus(id: string | undefined): void {
    if (id === undefined) return;
    setCurrent(id);
    const element = elements.current.get(id);
    wanted.current = element === undefined ? id : null;
    element?.focus();
  }

  function move(step: 1 | -1): void {
    const focused = document.activeElement;
    const isInside = [...elements.current.values()].some((element) => element.contains(focused));
    focus(isInside && active !== null ? ids[ids.indexOf(active) + step] : (active ?? undefined));
  }

  const onRow = (act: RowAction) => (): void => {
    const element = active === null ? undefined : elements.current.get(active);
    if (active !== null && element?.contains(document.activeElement)) act(active);
  };
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    ...Object.fromEntries(Object.entries(actions).map(([key, act]) => [key, onRow(act)])),
  });

  return {
    /** The row by which Tab enters the list. */
    active,
    /** The row that has the focus, or had it last. */
    at: current === active ? active : null,
    focus,
    row: (id: string): RowHandle => ({ tabIndex: id === active ? 0 : -1, ...handlersOf(id) }),
  };

  /** The same ones on each render, so that rows that did not change are not drawn again. */
  function handlersOf(id: string): RowHandlers {
    const known = handlers.current.get(id);
    if (known !== undefined) return known;
    const made: RowHandlers = {
      onFocus: () => setCurrent(id),
      ref: (element) => {
        if (element === null) {
          elements.current.delete(id);
          return;
        }
        elements.current.set(id, element);
        if (wanted.current !== id) return;
        wanted.current = null;
        element.focus();
      },
    };
    handlers.current.set(id, made);
    return made;
  }
}
