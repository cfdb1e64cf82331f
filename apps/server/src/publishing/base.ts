import type { Snapshot } from "@fanal/contract/snapshot";

/** The path in front of a page's addresses where it is at home: `/status/acme`, or empty on a host of its own. */
export function canonicalBase({ page }: Snapshot): string {
  return new URL(page.url).pathname.replace(/\/$/, "");
}
