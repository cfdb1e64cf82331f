import type { Snapshot } from "@fanal/contract/snapshot";
import { zonedTime } from "@fanal/domain";
import type { PageStories } from "../page-stories.ts";

/** What the answers are made from. The same data gives the same bytes: no clock is read. */
export interface ApiSource {
  snapshot: Snapshot;
  stories: PageStories;
  /** Since when nobody knows whether this is the newest there is. */
  staleSince: string | undefined;
}

/** A time as all of a page's answers have it: in the page's own zone. */
export function timeIn({ snapshot }: ApiSource, moment: string): string;
export function timeIn({ snapshot }: ApiSource, moment: string | null): string | null;
export function timeIn({ snapshot }: ApiSource, moment: string | null): string | null {
  return moment === null ? null : zonedTime(moment, snapshot.page.timeZone);
}
