import type { PageImageKind } from "@fanal/domain";
import { refuse } from "../../refusals.ts";
import { cleanSvg } from "./clean-svg.ts";

/** An image as it is kept and served. */
export interface MadeImage {
  contentType: string;
  bytes: Buffer;
  /** In pixels; of a drawing, its own size. */
  width: number;
  height: number;
}

/** More pixels than this take more memory than a logo is worth. */
const mostPixels = 25_000_000;
/** Logos are shown up to 64 px high, on dense screens with twice as many pixels. */
const largestLogo = { width: 1_024, height: 128 };
const iconSize = 64;
const patienceSeconds = 10;
/** Of drawings, in dots per inch: one for each pixel. */
const usualDensity = 72;

let queue: Promise<unknown> = Promise.resolve();

/**
 * Makes an image anew from a file of somebody's, so that nothing but the picture is left of it. Refuses what is none.
 * One after the other: each may take a hundred megabytes for a moment.
 */
export function makeImage(kind: PageImageKind, file: Buffer): Promise<MadeImage> {
  const made = queue.then(() => (isRaster(file) ? makeRaster(kind, file) : makeDrawing(kind, file)));
  queue = made.catch(() => {});
  return made;
}

/** Beginnings of the formats that are read. Others that the library knows are not, and never a drawing in disguise. */
const rasterBeginnings = {
  png: /^89504e470d0a1a0a/,
  jpeg: /^ffd8ff/,
  gif: /^47494638(37|39)61/,
  webp: /^52494646.{8}57454250/,
};

function isRaster(file: Buffer): boolean {
  const beginning = file.toString("hex", 0, 12);
  return Object.values(rasterBeginnings).some((pattern) => pattern.test(beginning));
}

async function makeRaster(kind: PageImageKind, file: Buffer, density = usualDensity): Promise<MadeImage> {
  // Loaded when it is needed: it takes memory that a server without uploads need not spend.
  const { default: sharp } = await import("sharp");
  sharp.cache(false);
  try {
    const image = sharp(file, { limitInputPixels: mostPixels, failOn: "error", density })
      .timeout({ seconds: patienceSeconds })
      .autoOrient();
    const sized =
      kind === "favicon"
        ? image.resize(iconSize, iconSize, { fit: "contain", background: "transparent" })
        : image.resize({ ...largestLogo, fit: "inside", withoutEnlargement: true });
    const { data, info } = await sized.png().toBuffer({ resolveWithObject: true });
    return { contentType: "image/png", bytes: data, width: info.width, height: info.height };
  } catch {
    return refuseImage("This image is damaged, or larger than 25 megapixels. Send another one.");
  }
}

async function makeDrawing(kind: PageImageKind, file: Buffer): Promise<MadeImage> {
  const text = asText(file);
  if (text === null || !/<svg[\s>]/i.test(text)) {
    return refuseImage("This file is no image that can be read. Send a PNG, JPEG, WebP, GIF or SVG.");
  }
  const cleaned = await cleanSvg(text);
  if ("problem" in cleaned) return refuseImage(cleaned.problem);
  const { svg, width, height } = cleaned;
  const bytes = Buffer.from(svg);
  if (kind !== "favicon") return { contentType: "image/svg+xml", bytes, width, height };
  // Drawn at the size that it is kept in, neither blown up nor cut down from something huge.
  const density = (usualDensity * iconSize) / Math.max(width, height);
  return makeRaster(kind, bytes, Math.min(Math.max(density, 1), 2_400));
}

/** UTF-8 is the only encoding that is read; another one could hide what is looked for. */
function asText(file: Buffer): string | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(file);
    return text.includes("\0") ? null : text;
  } catch {
    return null;
  }
}

function refuseImage(message: string): never {
  return refuse("bad_request", message, [{ path: ["data"], message }]);
}
