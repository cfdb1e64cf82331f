import type { IncomingMessage } from "node:http";
import type { ArtifactStore } from "./artifacts.ts";

/** Which page an address belongs to, and where below it. */
export interface Located {
  slug: string;
  /** The path in front of all addresses of the page: `/status/acme`, or empty on a host of its own. */
  base: string;
  /** Below it, without a slash in front; empty for the page itself. */
  path: string;
  /** Without its question mark. */
  query: string;
}

export type Locate = (request: Pick<IncomingMessage, "url" | "headers">) => Located | null;

interface LocateOptions {
  store: Pick<ArtifactStore, "slugAtHost">;
  /** Each page is at `{slug}.{pagesDomain}`; `null` for none. */
  pagesDomain: string | null;
  /** The server's own host, which no page can have. */
  ownHost: string | null;
}

/** In front of the slug, where a page is below the server's own address. */
export const sharedPrefix = "/status/";

/**
 * Finds the page that a request is for; `null` for addresses that belong to none. On a host of its own everything is the
 * page's: neither the dashboard nor other pages are there. Only the `Host` header counts, not what proxies might add.
 */
export function createLocate({ store, pagesDomain, ownHost }: LocateOptions): Locate {
  function slugAt(host: string): string | null {
    if (host === "" || host === ownHost) return null;
    const known = store.slugAtHost(host);
    if (known !== undefined) return known;
    return pagesDomain !== null && host.endsWith(`.${pagesDomain}`)
      ? host.slice(0, -pagesDomain.length - 1)
      : null;
  }

  return ({ url = "/", headers }) => {
    const slug = slugAt(hostName(headers.host));
    if (slug !== null) return { slug, base: "", ...split(url, 1) };
    if (!url.startsWith(sharedPrefix)) return null;
    const { path: below, query } = split(url, sharedPrefix.length);
    const slash = below.indexOf("/");
    const named = slash === -1 ? below : below.slice(0, slash);
    const path = slash === -1 ? "" : below.slice(slash + 1);
    return { slug: named, base: `${sharedPrefix}${named}`, path, query };
  };
}

/** Path and query from a place on. */
function split(url: string, from: number): { path: string; query: string } {
  const mark = url.indexOf("?");
  return mark === -1
    ? { path: url.slice(from), query: "" }
    : { path: url.slice(from, mark), query: url.slice(mark + 1) };
}

/** The name in a `Host` header, in lower case, without the port and the dot that may end it. */
function hostName(header: string | undefined): string {
  if (header === undefined) return "";
  const colon = header.lastIndexOf(":");
  const name = colon === -1 ? header : header.slice(0, colon);
  return (name.endsWith(".") ? name.slice(0, -1) : name).toLowerCase();
}
