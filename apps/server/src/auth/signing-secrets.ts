import { createHmac, timingSafeEqual } from "node:crypto";
import { type Secrets, secretId } from "../secret.ts";

/**
 * Better Auth's own way to have several secrets. Each one's number is made from itself, so that it stays the same when
 * another one takes its place in the list. What was encrypted before there were numbers is read with the oldest.
 */
export function asBetterAuthSecrets({ present, earlier }: Secrets): {
  secret: string;
  secrets: [NumberedSecret, ...NumberedSecret[]];
} {
  return { secret: earlier.at(-1) ?? present, secrets: [numbered(present), ...earlier.map(numbered)] };
}

interface NumberedSecret {
  version: number;
  value: string;
}

function numbered(value: string): NumberedSecret {
  return { version: Number.parseInt(secretId(value), 16), value };
}

/**
 * The headers of a request as if its cookies had been signed with the present secret, where they were signed with an
 * earlier one. Better Auth decrypts with all of its secrets, but knows signatures of the present one only: everybody
 * would be signed out by a new secret.
 */
export function signAnew(headers: Headers, { present, earlier }: Secrets): Headers {
  const cookies = headers.get("cookie");
  if (earlier.length === 0 || cookies === null) return headers;
  const anew = new Headers(headers);
  anew.set("cookie", cookies.split(";").map(signedAnew).join(";"));
  return anew;

  function signedAnew(cookie: string): string {
    const [, name, encoded = ""] = /^\s*([^=]+)=(.*)$/.exec(cookie) ?? [];
    const [, value, signature = ""] = signed.exec(decoded(encoded)) ?? [];
    if (name === undefined || value === undefined) return cookie;
    if (!earlier.some((secret) => isSame(signature, sign(value, secret)))) return cookie;
    return `${name}=${encodeURIComponent(`${value}.${sign(value, present)}`)}`;
  }
}

/** Value and signature, as Better Auth writes both into a cookie. */
const signed = /^(.+)\.([A-Za-z0-9+/]{43}=)$/;

function sign(value: string, secret: string): string {
  return createHmac("sha256", secret).update(value).digest("base64");
}

function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(Buffer.from(given), Buffer.from(expected));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
