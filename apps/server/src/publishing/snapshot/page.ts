import type { SnapshotPage } from "@fanal/contract/snapshot";
import type { Reader } from "@fanal/database";
import type { statusPages } from "@fanal/database/schema";
import { type Addresses, pageAddresses } from "../../status-pages/queries/hosts.ts";
import { listPageImages } from "../../status-pages/queries/images.ts";

type PageRow = typeof statusPages.$inferSelect;

/** The page's own settings, as visitors meet them. */
export async function describePage(
  reader: Reader,
  page: PageRow,
  addresses: Addresses,
): Promise<SnapshotPage> {
  const addressOf = await pageAddresses(reader, [page], addresses);
  const images = await listPageImages(reader, [page.id]);
  const { name, slug, timeZone, language, look, customCss, hidesFromSearch, visibility, uptimeRule } = page;
  return {
    name,
    slug,
    ...addressOf(page),
    timeZone,
    language,
    look,
    customCss,
    images: images.map(({ kind, path, width, height }) => ({ kind, path, width, height })),
    hidesFromSearch,
    visibility,
    uptimeRule,
  };
}
