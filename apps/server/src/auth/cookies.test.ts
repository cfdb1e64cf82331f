import { createClient } from "@fanal/contract/client";
import { type Auth0StandIn, codeOf, startAuth0StandIn, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { configOf } from "./auth0/auth0.fixture.ts";

const email = "mara@lumen.example";
const password = "correct-horse-battery";
/** One of Auth0's people without an account here. */
const jo = "jo@lumen.example";

let auth0: Auth0StandIn;
beforeAll(async () => {
  auth0 = await startAuth0StandIn();
  auth0.addPerson({ email: jo, name: "Jo Lind" });
});
afterAll(() => auth0[Symbol.asyncDispose]());

/** A browser that keeps what it is given, and remembers all of it. */
function openBrowser(fanal: TestFanal) {
  const kept = new Map<string, string>();
  const all: string[] = [];
  const here = `http://127.0.0.1:${fanal.fanal.port}`;
  const cookieHeader = () => [...kept].map(([name, value]) => `${name}=${value}`).join("; ");
  async function send(path: string, init: RequestInit & { headers?: Record<string, string> } = {}) {
    const headers = { origin: fanal.url, cookie: cookieHeader(), ...init.headers };
    const response = await fetch(here + path, { redirect: "manual", ...init, headers });
    for (const cookie of response.headers.getSetCookie()) {
      all.push(cookie);
      const [pair = ""] = cookie.split(";");
      const at = pair.indexOf("=");
      kept.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }
  const post = (path: string, body: object = {}) =>
    send(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const client = createClient({ url: here, headers: () => ({ cookie: cookieHeader() }) });
  return { send, post, client, all };
}

/** Everything that ends in a cookie: each way to sign in, each step of it, the end of a session, a page's password. */
async function everyCookie(fanal: TestFanal): Promise<string[]> {
  const { send, post, client, all } = openBrowser(fanal);
  await post("/api/auth/sign-up/email", { name: "Mara", email, password });
  await post("/api/auth/passkey/generate-authenticate-options");
  await send("/api/auth/passkey/generate-register-options");
  const enabled = await post("/api/auth/two-factor/enable", { password });
  const { totpURI } = (await enabled.json()) as { totpURI: string }; // Undefined makes the code below throw.
  await post("/api/auth/two-factor/verify-totp", { code: codeOf(totpURI) });

  const { slug: organization } = await client.organizations.create({ name: "Acme" });
  const [page] = await client.statusPages.list({ organization });
  const one = { organization, pageId: page?.id ?? "" };
  await client.statusPages.update({ ...one, visibility: "password", password: "open sesame" });
  const host = new URL(fanal.url).host;
  const knocked = await send(`/status/${page?.slug}/door`, {
    method: "POST",
    headers: { host, origin: `http://127.0.0.1:${fanal.fanal.port}` },
    body: new URLSearchParams({ password: "open sesame" }),
  });
  expect(knocked.status).toBe(303);

  await post("/api/auth/sign-out");
  await post("/api/auth/sign-in/email", { email, password });
  await post("/api/auth/two-factor/verify-totp", { code: codeOf(totpURI, { ahead: 1 }), trustDevice: true });
  await post("/api/auth/sign-out");

  const begun = await post("/api/auth/auth0/sign-in");
  const { url } = (await begun.json()) as { url: string }; // Undefined makes the sign-in below throw.
  const back = await auth0.signIn(url, jo);
  expect((await send(back.pathname + back.search)).status).toBe(302);
  expect(all.length).toBeGreaterThan(10);
  return all;
}

const names = ["auth0_browser", "passkey", "session_token", "trust_device", "two_factor"];

function nameOf(cookie: string): string {
  return cookie.split("=")[0] ?? "";
}

function attributesOf(cookie: string): string[] {
  return cookie
    .toLowerCase()
    .split(/; ?/)
    .slice(1)
    .filter((attribute) => !/^(max-age|expires)=/.test(attribute))
    .sort();
}

test("under https no cookie can be set by anybody but this host, read by a script, or sent by a form of another site", async () => {
  await using fanal = await startTestFanal(inject("clusterUrl"), {
    url: "https://status.example",
    auth0: configOf(auth0),
  });
  auth0.allowed.callbacks.add(`${fanal.url}/api/auth/auth0/callback`);
  const cookies = await everyCookie(fanal);
  for (const cookie of cookies) {
    expect(nameOf(cookie)).toMatch(/^__Host-fanal[._]/);
    expect({ cookie, attributes: attributesOf(cookie) }).toEqual({
      cookie,
      attributes: ["httponly", "path=/", "samesite=lax", "secure"],
    });
  }
  const seen = new Set(cookies.map(nameOf));
  for (const name of names) expect([...seen].join()).toContain(name);
});

test("under plain http they are the same, but for what browsers would refuse there", async () => {
  await using fanal = await startTestFanal(inject("clusterUrl"), { auth0: configOf(auth0) });
  auth0.allowed.callbacks.add(`${fanal.url}/api/auth/auth0/callback`);
  for (const cookie of await everyCookie(fanal)) {
    expect(nameOf(cookie)).toMatch(/^fanal[._]/);
    expect({ cookie, attributes: attributesOf(cookie) }).toEqual({
      cookie,
      attributes: ["httponly", "path=/", "samesite=lax"],
    });
  }
});
