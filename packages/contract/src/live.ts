/**
 * Messages of a page's socket, `/status/{page}/live?version={version they have}&language={of the document}`: each one JSON text frame. This file
 * is part of the script in the visitor's page, so it imports nothing.
 */

/** Parts of a status page that are swapped on their own; also the `id` of their element (`fragment-…`). */
export const fragmentIds = [
  "headline",
  "announcements",
  "incidents",
  "maintenances",
  "services",
  "metrics",
  "timeline",
] as const;
export type FragmentId = (typeof fragmentIds)[number];

export type VisitorMessage =
  /** You have the newest version. */
  | { type: "current"; version: number }
  /** Swap these fragments in; applies only on top of `version - 1`. */
  | {
      type: "update";
      version: number;
      fragments: Partial<Record<FragmentId, string>>;
      /** The tab's title. */
      title: string;
      /** The tab's icon as a `data:` URL. */
      icon: string;
      /** One sentence for screen readers; empty when nothing worth saying changed. */
      announcement: string;
    }
  /** You missed too much: fetch the page and take it over. */
  | { type: "reload"; version: number };
