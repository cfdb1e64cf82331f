import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

/** A file that is served as it is. */
export interface StaticFile {
  bytes: Buffer;
  headers: Record<string, string>;
  /** Made when first asked for. */
  encoded: Map<string, Promise<Buffer>>;
  canCompress: boolean;
}

/** Answers a file in the encoding that the request takes. */
export async function respond(request: Request, file: StaticFile): Promise<Response> {
  const accepted = request.headers.get("accept-encoding") ?? "";
  const encoding = !file.canCompress
    ? null
    : /\bbr\b/.test(accepted)
      ? "br"
      : /\bgzip\b/.test(accepted)
        ? "gzip"
        : null;
  if (encoding === null) return new Response(new Uint8Array(file.bytes), { headers: file.headers });
  const encoded = file.encoded.get(encoding) ?? compress(file.bytes, encoding);
  file.encoded.set(encoding, encoded);
  return new Response(new Uint8Array(await encoded), {
    headers: { ...file.headers, "content-encoding": encoding },
  });
}

function compress(bytes: Buffer, encoding: "br" | "gzip"): Promise<Buffer> {
  if (encoding === "gzip") return promisify(gzip)(bytes);
  return promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
}
