import type { IncomingMessage, ServerResponse } from "node:http";
import { renderNotFound } from "@fanal/status-page";
import { type Answer, type Answers, type ArtifactStore, pageHeaders } from "./artifacts.ts";

const prefix = "/status/";
const notFound = Buffer.from(renderNotFound());

/**
 * Answers a request for a status page from finished bytes, before any framework sees it; false for other addresses.
 * This is what a flood of visitors runs through: no database, no rendering, no session, nothing that waits.
 */
export function servePage(store: ArtifactStore, request: IncomingMessage, response: ServerResponse): boolean {
  const url = request.url ?? "/";
  if (!url.startsWith(prefix)) return false;
  const slug = slugOf(url);
  const answers = slug === null ? null : store.answers(slug);
  if (answers === null) sayNotFound(request, response);
  else if (request.method !== "GET" && request.method !== "HEAD") refuseMethod(response);
  else sendPage(answers, request, response);
  return true;
}

/** The slug of `/status/{slug}`, with or without a slash behind it; `null` for addresses below it, of which there are none. */
function slugOf(url: string): string | null {
  const query = url.indexOf("?");
  const end = query === -1 ? url.length : query;
  const path =
    url.charCodeAt(end - 1) === 47 ? url.slice(prefix.length, end - 1) : url.slice(prefix.length, end);
  return path.includes("/") ? null : path;
}

function sendPage(answers: Answers, request: IncomingMessage, response: ServerResponse): void {
  const { headers } = request;
  const answer = negotiate(answers, headers["accept-encoding"]);
  if (matches(headers["if-none-match"], answer.etag)) {
    response.writeHead(304, notModifiedHeaders(answer)).end();
  } else if (request.method === "HEAD") {
    response.writeHead(200, answer.headers).end();
  } else {
    response.writeHead(200, answer.headers).end(answer.body);
  }
}

function notModifiedHeaders({ etag }: Answer): string[] {
  return ["ETag", etag, "Cache-Control", "no-cache", "Vary", "Accept-Encoding"];
}

/** Brotli before gzip before plain, as far as the client takes them (RFC 9110, section 12.5.3). */
export function negotiate(answers: Answers, accepted: string | undefined): Answer {
  if (accepted === undefined || accepted === "") return answers.identity;
  if (answers.brotli !== null && accepts(accepted, "br")) return answers.brotli;
  if (accepts(accepted, "gzip")) return answers.gzip;
  return answers.identity;
}

function accepts(header: string, encoding: string): boolean {
  if (!header.includes(encoding)) return header.includes("*") && quality(header, "*") > 0;
  return header.includes(";") ? quality(header, encoding) > 0 : true;
}

function quality(header: string, encoding: string): number {
  for (const part of header.split(",")) {
    const [name = "", ...parameters] = part.split(";").map((piece) => piece.trim().toLowerCase());
    if (name !== encoding) continue;
    const weight = parameters.find((parameter) => parameter.startsWith("q="));
    return weight === undefined ? 1 : Number(weight.slice(2)) || 0;
  }
  return 0;
}

/** Weak comparison, as RFC 9110 asks of If-None-Match: proxies may have weakened our tags. */
function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  if (header === etag || header === "*") return true;
  return header.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag);
}

function sayNotFound(request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(404, [
    ...["Content-Type", "text/html; charset=utf-8"],
    ...["Content-Length", String(notFound.length)],
    ...["Cache-Control", "no-store"],
    ...pageHeaders,
  ]);
  response.end(request.method === "HEAD" ? undefined : notFound);
}

function refuseMethod(response: ServerResponse): void {
  response.writeHead(405, ["Allow", "GET, HEAD", "Content-Length", "0"]).end();
}
