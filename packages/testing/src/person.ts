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

/** Signs somebody up, as the sign-up page does. */
export async function signUp(url: string, name: string): Promise<Person> {
  const email = `${name.toLowerCase().replace(/[^a-z]+/g, ".")}.${randomUUID().slice(0, 8)}@example.com`;
  const password = "correct-horse-battery";
  const response = await fetch(`${url}/api/auth/sign-up/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify({ name, email, password }),
  });
  if (!response.ok) throw new Error(`Sign-up answered ${response.status}: ${await response.text()}`);
  const cookie = cookieOf(response);
  return { name, email, password, cookie, client: createClient({ url, headers: () => ({ cookie }) }) };
}

/** The cookies that an answer sets, as the header that sends them back. */
export function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}
