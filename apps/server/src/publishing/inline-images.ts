import type { Snapshot } from "@fanal/contract/snapshot";
import type { Reader } from "@fanal/database";
import { pageImages } from "@fanal/database/schema";
import { and, eq } from "drizzle-orm";

/**
 * The page with its images inside it. At their own addresses the door of the page stands in front of them, which lets
 * nobody in without its password, and what was uploaded just now is not published yet.
 */
export async function withInlineImages(reader: Reader, snapshot: Snapshot): Promise<Snapshot> {
  if (snapshot.page.images.length === 0) return snapshot;
  const { kind, contentType, bytes } = pageImages;
  const rows = await reader.db
    .select({ kind, contentType, bytes })
    .from(pageImages)
    .where(and(eq(pageImages.organizationId, reader.organizationId), eq(pageImages.pageId, snapshot.pageId)));
  const addressOf = new Map(
    rows.map((row) => [
      row.kind,
      `data:${row.contentType};base64,${Buffer.from(row.bytes).toString("base64")}`,
    ]),
  );
  const images = snapshot.page.images.map((image) => ({
    ...image,
    path: addressOf.get(image.kind) ?? image.path,
  }));
  return { ...snapshot, page: { ...snapshot.page, images } };
}
