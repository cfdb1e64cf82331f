import type { PageImageKind } from "@fanal/domain";
import { refuse } from "../refusals.ts";

/** An image as it is kept and served. */
export interface MadeImage {
  contentType: string;
  bytes: Buffer;
  /** In pixels. */
  width: number;
  height: number;
}

/** More pixels than this take more memory than a logo is worth. */
const mostPixels = 25_000_000;
/** Logos are shown 32 px high; twice that, and twice again for dense screens. */
const logo = { width: 640, height: 128 };
const iconSize = 64;

/**
 * Makes an image anew from a file of somebody's: whatever else the file held is gone. Refuses what is no image.
 */
export async function makeImage(kind: PageImageKind, file: Buffer): Promise<MadeImage> {
  // Loaded when it is needed: it takes memory that a server without uploads need not spend.
  const { default: sharp } = await import("sharp");
  try {
    const image = sharp(file, { limitInputPixels: mostPixels, failOn: "error" }).autoOrient();
    const sized =
      kind === "favicon"
        ? image.resize(iconSize, iconSize, { fit: "contain", background: { r: 0, g: 0, b: 0, alpha: 0 } })
        : image.resize({ ...logo, fit: "inside", withoutEnlargement: true });
    const { data, info } = await sized.png().toBuffer({ resolveWithObject: true });
    return { contentType: "image/png", bytes: data, width: info.width, height: info.height };
  } catch {
    return refuseImage("This file cannot be read as an image. Send a PNG, JPEG, WebP, GIF or SVG.");
  }
}

function refuseImage(message: string): never {
  return refuse("bad_request", message, [{ path: ["data"], message }]);
}
