import { randomUUID } from "node:crypto";
import { createClient, type FanalClient } from "@fanal/contract/client";

/** Somebody with an account, as the server sees them: through the API and a session cookie. */
export interface Person {
  name: string;
  email: string;
  password: string;
  client: FanalClient;
  /** The `Cookie` header of their session. */
  cookie: string;
}

/**
 * Signs somebody up, as the sign-up page does.
 *
 * @param confirm confirms the address, where the server asks for it before it lets anybody in
 */
export async function signUp(
  url: string,
  name: string,
  { confirm }: { confirm?: (email: string) => Promise<void> } = {},
): Promise<Person> {
  const email = `${name.toLowerCase().replace(/[^a-z]+/g, ".")}.${randomUUID().slice(0, 8)}@example.com`;
  const password = "correct-horse-battery";
  const signedUp = await post(`${url}/api/auth/sign-up/email`, { name, email, password });
  let cookie = cookieOf(signedUp);
  if (cookie === "" && confirm !== undefined) {
    await confirm(email);
    cookie = cookieOf(await post(`${url}/api/auth/sign-in/email`, { email, password }));
  }
  return { name, email, password, cookie, client: createClient({ url, headers: () => ({ cookie }) }) };
}

async function post(address: string, body: object): Promise<Response> {
  const response = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json", origin: new URL(address).origin },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${address} answered ${response.status}: ${await response.text()}`);
  return response;
}

/** The cookies that an answer sets, as the header that sends them back. */
export function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}
