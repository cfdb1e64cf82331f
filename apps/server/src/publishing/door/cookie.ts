import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { cookiePrefix } from "../../cookie-prefix.ts";
import type { Secrets } from "../../secret.ts";
import type { PublishedPage } from "../published-page.ts";

type LockedPage = Pick<PublishedPage, "pageId" | "lock">;

/** The cookies of those who know the password of a page. */
export interface DoorCookies {
  /** `Set-Cookie` for who gave the right password. */
  issue: (page: LockedPage) => string;
  /** Whether a request brings one that counts: for this page, for its password of now, and not too old. */
  isValid: (request: IncomingMessage, page: LockedPage) => boolean;
}

const lifetimeSeconds = 30 * 24 * 60 * 60;

/**
 * Signed with a key of their own, so that no process has to ask the database, and bound to the page and its password:
 * another password ends them all.
 *
 * @param isSecure whether browsers are to send them by https only
 */
export function createDoorCookies(
  { present, earlier }: Secrets,
  { isSecure, now = Date.now }: { isSecure: boolean; now?: () => number },
): DoorCookies {
  const key = keyFrom(present);
  const keys = [key, ...earlier.map(keyFrom)];
  /** Each page has one of its own: they are for the whole host, where many pages may be. */
  const nameFor = ({ pageId }: LockedPage) => `${cookiePrefix(isSecure)}fanal_door_${pageId}`;

  function sign({ pageId, lock }: LockedPage, expires: string, by: Buffer): Buffer {
    return createHmac("sha256", by).update(`${pageId}\n${lock.passwordMark}\n${expires}`).digest();
  }

  return {
    issue: (page) => {
      const expires = String(Math.floor(now() / 1000) + lifetimeSeconds);
      const value = `${expires}.${sign(page, expires, key).toString("base64url")}`;
      const attributes = ["Path=/", `Max-Age=${lifetimeSeconds}`, "HttpOnly", "SameSite=Lax"];
      return [`${nameFor(page)}=${value}`, ...attributes, ...(isSecure ? ["Secure"] : [])].join("; ");
    },
    isValid: (request, page) => {
      if (page.lock.passwordMark === null) return false;
      return cookiesNamed(nameFor(page), request.headers.cookie).some((value) => {
        const [expires = "", signature = ""] = value.split(".");
        if (!/^\d{1,12}$/.test(expires) || Number(expires) * 1000 < now()) return false;
        const given = Buffer.from(signature, "base64url");
        return keys.some((by) => {
          const expected = sign(page, expires, by);
          return given.length === expected.length && timingSafeEqual(given, expected);
        });
      });
    },
  };
}

function keyFrom(secret: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "", "fanal page door", 32));
}

/** Values of all cookies of this name: over plain http a path or a sister host may have added one. */
function cookiesNamed(name: string, header = ""): string[] {
  return header.split(";").flatMap((cookie) => {
    const [given, value] = cookie.trim().split("=", 2);
    return given === name && value !== undefined ? [value] : [];
  });
}
