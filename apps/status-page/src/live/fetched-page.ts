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
  // Gone, moved behind a password, or no page any more: the browser shows what is there now.
  if ([401, 403, 404, 410].includes(response.status)) location.reload();
  const page = readPage(new DOMParser().parseFromString(await response.text(), "text/html"));
  etag = response.headers.get("ETag");
  return page;
}

function readPage(fetched: Document): FetchedPage {
  const { version, stale } = fetched.documentElement.dataset;
  // An error, or another page altogether, say that of a captive portal.
  if (!version) throw new Error();
  // A newer Fanal, or another look: fragments without their style would look broken.
  if (styleOf(fetched) !== styleOf(document)) location.reload();
  const headline = headlineOf(fetched);
  return {
    version: Number(version),
    fragments: Object.fromEntries(
      [...fetched.querySelectorAll("[id^=fragment-]")].map(({ id, innerHTML }) => [id.slice(9), innerHTML]),
    ),
    title: fetched.title,
    icon: fetched.querySelector<HTMLLinkElement>("link[rel=icon]")?.href ?? "",
    announcement:
      headline === headlineOf(document)
        ? ""
        : (document.documentElement.dataset.now?.replace("%", headline) ?? ""),
    staleSince: stale === undefined ? undefined : Date.parse(fetched.querySelector("time")?.dateTime ?? ""),
  };
}

function styleOf(page: Document): string {
  return [...page.querySelectorAll("style")].map((style) => style.textContent).join();
}

function headlineOf(page: Document): string {
  return page.querySelector("#fragment-headline h2")?.textContent ?? "";
}
