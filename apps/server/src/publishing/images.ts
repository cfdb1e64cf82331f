import type { Snapshot } from "@fanal/contract/snapshot";

export interface PageImage {
  contentType: string;
  bytes: Buffer;
}

/** Images of one page by their path below its address. */
export type PageImages = ReadonlyMap<string, PageImage>;

/** The hash of an image, which is the name in its path. */
export function hashIn(path: string): string {
  return path.replace(/^.*\/|\.\w+$/g, "");
}

/** Those of the images that the page shows. */
export function imagesShown(
  { page }: Snapshot,
  known: PageImages,
  loaded: readonly (PageImage & { hash: string })[],
): PageImages {
  if (loaded.length === 0 && page.images.length === known.size) return known;
  const byHash = new Map(loaded.map(({ hash, contentType, bytes }) => [hash, { contentType, bytes }]));
  return new Map(
    page.images.flatMap(({ path }) => {
      const image = known.get(path) ?? byHash.get(hashIn(path));
      return image === undefined ? [] : [[path, image]];
    }),
  );
}
