import { createHash } from "node:crypto";
import { contentSecurityPolicy } from "@fanal/status-page";
import type { EncodedBytes } from "./encodings.ts";

/** One answer, ready to be written: raw headers as `writeHead` takes them, and the body. */
export interface Answer {
  etag: string;
  headers: string[];
  notModifiedHeaders: string[];
  body: Buffer;
}

/** A page in each encoding that a client may ask for. */
export interface Answers {
  identity: Answer;
  gzip: Answer;
  brotli: Answer | null;
}

/** On every answer of a page, also on those that say that there is none. */
export const pageHeaders: readonly string[] = [
  ...["Content-Security-Policy", contentSecurityPolicy],
  ...["X-Content-Type-Options", "nosniff"],
  ...["Referrer-Policy", "no-referrer"],
  ...["Permissions-Policy", "camera=(), geolocation=(), microphone=()"],
];

export function prepareAnswers({ identity, gzip, brotli }: EncodedBytes): Answers {
  const hash = createHash("sha256").update(identity).digest("base64url").slice(0, 22);
  return {
    identity: prepare(identity, `"${hash}"`, null),
    gzip: prepare(gzip, `"${hash}-gz"`, "gzip"),
    brotli: brotli === null ? null : prepare(brotli, `"${hash}-br"`, "br"),
  };
}

function prepare(body: Buffer, etag: string, encoding: string | null): Answer {
  const notModifiedHeaders = [
    ...["ETag", etag],
    ...["Cache-Control", "no-cache"],
    ...["Vary", "Accept-Encoding"],
  ];
  const headers = [
    ...["Content-Type", "text/html; charset=utf-8"],
    ...["Content-Length", String(body.length)],
    ...(encoding === null ? [] : ["Content-Encoding", encoding]),
    ...notModifiedHeaders,
    ...pageHeaders,
  ];
  return { etag, headers, notModifiedHeaders, body };
}
