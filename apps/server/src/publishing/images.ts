import type { Snapshot } from "@fanal/contract/snapshot";

export interface PageImage {
  contentType: string;
  bytes: Buffer;
}

/** Images of one page by their path below its address. */
export type PageImages = ReadonlyMap<string, PageImage>;

const extensions: Record<string, string> = { "image/png": "png", "image/svg+xml": "svg" };

/** Where an image is served below its page's address: the hash changes with its bytes, so it can be kept for ever. */
export function imagePath({ hash, contentType }: { hash: string; contentType: string }): string {
  const extension = extensions[contentType];
  if (extension === undefined) throw new Error(`Images of ${contentType} are not kept`);
  return `images/${hash}.${extension}`;
}

/** The hash in an image's path. */
export function hashIn(path: string): string {
  return path.replace(/^images\/|\.\w+$/g, "");
}

/** Those of the images that the page shows. */
export function imagesShown(
  { page }: Snapshot,
  known: PageImages,
  loaded: readonly (PageImage & { hash: string })[],
): PageImages {
  if (loaded.length === 0 && page.images.length === known.size) return known;
  const all = new Map(known);
  for (const { hash, contentType, bytes } of loaded) {
    all.set(imagePath({ hash, contentType }), { contentType, bytes });
  }
  return new Map(
    page.images.flatMap(({ path }) => {
      const image = all.get(path);
      return image === undefined ? [] : [[path, image]];
    }),
  );
}
