import { get, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";

/** One answer as it came over the wire, decoded by nobody. */
export interface CapturedAnswer {
  status: number;
  /** Names and values in turn, without those that Node.js writes by itself. */
  headers: string[];
  body: Buffer;
}

export const variants = ["brotli", "gzip", "identity", "not modified"] as const;
export type Variant = (typeof variants)[number];

const accepted = { brotli: "br", gzip: "gzip", identity: "identity", "not modified": "br" };
const writtenByNode = new Set(["date", "connection", "keep-alive", "transfer-encoding"]);

/** The request headers that ask for a variant. That which is not modified is the brotli answer at `tagUrl`. */
export async function headersFor(variant: Variant, tagUrl: string): Promise<Record<string, string>> {
  const headers = { "accept-encoding": accepted[variant] };
  if (variant !== "not modified") return headers;
  const { headers: answered } = await capture(tagUrl, headers);
  const place = answered.findIndex((name) => name.toLowerCase() === "etag");
  const etag = answered[place + 1];
  if (place === -1 || etag === undefined) throw new Error(`${tagUrl} has no ETag`);
  return { ...headers, "if-none-match": etag };
}

export async function capture(url: string, headers: Record<string, string>): Promise<CapturedAnswer> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url, { headers, agent: false }, resolve).on("error", reject);
  });
  const body = await buffer(response);
  const kept: string[] = [];
  for (let index = 0; index < response.rawHeaders.length; index += 2) {
    const [name = "", value = ""] = response.rawHeaders.slice(index, index + 2);
    if (!writtenByNode.has(name.toLowerCase())) kept.push(name, value);
  }
  return { status: response.statusCode ?? 0, headers: kept, body };
}
