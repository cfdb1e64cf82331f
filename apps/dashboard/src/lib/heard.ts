/**
 * How far this window has heard of the organization's log. The server tells of an event once status pages show what it
 * published, so what is at that position or before it, visitors see.
 */
let heard = 0;
const waiting = new Map<() => void, number>();

/** The socket told of the log up to here. */
export function hear(position: number): void {
  heard = Math.max(heard, position);
  for (const [resolve, awaited] of waiting) {
    if (awaited > heard) continue;
    waiting.delete(resolve);
    resolve();
  }
}

/** Another organization has another log. */
export function hearAnew(): void {
  heard = 0;
  waiting.clear();
}

export function hasHeard(position: number): boolean {
  return position <= heard;
}

/** Resolves when visitors see what was written at a position of the log; never, where the window moves on before. */
export function untilHeard(position: number): Promise<void> {
  if (hasHeard(position)) return Promise.resolve();
  return new Promise((resolve) => waiting.set(resolve, position));
}
