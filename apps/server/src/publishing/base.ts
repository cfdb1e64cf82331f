import type { Snapshot } from "@fanal/contract/snapshot";

/** The path in front of a page's addresses below the server's own. */
export function sharedBase(slug: string): string {
  return `/status/${slug}`;
}

/** The same where the page is at home: empty on a host of its own. */
export function canonicalBase({ page }: Snapshot): string {
  return new URL(page.url).pathname.replace(/\/$/, "");
}
