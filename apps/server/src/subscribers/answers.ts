import type { IncomingMessage, ServerResponse } from "node:http";
import type { Snapshot } from "@fanal/contract/snapshot";
import type { Language } from "@fanal/domain";
import { renderSubscribing, type SubscribingScreen, subscribingPolicy } from "@fanal/status-page";
import { safetyHeaders } from "../safety-headers.ts";
import type { SubscribedPage } from "./visitor-commands.ts";

/** A page as visitors see it, and where below it they are. */
export interface VisitedPage extends SubscribedPage {
  snapshot: Snapshot;
}

/** What somebody asks for. */
export interface Asked {
  page: VisitedPage;
  /** The path in front of all addresses of the page. */
  base: string;
  /** Below it, without a slash in front. */
  path: string;
  query: string;
  language: Language;
}

/** What a query says was done. */
export const doneNames = ["saved", "subscribed"] as const;

/** All services of a page, each in a field of its own. */
export const largestForm = 256 * 1024;

/** A document, with its status. */
export interface Answered {
  screen: SubscribingScreen;
  status?: number;
  /** More headers, names and values in turn. */
  headers?: readonly string[];
}

/** Answers with a document. */
export function send(
  { method }: IncomingMessage,
  response: ServerResponse,
  { page: { snapshot }, base, path, query, language }: Asked,
  { screen, status = 200, headers = [] }: Answered,
): void {
  const address = method === "POST" ? path : withChoices(path, query);
  const body = Buffer.from(renderSubscribing(snapshot, screen, { language, base, path: address }));
  response
    .writeHead(status, [
      ...["Content-Type", "text/html; charset=utf-8"],
      ...["Content-Length", String(body.length)],
      ...["Content-Language", language],
      ...privately,
      // Browsers name the origin of a form only where they may name the address to the same origin.
      ...safetyHeaders({ policy: subscribingPolicy(snapshot), referrer: "same-origin" }).flat(),
      ...headers,
    ])
    .end(method === "HEAD" ? undefined : body);
}

/** An address with what its query chose, but for the language, which is chosen anew there. */
function withChoices(path: string, query: string): string {
  const kept = new URLSearchParams(query);
  for (const name of ["lang", ...doneNames]) kept.delete(name);
  return kept.size === 0 ? path : `${path}?${kept}`;
}

/** Sends to an address below the page. */
export function redirect(response: ServerResponse, base: string, path: string): void {
  const headers = [
    "Location",
    `${base}/${path}`,
    "Content-Length",
    "0",
    ...privately,
    ...safetyHeaders().flat(),
  ];
  response.writeHead(303, headers).end();
}

/** Refuses what neither reads nor posts. */
export function refuseMethod(response: ServerResponse): void {
  const headers = [
    "Allow",
    "GET, HEAD, POST",
    "Content-Length",
    "0",
    ...privately,
    ...safetyHeaders().flat(),
  ];
  response.writeHead(405, headers).end();
}

/** Made for one visitor: kept by nobody on the way, and found by no search engine. */
const privately = ["Cache-Control", "private, no-store", "X-Robots-Tag", "noindex"];
