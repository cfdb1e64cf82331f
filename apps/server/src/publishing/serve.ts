import type { IncomingMessage, ServerResponse } from "node:http";
import type { Language } from "@fanal/domain";
import type { Logger } from "pino";
import { safetyHeaders } from "../safety-headers.ts";
import { asPrivate, type Gate } from "./access.ts";
import type { Answer, Answers } from "./answers.ts";
import type { ArtifactStore } from "./artifacts.ts";
import { readBadgeQuery } from "./badge-query.ts";
import { guard } from "./guard.ts";
import { chosenLanguage, languageNamed } from "./language.ts";
import { type Locate, type Located, sharedPrefix } from "./locate.ts";
import { acceptedEncodings } from "./negotiate.ts";
import { type Notice, notice, noticeForPrograms, noticeOnPage } from "./notices.ts";
import { type PagePath, readPagePath } from "./page-path.ts";
import { storyFormerlyAt } from "./page-stories.ts";
import { isForPublicApi, isPublicApiPath } from "./public-api/index.ts";
import type { PublishedPage } from "./published-page.ts";

/** What of a page is made for one visitor when they ask, and is no finished bytes. */
interface Personal {
  /** Whether an address below a page is one of these. */
  handles: (path: string) => boolean;
  /** Whether the address itself proves that who has it may be there, whatever door the page has. */
  isSigned: (page: PublishedPage, path: string) => boolean;
  /** False: there is nothing, and nothing was answered. Throws when it cannot be known. */
  answer: (request: IncomingMessage, response: ServerResponse, asked: AskedOfPage) => Promise<boolean>;
}

interface AskedOfPage extends Omit<Located, "slug"> {
  page: PublishedPage;
  language: Language;
}

interface ServeOptions {
  store: Pick<ArtifactStore, "answers" | "get" | "ofPage">;
  gate: Gate;
  locate: Locate;
  personal: Personal;
  log: Pick<Logger, "warn">;
}

/**
 * Answers a request for a status page from finished bytes, before any framework sees it; false for other addresses.
 * This is what a flood of visitors runs through: no database, no session, nothing that waits. The main page in its own
 * language is there already; what else there is of a page is rendered from memory once. Only a page that is not for
 * everyone has a guard in front of it.
 */
export function servePage(
  options: ServeOptions,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const { store, gate, locate, personal } = options;
  const located = locate(request);
  if (located === null) return false;
  const page = store.get(located.slug);
  const byId = page === undefined ? store.ofPage(located.slug) : undefined;
  if (byId?.lock.visibility === "members") {
    const at = { base: located.base, path: "" };
    guard(gate, request, response, {
      page: byId,
      at,
      serve: () => sendTo(response, `${sharedPrefix}${byId.slug}`),
    });
  } else if (page === undefined || page.lock.visibility === "public") {
    serveInside(options, request, response, { page, located, seal: asIs });
  } else if (personal.handles(located.path) && personal.isSigned(page, located.path)) {
    serveInside(options, request, response, { page, located, seal: asPrivate });
  } else {
    const serve = () => serveInside(options, request, response, { page, located, seal: asPrivate });
    guard(gate, request, response, { page, at: located, serve });
  }
  return true;
}

/** Where members come from signing in: their page is named by its id until it is known that they may know its name. */
function sendTo(response: ServerResponse, address: string): void {
  response
    .writeHead(303, [
      ...["Location", address],
      ...["Cache-Control", "private, no-store"],
      ...["Content-Length", "0"],
      ...safetyHeaders().flat(),
    ])
    .end();
}

interface Inside {
  page: PublishedPage | undefined;
  located: Located;
  /** What becomes of the headers of every answer. */
  seal: (headers: string[]) => string[];
}

function serveInside(
  options: ServeOptions,
  request: IncomingMessage,
  response: ServerResponse,
  inside: Inside,
): void {
  const { store, personal } = options;
  const { page, located, seal } = inside;
  const { method, headers } = request;
  if (method === "OPTIONS" && isPublicApiPath(located.path)) {
    // Browsers ask first where a script of another site sends headers of its own, like If-None-Match.
    response.writeHead(204, seal(preflightHeaders)).end();
    return;
  }
  if (page !== undefined && personal.handles(located.path)) {
    void servePersonal(options, request, response, { ...inside, page });
    return;
  }
  if (method !== "GET" && method !== "HEAD") {
    response.writeHead(405, refusalHeaders).end();
    return;
  }
  const { slug, base, path: address, query } = located;
  const path = readPagePath(address);
  const moved = path === null && page !== undefined ? storyFormerlyAt(page.stories, address) : undefined;
  if (moved !== undefined) {
    const location = `${base}/${moved.kind === "incident" ? "incidents" : "maintenances"}/${moved.id}`;
    response.writeHead(301, seal(["Location", location, ...movedHeaders])).end();
    return;
  }
  const own = page?.snapshot.page.language ?? "en";
  const language =
    path !== null && isForPrograms(path)
      ? (languageNamed(query) ?? own)
      : chosenLanguage(query, headers["accept-language"], own);
  const wanted = {
    path,
    language,
    base,
    ...(path?.kind === "badge" ? { badge: readBadgeQuery(query) } : {}),
  };
  const answers = store.answers(slug, wanted);
  if (typeof answers !== "string") {
    send(answers, request, response, seal);
  } else {
    const said = isForPublicApi(address)
      ? noticeForPrograms(answers)
      : page === undefined
        ? notice(answers, language)
        : noticeOnPage(answers, language, { base, path });
    sendNotice(request, response, said, seal);
  }
}

async function servePersonal(
  { personal, log }: ServeOptions,
  request: IncomingMessage,
  response: ServerResponse,
  { page, located, seal }: Inside & { page: PublishedPage },
): Promise<void> {
  const { base, path, query } = located;
  const language = chosenLanguage(query, request.headers["accept-language"], page.snapshot.page.language);
  try {
    if (await personal.answer(request, response, { page, base, path, query, language })) return;
    sendNotice(request, response, noticeOnPage("unknown", language, { base, path: null }), seal);
  } catch (error) {
    log.warn({ err: error, slug: page.slug }, "what was asked of a page for one visitor cannot be answered");
    if (response.headersSent) response.destroy();
    else sendNotice(request, response, notice("unavailable", language), asPrivate);
  }
}

function sendNotice(
  { method }: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: Notice,
  seal: Inside["seal"],
): void {
  response.writeHead(status, seal(headers)).end(method === "HEAD" ? undefined : body);
}

/** Who reads these says by the address alone which language it wants. */
function isForPrograms({ kind }: PagePath): boolean {
  return ["feed", "api", "badge", "image", "service_worker", "push_icon"].includes(kind);
}

function send(
  answers: Answers,
  { headers, method }: IncomingMessage,
  response: ServerResponse,
  seal: Inside["seal"],
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

/** For an hour: what was brought can be deleted again. */
const movedHeaders = [
  ...["Cache-Control", "public, max-age=3600"],
  ...["Content-Length", "0"],
  ...safetyHeaders().flat(),
];
const preflightHeaders = [
  ...["Access-Control-Allow-Origin", "*"],
  ...["Access-Control-Allow-Methods", "GET, HEAD"],
  ...["Access-Control-Allow-Headers", "*"],
  ...["Access-Control-Max-Age", "86400"],
  ...safetyHeaders().flat(),
];
const refusalHeaders = ["Allow", "GET, HEAD", "Content-Length", "0", ...safetyHeaders().flat()];
