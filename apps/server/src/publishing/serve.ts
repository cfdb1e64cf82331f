import type { IncomingMessage, ServerResponse } from "node:http";
import { renderNotFound, renderUnavailable } from "@fanal/status-page";
import { type Answer, type Answers, pageHeaders } from "./answers.ts";
import type { ArtifactStore } from "./artifacts.ts";
import { acceptedEncodings } from "./negotiate.ts";

const prefix = "/status/";

/**
 * Answers a request for a status page from finished bytes, before any framework sees it; false for other addresses.
 * This is what a flood of visitors runs through: no database, no rendering, no session, nothing that waits.
 */
export function servePage(
  store: Pick<ArtifactStore, "answers">,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const url = request.url ?? "/";
  if (!url.startsWith(prefix)) return false;
  const { method } = request;
  const slug = slugOf(url);
  const answers = slug === null ? "unknown" : store.answers(slug);
  if (method !== "GET" && method !== "HEAD") response.writeHead(405, refusalHeaders).end();
  else if (answers === "unknown") send(response, notFound, method);
  else if (answers === "unavailable") send(response, unavailable, method);
  else sendPage(answers, request, response);
  return true;
}

/** The slug of `/status/{slug}`, with or without a slash behind it; `null` for addresses below it, of which there are none. */
function slugOf(url: string): string | null {
  const query = url.indexOf("?");
  const end = query === -1 ? url.length : query;
  const isSlashed = url.charCodeAt(end - 1) === 47;
  const path = url.slice(prefix.length, isSlashed ? end - 1 : end);
  return path.includes("/") ? null : path;
}

function sendPage(answers: Answers, { headers, method }: IncomingMessage, response: ServerResponse): void {
  const answer = choose(answers, headers["accept-encoding"]);
  if (matches(headers["if-none-match"], answer.etag)) {
    response.writeHead(304, answer.notModifiedHeaders).end();
  } else if (method === "HEAD") {
    response.writeHead(200, answer.headers).end();
  } else {
    response.writeHead(200, answer.headers).end(answer.body);
  }
}

function choose(answers: Answers, accepted: string | undefined): Answer {
  for (const encoding of acceptedEncodings(accepted)) {
    const answer = answers[encoding];
    if (answer !== null) return answer;
  }
  return answers.identity;
}

/** Weak comparison, as RFC 9110 asks of If-None-Match: proxies may have weakened our tags. */
function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  if (header === etag || header === "*") return true;
  return header.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag);
}

interface Notice {
  status: number;
  headers: string[];
  body: Buffer;
}

const notFound = prepareNotice(404, renderNotFound(), []);
const unavailable = prepareNotice(503, renderUnavailable(), ["Retry-After", "5"]);
const refusalHeaders = ["Allow", "GET, HEAD", "Content-Length", "0"];

function prepareNotice(status: number, html: string, headers: string[]): Notice {
  const body = Buffer.from(html);
  return {
    status,
    body,
    headers: [
      ...["Content-Type", "text/html; charset=utf-8"],
      ...["Content-Length", String(body.length)],
      ...["Cache-Control", "no-store"],
      ...headers,
      ...pageHeaders,
    ],
  };
}

function send(response: ServerResponse, { status, headers, body }: Notice, method: string): void {
  response.writeHead(status, headers).end(method === "HEAD" ? undefined : body);
}
