import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Database } from "@fanal/database";
import type { Language } from "@fanal/domain";
import type { Logger } from "pino";
import { preferredLanguage } from "../accept-language.ts";
import type { ClientAddress } from "../client-address.ts";
import { safetyHeaders } from "../safety-headers.ts";
import type { DoorCookies } from "./door/cookie.ts";
import type { Door, GuardedPage } from "./door/door.ts";
import { knock } from "./door/knock.ts";
import { createDoorLimits } from "./door/limits.ts";
import { fingerprint } from "./door/lock.ts";
import { type DoorAnswer, sendDoor } from "./door/send-door.ts";
import { languageNamed } from "./language.ts";
import { sharedPrefix } from "./locate.ts";

export type Admission = "in" | Door;
type SocketAdmission = "in" | "out" | "unavailable";

/** What of a page a request asks for. */
export interface PageAddress {
  /** The path in front of all addresses of the page: `/status/acme`, or empty on a host of its own. */
  base: string;
  /** Below it, without a slash in front; empty for the page itself. */
  path: string;
}

/** Decides who sees a page that is not for everyone, and answers those who may not. */
export interface Gate {
  /**
   * Whether whoever sends this request may see what is at `path`. At once for public pages and for those with a
   * password; for those of members a session is looked up.
   */
  admit: (request: IncomingMessage, page: GuardedPage, path: string) => Admission | Promise<Admission>;
  /** As `admit`, for a socket that follows the page; a page that is not here keeps nobody out. */
  admitSocket: (
    request: IncomingMessage,
    page: GuardedPage | undefined,
  ) => SocketAdmission | Promise<SocketAdmission>;
  /** Answers somebody who was not admitted; a member whose sign-in is not taken is led to where it is said why. */
  turnAway: (
    request: IncomingMessage,
    response: ServerResponse,
    door: Door,
    page: GuardedPage,
    at: PageAddress,
  ) => Promise<void>;
  /** Answers a form with a password, sent to `{base}/door`. */
  open: (
    request: IncomingMessage,
    response: ServerResponse,
    page: GuardedPage,
    at: PageAddress,
  ) => Promise<void>;
  /** Tells who can be asked once the database is there. Until then nobody new comes in. */
  askBy: (people: People) => void;
}

interface People {
  database: Database;
  /** Whether the cookies of a request are those of a member of the organization. */
  isMember: (cookie: string, organizationId: string) => Promise<boolean>;
  /** The slug of the organization if they are those of a member who signed in otherwise than it wants. */
  refusedAt: (cookie: string, organizationId: string) => Promise<string | null>;
  /** Public address of the server, where people sign in. */
  url: string;
}

/** Where the form with the password is sent, below the page's address. */
export const doorPath = "door";

/** What programs read, which have no cookies: the token in their addresses opens it. */
const feedPattern = /^(?:[a-z-]+\.(?:atom|rss|json|ics)|badge\.svg|api\/v2\/[a-z/-]+\.json)$/;

interface GateOptions {
  cookies: DoorCookies;
  clientAddress: ClientAddress;
  log: Pick<Logger, "warn">;
}

