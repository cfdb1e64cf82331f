import { type FragmentId, fragmentIds } from "@fanal/contract/live";
import type { Change } from "./view.ts";

/** A page as it was fetched again: everything that an update would bring, and whether the server vouches for it. */
export interface FetchedPage extends Change {
  version: number;
  /** When the server last could confirm the data, in milliseconds; `undefined` when it can now. */
  staleSince: number | undefined;
}

let etag: string | null = null;

/**
 * Asks for the page again. The first time the browser's own cache knows what to compare with, then we do.
 *
 * @returns `"same"` when nothing changed since the last time; throws when there is no answer or not this page
 */
export async function fetchPage(): Promise<FetchedPage | "same"> {
  const response = await fetch(location.href, {
    cache: etag ? "no-store" : "no-cache",
    headers: etag ? { "If-None-Match": etag } : {},
    signal: AbortSignal.timeout(10_000),
  });
  if (response.status === 304) return "same";
  if (response.status === 404 || response.status === 410) location.reload();
  const page = readPage(new DOMParser().parseFromString(await response.text(), "text/html"));
  etag = response.headers.get("ETag");
  return page;
}

function readPage(fetched: Document): FetchedPage {
  const { version, stale } = fetched.documentElement.dataset;
  // An error, or another page altogether, say that of a captive portal.
  if (!version) throw new Error();
  // A newer Fanal may draw the page otherwise: fragments without their style would look broken.
  if (text(fetched, "style") !== text(document, "style")) location.reload();
  const fragments: Partial<Record<FragmentId, string>> = {};
  for (const id of fragmentIds) {
    fragments[id] = fetched.querySelector(`#fragment-${id}`)?.innerHTML ?? "";
  }
  const headline = text(fetched, "h2");
  return {
    version: Number(version),
    fragments,
    title: fetched.title,
    icon: fetched.querySelector<HTMLLinkElement>("link[rel=icon]")?.href ?? "",
    announcement: headline === text(document, "h2") ? "" : `Now ${headline}.`,
    staleSince: stale === undefined ? undefined : Date.parse(fetched.querySelector("time")?.dateTime ?? ""),
  };
}

function text(page: Document, selector: string): string | undefined {
  return page.querySelector(selector)?.textContent;
}
