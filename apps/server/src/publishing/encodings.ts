import { promisify } from "node:util";
import { brotliCompress, constants, gzip, gzipSync } from "node:zlib";

/** The bytes of one answer, as a client may ask for them; `null` for an encoding that is not there (yet). */
export interface EncodedBytes {
  identity: Buffer;
  gzip: Buffer | null;
  brotli: Buffer | null;
}

/** Good and quick: on pages the next levels save a percent or two, and cost half as long again. */
const brotliQuality = 5;
const gzipLevel = 6;

/** Compresses in the form that is served first. */
export const encodeFirst = encode;

export async function encode(
  content: string | Buffer,
): Promise<{ identity: Buffer; gzip: Buffer; brotli: Buffer }> {
  const identity = typeof content === "string" ? Buffer.from(content) : content;
  const [gzipped, brotli] = await Promise.all([
    promisify(gzip)(identity, { level: gzipLevel }),
    promisify(brotliCompress)(identity, {
      params: {
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_QUALITY]: brotliQuality,
        [constants.BROTLI_PARAM_SIZE_HINT]: identity.length,
      },
    }),
  ]);
  return { identity, gzip: gzipped, brotli };
}

/** For what has to be answered at once, rendered while somebody waits. */
export function encodeNow(text: string): EncodedBytes {
  const identity = Buffer.from(text);
  return { identity, gzip: gzipSync(identity, { level: 1 }), brotli: null };
}
