import type { SnapshotPage } from "@fanal/contract/snapshot";
import type { Reader } from "@fanal/database";
import { pageImages, type statusPages } from "@fanal/database/schema";
import { and, asc, eq } from "drizzle-orm";
import { imagePath } from "../images.ts";

/** Where the server and its pages are reached. */
export interface Addresses {
  /** Public address of the server, without a slash at the end. */
  url: string;
  /** The domain below which each page has a host, `{slug}.{pagesDomain}`; `null` for none. */
  pagesDomain: string | null;
}

type PageRow = typeof statusPages.$inferSelect;

/** The page's own settings, as visitors meet them. */
export async function describePage(
  reader: Reader,
  page: PageRow,
  { url, pagesDomain }: Addresses,
): Promise<SnapshotPage> {
  const images = await reader.db
    .select({
      kind: pageImages.kind,
      hash: pageImages.hash,
      contentType: pageImages.contentType,
      width: pageImages.width,
      height: pageImages.height,
    })
    .from(pageImages)
    .where(and(eq(pageImages.organizationId, reader.organizationId), eq(pageImages.pageId, page.id)))
    .orderBy(asc(pageImages.kind));
  return {
    name: page.name,
    slug: page.slug,
    url: `${url}/status/${page.slug}`,
    hosts: pagesDomain === null ? [] : [`${page.slug}.${pagesDomain}`],
    timeZone: page.timeZone,
    language: page.language,
    look: page.look,
    customCss: page.customCss,
    images: images.map(({ kind, width, height, ...image }) => ({
      kind,
      path: imagePath(image),
      width,
      height,
    })),
    hidesFromSearch: page.hidesFromSearch,
    visibility: page.visibility,
  };
}
