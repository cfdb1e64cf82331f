import { URI } from "otpauth";
import { cookieOf, type Person } from "./person.ts";

const periodMs = 30_000;

/**
 * The code that an authenticator app shows for the address that it was set up with.
 *
 * @param ahead of this many others: a code works once, and the next one already
 */
export function codeOf(totpUri: string, { ahead = 0 }: { ahead?: number } = {}): string {
  return URI.parse(totpUri).generate({ timestamp: Date.now() + ahead * periodMs });
}

/** Sets up an authenticator app for somebody, as they do in their account; their session goes on with another cookie. */
export async function setUpSecondFactor(
  url: string,
  { cookie, password }: Pick<Person, "cookie" | "password">,
): Promise<{ cookie: string; totpUri: string }> {
  const enabled = await post(url, "/two-factor/enable", { password }, cookie);
  const body: unknown = await enabled.json();
  if (typeof body !== "object" || body === null || !("totpURI" in body))
    throw new Error(`Setting up a second factor was answered with ${enabled.status}`);
  const totpUri = String(body.totpURI);
  const verified = await post(url, "/two-factor/verify-totp", { code: codeOf(totpUri) }, cookie);
  return { cookie: cookieOf(verified), totpUri };
}

function post(url: string, path: string, body: object, cookie: string): Promise<Response> {
  return fetch(`${url}/api/auth${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: new URL(url).origin, cookie },
    body: JSON.stringify(body),
  });
}
