/** As Chromium, Firefox and Safari say it, and Vite of a style. */
const words =
  /Failed to fetch dynamically imported module|error loading dynamically imported module|Importing a module script failed|Unable to preload CSS/i;

/** Whether a part of the dashboard could not be loaded: the device is offline, or the server has a newer version by now. */
export function isChunkMissing(error: unknown): boolean {
  return error instanceof Error && words.test(error.message);
}

/**
 * Has nobody's window loaded anew unasked. The router would do so once for each part that it misses, also where the device
 * is only offline, and then nothing of the window would be left.
 */
export function askBeforeReload(): void {
  window.addEventListener("vite:preloadError", ({ payload }) => {
    try {
      // Where the router notes that it did it already.
      sessionStorage.setItem(`tanstack_router_reload:${payload.message}`, "1");
    } catch {
      // Storage is closed, and the router does not use it either.
    }
  });
}

/** What to tell a person of it. */
export function chunkSentence(): string {
  return navigator.onLine
    ? "Fanal was updated since this window was opened. Load it anew to go on."
    : "You are offline, and this part was not loaded before.";
}
