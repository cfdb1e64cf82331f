import type { launchBrowser } from "@fanal/testing/browser";

type Browser = Awaited<ReturnType<typeof launchBrowser>>;
export type Page = Awaited<ReturnType<Browser["newPage"]>>;

/**
 * Does something on a page. Milliseconds from each press or click to the frame that shows what came of it, as the browser
 * itself counts them (Event Timing), in steps of 8; what it does not tell of took less than 16 and counts as 8.
 */
export async function timeInteractions(page: Page, act: (page: Page) => Promise<number>): Promise<number[]> {
  const watch = await page.evaluateHandle(() => {
    const longest = new Map<number, number>();
    const note = (entries: PerformanceEntryList) => {
      for (const entry of entries) {
        if (!(entry instanceof PerformanceEventTiming) || entry.interactionId === 0) continue;
        longest.set(entry.interactionId, Math.max(longest.get(entry.interactionId) ?? 0, entry.duration));
      }
    };
    const observer = new PerformanceObserver((list) => note(list.getEntries()));
    // The least that a browser tells of.
    const watched = { type: "event", durationThreshold: 16 };
    observer.observe(watched);
    return {
      end: () => {
        note(observer.takeRecords());
        observer.disconnect();
        return [...longest.values()];
      },
    };
  });
  const count = await act(page);
  // Told of after the frame that it ends with.
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  const told = await watch.evaluate(({ end }) => end());
  await watch.dispose();
  return [...told, ...Array.from({ length: Math.max(0, count - told.length) }, () => 8)];
}

/** Interaction to Next Paint: the longest, but for one in each fifty. */
export function interactionToNextPaint(durations: readonly number[]): number {
  const sorted = durations.toSorted((a, b) => b - a);
  const inp = sorted[Math.floor(sorted.length / 50)];
  if (inp === undefined) throw new Error("There were no interactions");
  return inp;
}
