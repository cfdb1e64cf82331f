import { promisify } from "node:util";
import { brotliCompress, constants, gzip, gzipSync } from "node:zlib";

/** The bytes of one answer, as a client may ask for them. */
export interface EncodedBytes {
  identity: Buffer;
  gzip: Buffer;
  /** `null` while there was no time to make it. */
  brotli: Buffer | null;
}

/** Good and quick: higher levels save a few percent and cost ten times as long. */
const brotliQuality = 6;

export async function encode(text: string): Promise<EncodedBytes & { brotli: Buffer }> {
  const identity = Buffer.from(text);
  const [gzipped, brotli] = await Promise.all([
    promisify(gzip)(identity, { level: 8 }),
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

/** For a page that has to be answered at once, rendered while somebody waits. */
export function encodeNow(text: string): EncodedBytes {
  const identity = Buffer.from(text);
  return { identity, gzip: gzipSync(identity, { level: 1 }), brotli: null };
}
