import type { SnapshotImage } from "@fanal/contract/snapshot";
import type { Reader } from "@fanal/database";
import { pageImages } from "@fanal/database/schema";
import { and, asc, eq, inArray } from "drizzle-orm";

const extensions: Record<string, string> = { "image/png": "png", "image/svg+xml": "svg" };

/** What is known of the images of pages, without their bytes. */
export async function listPageImages(
  reader: Reader,
  pageIds: readonly string[],
): Promise<(SnapshotImage & { pageId: string })[]> {
  if (pageIds.length === 0) return [];
  const { pageId, kind, hash, contentType, width, height } = pageImages;
  const rows = await reader.db
    .select({ pageId, kind, hash, contentType, width, height })
    .from(pageImages)
    .where(and(eq(pageImages.organizationId, reader.organizationId), inArray(pageId, [...pageIds])))
    .orderBy(asc(kind));
  return rows.map(({ hash, contentType, ...image }) => ({ ...image, path: pathOf(hash, contentType) }));
}

/** Where an image is served below its page's address: the hash changes with its bytes, so it can be kept for ever. */
function pathOf(hash: string, contentType: string): string {
  const extension = extensions[contentType];
  if (extension === undefined) throw new Error(`Images of ${contentType} are not kept`);
  return `images/${hash}.${extension}`;
}
