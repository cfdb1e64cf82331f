import type { Words } from "./words.tsx";

export function feedTitles({ text }: Words, page: string): { history: string; calendar: string } {
  return { history: text("feed.history", { page }), calendar: text("feed.calendar", { page }) };
}
