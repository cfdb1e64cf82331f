/**
 * Resolves at the next hint that there is something to do, and after a while without any: hints get lost, and what is tried
 * again comes by the clock.
 */
export type Hint = () => Promise<void>;

/** @param listen told what to call whenever there may be something to do */
export function createHint(
  listen: (listener: () => void) => void,
  { everyMs, stop }: { everyMs: number; stop: AbortSignal },
): Hint {
  let waiting = Promise.withResolvers<void>();
  const wake = () => {
    waiting.resolve();
    waiting = Promise.withResolvers<void>();
  };
  listen(wake);
  const timer = setInterval(wake, everyMs);
  stop.addEventListener("abort", () => {
    clearInterval(timer);
    wake();
  });
  return () => waiting.promise;
}
