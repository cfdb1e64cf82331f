import { type Auth0StandIn, cookieOf, type ForgingAuth0 } from "@fanal/testing";
import { expect } from "vitest";
import type { Auth0Config } from "../../config.ts";

interface Server {
  url: string;
}

export function configOf(
  { origin, clientId, clientSecret }: Auth0StandIn | ForgingAuth0,
  isOnlyWay = false,
): Auth0Config {
  return { origin, clientId, clientSecret, rolesClaim: "https://fanal.dev/roles", isOnlyWay };
}

export interface Begun {
  /** Where Fanal sends the browser. */
  url: string;
  /** What binds the sign-in to the browser. */
  cookie: string;
}

/** Begins a sign-in as the button does. */
export async function begin(fanal: Server, input: object = {}, cookie = ""): Promise<Begun> {
  const response = await postBegin(fanal, input, cookie);
  const answer = (await response.json()) as { url: string }; // Looked at below.
  expect(answer).toEqual({ url: expect.stringMatching(/^http/) });
  return { url: answer.url, cookie: cookieOf(response) };
}

export function postBegin(fanal: Server, input: object, cookie = ""): Promise<Response> {
  return fetch(`${fanal.url}/api/auth/auth0/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: fanal.url, cookie },
    body: JSON.stringify(input),
  });
}

export interface Landed {
  /** Path and query that the browser is sent to. */
  at: string;
  /** The session, or what there is of one. */
  cookie: string;
  setCookies: string[];
}

/** Comes back from Auth0. */
export async function land(fanal: Server, back: URL | string, cookie: string): Promise<Landed> {
  const response = await fetch(back, { redirect: "manual", headers: { cookie } });
  expect(response.status).toBe(302);
  return {
    at: (response.headers.get("location") ?? "").replace(fanal.url, ""),
    cookie: cookieOf(response),
    setCookies: response.headers.getSetCookie(),
  };
}

export async function whoIs(fanal: Server, cookie: string): Promise<{ email: string; name: string } | null> {
  const response = await fetch(`${fanal.url}/api/v1/me`, { headers: { cookie } });
  return response.status === 401 ? null : ((await response.json()) as { email: string; name: string }); // By the contract.
}
