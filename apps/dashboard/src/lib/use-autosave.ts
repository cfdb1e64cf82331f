import { useCallback, useEffect, useRef } from "react";

const restMs = 800;

/**
 * Saves what is written whenever it rests for a moment, and at once when the view is left.
 *
 * @param value what is written, or `null` while it cannot be saved as it is
 * @param before what is saved when writing begins
 */
export function useAutosave<Value>(value: Value | null, before: Value, save: (value: Value) => void) {
  const written = JSON.stringify(value);
  const newest = useRef({ value, written, save });
  const saved = useRef(JSON.stringify(before));

  useEffect(() => {
    newest.current = { value, written, save };
  });

  /** Saves now what is not saved yet; whether there was something. */
  const flush = useCallback((): boolean => {
    const { value: last, written: lastWritten, save: saveLast } = newest.current;
    if (last === null || lastWritten === saved.current) return false;
    saved.current = lastWritten;
    saveLast(last);
    return true;
  }, []);

  /** What is written is what was saved already, by somebody else. */
  const accept = useCallback((adopted: Value): void => {
    saved.current = JSON.stringify(adopted);
  }, []);

  useEffect(() => {
    if (written === saved.current) return;
    const timer = setTimeout(flush, restMs);
    return () => clearTimeout(timer);
  }, [written, flush]);
  useEffect(() => () => void flush(), [flush]);

  return { flush, accept, isSaved: () => newest.current.written === saved.current };
}
