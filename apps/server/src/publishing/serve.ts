import type { IncomingMessage, ServerResponse } from "node:http";
import { renderNotFound, renderUnavailable } from "@fanal/status-page";
import { asPrivate, type Gate } from "./access.ts";
import { type Answer, type Answers, pageHeaders } from "./answers.ts";
import type { ArtifactStore } from "./artifacts.ts";
import { guard } from "./guard.ts";
import { acceptedEncodings } from "./negotiate.ts";

const prefix = "/status/";

/**
 * Answers a request for a status page from finished bytes, before any framework sees it; false for other addresses.
 * This is what a flood of visitors runs through: no database, no rendering, no session, nothing that waits. Only a page
 * that is not for everyone has a guard in front of it.
 */
export function servePage(
  { store, gate }: { store: Pick<ArtifactStore, "answers" | "get">; gate: Gate },
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const url = request.url ?? "/";
  if (!url.startsWith(prefix)) return false;
  const { slug, path } = addressIn(url);
  const page = store.get(slug);
  if (page === undefined || page.lock.visibility === "public") {
    serveInside(store, request, response, { slug, path, seal: asIs });
  } else {
    const serve = () => serveInside(store, request, response, { slug, path, seal: asPrivate });
    guard(gate, request, response, { page, at: { base: `${prefix}${slug}`, path }, serve });
  }
  return true;
}

interface Wanted {
  slug: string;
  path: string;
  /** What becomes of the headers of every answer. */
  seal: (headers: string[]) => string[];
}

function serveInside(
  store: Pick<ArtifactStore, "answers">,
  request: IncomingMessage,
  response: ServerResponse,
  { slug, path, seal }: Wanted,
): void {
  const { method } = request;
  const answers = path === "" ? store.answers(slug) : "unknown";
  if (method !== "GET" && method !== "HEAD") response.writeHead(405, refusalHeaders).end();
  else if (answers === "unknown") send(response, notFound, method, seal);
  else if (answers === "unavailable") send(response, unavailable, method, seal);
  else sendPage(answers, request, response, seal);
}

/** Slug and path of `/status/{slug}/{path}`, with or without a slash behind it. */
function addressIn(url: string): { slug: string; path: string } {
  const query = url.indexOf("?");
  const end = query === -1 ? url.length : query;
  const isSlashed = url.charCodeAt(end - 1) === 47;
  const address = url.slice(prefix.length, isSlashed ? end - 1 : end);
  const slash = address.indexOf("/");
  if (slash === -1) return { slug: address, path: "" };
  return { slug: address.slice(0, slash), path: address.slice(slash + 1) };
}

function sendPage(
  answers: Answers,
  { headers, method }: IncomingMessage,
  response: ServerResponse,
  seal: Wanted["seal"],
): void {
  const answer = choose(answers, headers["accept-encoding"]);
  if (matches(headers["if-none-match"], answer.etag)) {
    response.writeHead(304, seal(answer.notModifiedHeaders)).end();
  } else if (method === "HEAD") {
    response.writeHead(200, seal(answer.headers)).end();
  } else {
    response.writeHead(200, seal(answer.headers)).end(answer.body);
  }
}

function asIs(headers: string[]): string[] {
  return headers;
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

function send(
  response: ServerResponse,
  { status, headers, body }: Notice,
  method: string,
  seal: Wanted["seal"],
): void {
  response.writeHead(status, seal(headers)).end(method === "HEAD" ? undefined : body);
}
