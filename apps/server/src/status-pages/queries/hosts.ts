import type { Reader } from "@fanal/database";
import { pageDomains, type statusPages } from "@fanal/database/schema";
import { and, asc, eq, inArray, isNotNull } from "drizzle-orm";

type PageRow = Pick<typeof statusPages.$inferSelect, "id" | "slug" | "visibility">;

/** Where the server and its pages are reached. */
export interface Addresses {
  /** Public address of the server, without a slash at the end. */
  url: string;
  /** The domain below which each page has a host, `{slug}.{pagesDomain}`; `null` for none. */
  pagesDomain: string | null;
}

/** Where visitors find one page. */
export interface PageAddress {
  /** Its canonical address, without a slash at the end. */
  url: string;
  /** All hosts of its own, the canonical one first; lower case, without ports. */
  hosts: string[];
}

/** Where visitors find each of these pages: proven hosts of its own, oldest first, then the one below our own domain. */
export async function pageAddresses(
  reader: Reader,
  pages: readonly PageRow[],
  addresses: Addresses,
): Promise<(page: PageRow) => PageAddress> {
  const proven =
    pages.length === 0
      ? []
      : await reader.db
          .select({ pageId: pageDomains.pageId, host: pageDomains.host })
          .from(pageDomains)
          .where(
            and(
              eq(pageDomains.organizationId, reader.organizationId),
              inArray(
                pageDomains.pageId,
                pages.map((page) => page.id),
              ),
              isNotNull(pageDomains.verifiedAt),
            ),
          )
          .orderBy(asc(pageDomains.createdAt), asc(pageDomains.id));
  const byPage = Map.groupBy(proven, (domain) => domain.pageId);
  return (page) =>
    addressOf(
      page,
      (byPage.get(page.id) ?? []).map((domain) => domain.host),
      addresses,
    );
}

function addressOf(page: PageRow, proven: string[], { url, pagesDomain }: Addresses): PageAddress {
  const shared = pagesDomain === null ? [] : [`${page.slug}.${pagesDomain}`];
  // A slug may make just the server's own name, and there the page is below /status/ like all others.
  const hosts = [...proven, ...shared].filter((host) => host !== new URL(url).hostname);
  const [canonical] = hosts;
  // The session of a member is a cookie of the server's own host.
  const isOnOwnHost = canonical !== undefined && page.visibility !== "members";
  return { hosts, url: isOnOwnHost ? originOf(canonical, url) : `${url}/status/${page.slug}` };
}

/** Pages are behind the same reverse proxy as the server, so by the same protocol and port. */
function originOf(host: string, url: string): string {
  const { protocol, port } = new URL(url);
  return port === "" ? `${protocol}//${host}` : `${protocol}//${host}:${port}`;
}
