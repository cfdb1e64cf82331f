import { createHash } from "node:crypto";
import { contentSecurityPolicy } from "@fanal/status-page";
import { safetyHeaders } from "../safety-headers.ts";
import type { EncodedBytes } from "./encodings.ts";

/** One answer, ready to be written: raw headers as `writeHead` takes them, and the body. */
export interface Answer {
  etag: string;
  headers: string[];
  notModifiedHeaders: string[];
  body: Buffer;
}

/** An answer in each encoding that a client may ask for. */
export interface Answers {
  identity: Answer;
  gzip: Answer | null;
  brotli: Answer | null;
}

/** What an answer says of itself besides its bytes. */
export interface AnswerKind {
  contentType: string;
  cacheControl: string;
  /** Names of the request's headers that the answer depends on. */
  vary: string;
  /** More headers, names and values in turn. */
  headers: readonly string[];
}

/** On documents that belong to no page. */
export const noticeHeaders: readonly string[] = safetyHeaders({
  policy: contentSecurityPolicy(null),
  referrer: "no-referrer",
}).flat();

/** For what is no document: were it opened as one, it could do nothing. A drawing may have pictures and styles in itself. */
const inertPolicy =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";

/** An HTML document of a page. */
export function documentKind(language: string, policy: string): AnswerKind {
  return {
    contentType: "text/html; charset=utf-8",
    cacheControl: "no-cache",
    vary: "Accept-Encoding, Accept-Language",
    headers: ["Content-Language", language, ...safetyHeaders({ policy, referrer: "no-referrer" }).flat()],
  };
}

/** What other sites and programs read: feeds, the badge. */
export function fileKind(contentType: string): AnswerKind {
  return {
    contentType,
    cacheControl: "no-cache",
    vary: "Accept-Encoding",
    headers: [
      ...["Access-Control-Allow-Origin", "*"],
      ...safetyHeaders({ policy: inertPolicy, referrer: "no-referrer", usableBy: "cross-origin" }).flat(),
    ],
  };
}

/** What shows notifications while no document of the page is open. It may ask its own page, and nobody else. */
export const serviceWorkerKind: AnswerKind = {
  contentType: "text/javascript; charset=utf-8",
  cacheControl: "no-cache",
  vary: "Accept-Encoding",
  headers: safetyHeaders({
    policy:
      "default-src 'none'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    referrer: "no-referrer",
  }).flat(),
};

/** An image that somebody uploaded. Its address changes with its bytes. */
export function imageKind(contentType: string): AnswerKind {
  return { ...fileKind(contentType), cacheControl: "public, max-age=31536000, immutable" };
}

export function prepareAnswers({ identity, gzip, brotli }: EncodedBytes, kind: AnswerKind): Answers {
  const hash = createHash("sha256").update(identity).digest("base64url").slice(0, 22);
  return {
    identity: prepare(identity, `"${hash}"`, null, kind),
    gzip: gzip === null ? null : prepare(gzip, `"${hash}-gz"`, "gzip", kind),
    brotli: brotli === null ? null : prepare(brotli, `"${hash}-br"`, "br", kind),
  };
}

function prepare(
  body: Buffer,
  etag: string,
  encoding: string | null,
  { contentType, cacheControl, vary, headers }: AnswerKind,
): Answer {
  const notModifiedHeaders = [
    ...["ETag", etag],
    ...["Cache-Control", cacheControl],
    ...["Vary", vary],
    ...headers.slice(0, headers.indexOf("Content-Security-Policy")),
  ];
  return {
    etag,
    headers: [
      ...["Content-Type", contentType],
      ...["Content-Length", String(body.length)],
      ...(encoding === null ? [] : ["Content-Encoding", encoding]),
      ...["ETag", etag],
      ...["Cache-Control", cacheControl],
      ...["Vary", vary],
      ...headers,
    ],
    notModifiedHeaders,
    body,
  };
}