export function createGate({ cookies, clientAddress, log }: GateOptions): Gate {
  let people: (People & { limits: ReturnType<typeof createDoorLimits> }) | null = null;

  async function admitMember(request: IncomingMessage, { organizationId }: GuardedPage): Promise<Admission> {
    if (people === null) return "unavailable";
    try {
      return (await people.isMember(request.headers.cookie ?? "", organizationId)) ? "in" : "members";
    } catch (error) {
      // While nobody can be asked who this is, it is nobody who may come in.
      log.warn({ err: error }, "cannot ask whether somebody is a member");
      return "unavailable";
    }
  }

  /** Where that cannot be learned, the door is the answer. */
  async function refusedAt({ headers }: IncomingMessage, { organizationId }: GuardedPage) {
    return people?.refusedAt(headers.cookie ?? "", organizationId).catch(() => null) ?? null;
  }

  function answerFor(
    request: IncomingMessage,
    door: Door,
    page: GuardedPage,
    { base, path }: PageAddress,
  ): DoorAnswer {
    // Who mistypes goes on to where they were going, too.
    const wanted = path === doorPath ? wantedPath(request) : path;
    const named = namedLanguage(request);
    const onward = new URLSearchParams({
      ...(wanted === "" ? {} : { to: wanted }),
      ...(named === null ? {} : { lang: named }),
    });
    // Members are known at the server's own host only. There the page is asked for by its id: on a host of its own its
    // slug would tell what it is called.
    const here = new URLSearchParams({
      return: base === "" ? `${sharedPrefix}${page.pageId}` : `${base}/${path}`,
    });
    return {
      door,
      // Not the page's own, which would tell something of it.
      language: named ?? preferredLanguage(request.headers["accept-language"], "en"),
      action: `${base}/${doorPath}${onward.size === 0 ? "" : `?${onward}`}`,
      signInUrl: `${people?.url ?? ""}/sign-in?${here}`,
    };
  }

  function admit(request: IncomingMessage, page: GuardedPage, path: string): Admission | Promise<Admission> {
    const { visibility } = page.lock;
    if (visibility === "public") return "in";
    if (feedPattern.test(path) && hasToken(request, page)) return "in";
    if (visibility === "password") return cookies.isValid(request, page) ? "in" : "password";
    return admitMember(request, page);
  }

  return {
    admit,
    admitSocket: (request, page) => {
      if (page === undefined || page.lock.visibility === "public") return "in";
      if (!comesFromThePage(request)) return "out";
      const admission = admit(request, page, "live");
      return typeof admission === "string" ? forSocket(admission) : admission.then(forSocket);
    },
    turnAway: async (request, response, door, page, at) => {
      const slug = door === "members" && isOpened(request) ? await refusedAt(request, page) : null;
      if (slug === null) sendDoor(request, response, answerFor(request, door, page, at));
      else redirect(response, `${people?.url}/app/${slug}`);
    },
    open: async (request, response, page, at) => {
      if (page.lock.visibility !== "password") return redirect(response, `${at.base}/`);
      const answer = answerFor(request, "password", page, at);
      const unavailable = { ...answer, door: "unavailable" as const };
      if (people === null) return sendDoor(request, response, unavailable);
      try {
        const knocked = await knock(request, page, { ...people, cookies, clientAddress });
        if (knocked.outcome === "in") {
          response.setHeader("Set-Cookie", knocked.cookie);
          const named = namedLanguage(request);
          const language = named === null ? "" : `?lang=${named}`;
          redirect(response, `${at.base}/${wantedPath(request)}${language}`);
        } else {
          const failure =
            knocked.outcome === "wrong"
              ? { kind: "wrong" as const }
              : { kind: "limited" as const, wait: knocked.wait };
          sendDoor(request, response, { ...answer, failure });
        }
      } catch (error) {
        log.warn({ err: error }, "cannot try the password of a page");
        sendDoor(request, response, unavailable);
      }
    },
    askBy: (asked) => {
      people = { ...asked, limits: createDoorLimits(asked.database) };
    },
  };
}

function forSocket(admission: Admission): SocketAdmission {
  return admission === "in" || admission === "unavailable" ? admission : "out";
}

/** Where to go on the page once it is open: only what can be an address below the page's own. */
function wantedPath(request: IncomingMessage): string {
  const wanted = new URLSearchParams(queryOf(request)).get("to");
  return wanted !== null && /^[a-z]+(\/[a-z0-9-]{1,64})?$/.test(wanted) ? wanted : "";
}

/** Whether a browser opens the page, and neither a script nor a program reads it. */
function isOpened({ headers }: IncomingMessage): boolean {
  return headers["sec-fetch-dest"] === "document";
}

function redirect(response: ServerResponse, location: string): void {
  const headers = {
    ...Object.fromEntries(safetyHeaders()),
    Location: location,
    "Cache-Control": "private, no-store",
    "Content-Length": "0",
  };
  response.writeHead(303, headers).end();
}

/** A socket is opened with cookies by whatever site asks for it; what it tells is for the page alone. */
function comesFromThePage({ headers: { origin, host } }: IncomingMessage): boolean {
  return origin === undefined || URL.parse(origin)?.host === host;
}

function hasToken(request: IncomingMessage, { lock }: GuardedPage): boolean {
  const token = new URLSearchParams(queryOf(request)).get("token");
  if (token === null || lock.feedTokenHash === null) return false;
  return timingSafeEqual(Buffer.from(fingerprint(token)), Buffer.from(lock.feedTokenHash));
}

/** The language that the address asks for, before the door and behind it. */
function namedLanguage(request: IncomingMessage): Language | null {
  return languageNamed(queryOf(request));
}

function queryOf({ url = "" }: IncomingMessage): string {
  const mark = url.indexOf("?");
  return mark === -1 ? "" : url.slice(mark + 1);
}

/** Headers of an answer that only the admitted may see: kept by nobody on the way, and found by no search engine. */
export function asPrivate(headers: readonly string[]): string[] {
  const kept: string[] = [];
  for (let index = 0; index < headers.length; index += 2) {
    const [name = "", value = ""] = headers.slice(index, index + 2);
    if (!/^cache-control$/i.test(name)) kept.push(name, value);
  }
  return [...kept, "Cache-Control", "private, no-store", "X-Robots-Tag", "noindex"];
}
