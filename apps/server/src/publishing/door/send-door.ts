import type { IncomingMessage, ServerResponse } from "node:http";
import type { Language } from "@fanal/domain";
import { contentSecurityPolicy, type DoorFailure, renderDoor, renderUnavailable } from "@fanal/status-page";
import { safetyHeaders } from "../../safety-headers.ts";
import type { Door } from "./door.ts";

export interface DoorAnswer {
  door: Door;
  language: Language;
  /** Where the form with the password is sent. */
  action: string;
  /** Where members sign in. */
  signInUrl: string;
  /** What was wrong with the password that was given. */
  failure?: DoorFailure;
}

/** Sends what is to be seen by those who may not see a page. It tells nothing of the page. */
export function sendDoor({ method }: IncomingMessage, response: ServerResponse, answer: DoorAnswer): void {
  const body = Buffer.from(documentOf(answer));
  const { status, retryAfter } = statusOf(answer);
  response
    .writeHead(status, [
      ...["Content-Type", "text/html; charset=utf-8"],
      ...["Content-Length", String(body.length)],
      ...(retryAfter === null ? [] : ["Retry-After", String(retryAfter)]),
      ...["Cache-Control", "private, no-store"],
      ...["X-Robots-Tag", "noindex"],
      // Browsers name the origin of a form only where they may name the address to the same origin.
      ...safetyHeaders({ policy: contentSecurityPolicy(null), referrer: "same-origin" }).flat(),
    ])
    .end(method === "HEAD" ? undefined : body);
}

function documentOf({ door, language, action, signInUrl, failure }: DoorAnswer): string {
  if (door === "unavailable") return renderUnavailable(language);
  return renderDoor(door, { language, action, signInUrl, failure });
}

function statusOf({ door, failure }: DoorAnswer): { status: number; retryAfter: number | null } {
  if (door === "unavailable") return { status: 503, retryAfter: 5 };
  if (failure?.kind === "limited") return { status: 429, retryAfter: failure.wait };
  return { status: 403, retryAfter: null };
}
