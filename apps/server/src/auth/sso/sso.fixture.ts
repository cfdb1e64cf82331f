import type { FanalClient } from "@fanal/contract/client";
import { type Auth0StandIn, cookieOf, type ForgingAuth0, setTxtRecords } from "@fanal/testing";
import { expect } from "vitest";

interface Server {
  url: string;
}

type OidcServer = Pick<Auth0StandIn | ForgingAuth0, "origin" | "clientId" | "clientSecret">;

/** Proves that a domain is an organization's, by the DNS. */
export async function proveDomain(client: FanalClient, organization: string, domain: string): Promise<void> {
  const { id: emailDomainId, record } = await client.emailDomains.add({ organization, domain });
  setTxtRecords(record.name, [record.value]);
  await client.emailDomains.verify({ organization, emailDomainId });
}

export function oidcOf({ origin, clientId, clientSecret }: OidcServer) {
  return { issuer: `${origin}/`, clientId, clientSecret };
}

export interface Begun {
  /** Where Fanal sends the browser. */
  url: string;
  /** What binds the sign-in to the browser. */
  cookie: string;
}

/** Begins a sign-in as the button does. */
export async function begin(
  fanal: Server,
  provider: string,
  input: object = {},
  cookie = "",
): Promise<Begun> {
  const { answer, cookie: binding } = await postBegin(fanal, { provider, ...input }, cookie);
  expect(answer).toEqual({ url: expect.stringMatching(/^http/) });
  return { url: answer.url ?? "", cookie: [cookie, binding].filter(Boolean).join("; ") };
}

export async function postBegin(
  fanal: Server,
  input: object,
  cookie = "",
): Promise<{ answer: { url?: string; refusal?: string }; cookie: string }> {
  const response = await post(fanal, "/sso/sign-in", input, cookie);
  return {
    answer: (await response.json()) as { url?: string; refusal?: string },
    cookie: cookieOf(response),
  }; // One of both.
}

export async function offersFor(fanal: Server, input: object): Promise<{ id: string; name: string }[]> {
  const response = await post(fanal, "/sso/offers", input);
  return ((await response.json()) as { offers: { id: string; name: string }[] }).offers; // What the endpoint answers.
}

export function post(fanal: Server, path: string, input: object, cookie = ""): Promise<Response> {
  return fetch(`${fanal.url}/api/auth${path}`, {
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
}

/** Comes back from the provider. */
export async function land(fanal: Server, back: URL | string, cookie: string): Promise<Landed> {
  const response = await fetch(back, { redirect: "manual", headers: { cookie } });
  expect(response.status, await response.clone().text()).toBe(302);
  return {
    at: (response.headers.get("location") ?? "").replace(fanal.url, ""),
    cookie: cookieOf(response),
  };
}

export async function whoIs(fanal: Server, cookie: string): Promise<{ id: string; email: string } | null> {
  const response = await fetch(`${fanal.url}/api/v1/me`, { headers: { cookie } });
  return response.status === 401 ? null : ((await response.json()) as { id: string; email: string }); // By the contract.
}
