import type { FragmentId } from "@fanal/contract";
import type { Snapshot } from "@fanal/contract/snapshot";

export interface RenderOptions {
  /** ISO 8601: the data could not be confirmed since then. The page says so, and nothing on it is green. */
  staleSince?: string | undefined;
}

/**
 * What the built renderer gives to the server. Declared apart from the components, so that who imports the built file
 * needs no JSX in its own type check; `render.tsx` is checked against it.
 */

/** The visitor's page: a whole HTML document, complete without its script. */
export declare function renderPage(snapshot: Snapshot, options?: RenderOptions): string;
/** The inner HTML of each `#fragment-…` element of {@link renderPage}. */
export declare function renderFragments(snapshot: Snapshot): Record<FragmentId, string>;
/** One sentence for screen readers about what changed between two versions; empty when nothing is worth saying. */
export declare function announce(previous: Snapshot, next: Snapshot): string;
/** The tab's title, plain text. */
export declare function pageTitle(snapshot: Snapshot): string;
/** The tab's icon as a `data:` URL. */
export declare function pageIcon(snapshot: Snapshot): string;
/** The document for an address without a status page; to be sent with 404. */
export declare function renderNotFound(): string;
/** The document for a page that has nothing to show yet; to be sent with 503. */
export declare function renderUnavailable(): string;
/** The value of the `Content-Security-Policy` header for every document above. */
export declare const contentSecurityPolicy: string;
