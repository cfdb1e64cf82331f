import { refuse } from "../refusals.ts";

const sidePixels = 96;
/** More pixels than this take more memory than a face is worth. */
const mostPixels = 25_000_000;
const patienceSeconds = 10;
/** Beginnings of PNG, JPEG and WebP. What else the library knows is not read, and never a drawing. */
const pictures = /^(89504e470d0a1a0a|ffd8ff|52494646.{8}57454250)/;

let queue: Promise<unknown> = Promise.resolve();

/**
 * Makes a small square of a picture of somebody, so that nothing but the picture is left of the file: a `data:` URL of
 * some kilobytes. One after the other, since each may take a hundred megabytes for a moment.
 */
export function makeAvatar(file: Buffer): Promise<string> {
  const made = queue.then(() => make(file));
  queue = made.catch(() => {});
  return made;
}

async function make(file: Buffer): Promise<string> {
  if (!pictures.test(file.toString("hex", 0, 12))) refuse("bad_request", unreadable);
  // Loaded when it is needed: it takes memory that a server without uploads need not spend.
  const { default: sharp } = await import("sharp");
  try {
    const made = await sharp(file, { limitInputPixels: mostPixels, failOn: "error" })
      .timeout({ seconds: patienceSeconds })
      .autoOrient()
      .resize(sidePixels, sidePixels, { fit: "cover" })
      .webp({ quality: 80 })
      .toBuffer();
    return `data:image/webp;base64,${made.toString("base64")}`;
  } catch {
    return refuse("bad_request", unreadable);
  }
}

const unreadable = "This picture could not be read. Send a PNG, JPEG or WebP of 1 MB at most.";
