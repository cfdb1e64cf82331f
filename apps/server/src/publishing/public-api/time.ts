import type { Snapshot } from "@fanal/contract/snapshot";
import { zonedTime } from "@fanal/domain";

/** A time as all of a page's answers have it: in the page's own zone. */
export function timeIn({ snapshot }: { snapshot: Snapshot }, moment: string): string;
export function timeIn({ snapshot }: { snapshot: Snapshot }, moment: string | null): string | null;
export function timeIn({ snapshot }: { snapshot: Snapshot }, moment: string | null): string | null {
  return moment === null ? null : zonedTime(moment, snapshot.page.timeZone);
}
