import { createHash, createHmac, randomUUID } from "node:crypto";
import {
  type Forgery,
  type ForgingAuth0,
  startForgingAuth0,
  startTestFanal,
  type TestFanal,
} from "@fanal/testing";
import { exportJWK, exportSPKI, generateKeyPair, importJWK, SignJWT } from "jose";
import { afterAll, beforeAll, beforeEach, expect, inject, test, vi } from "vitest";
import { openAsSuperuser } from "../../http/test-helpers.ts";
import { begin, configOf, land, postBegin, whoIs } from "./auth0.fixture.ts";

let auth0: ForgingAuth0;
let fanal: TestFanal;
let database: ReturnType<typeof openAsSuperuser>;
let email: string;

beforeAll(async () => {
  auth0 = await startForgingAuth0();
  fanal = await startTestFanal(inject("clusterUrl"), { auth0: configOf(auth0) });
  database = openAsSuperuser(fanal.databaseUrl);
});

beforeEach(() => {
  email = `${randomUUID()}@acme.example`;
  auth0.forge(null);
  auth0.say({ sub: `auth0|${email}`, email, email_verified: true, name: "Jo Lind" });
});

afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
  await auth0[Symbol.asyncDispose]();
});

/** Goes to the authorization endpoint, as the browser does; returns where it leads back to. */
async function authorize(url: string): Promise<URL> {
  const response = await fetch(url, { redirect: "manual" });
  return new URL(response.headers.get("location") ?? "");
}

async function signIn(input: object = {}) {
  const begun = await begin(fanal, input);
  return land(fanal, await authorize(begun.url), begun.cookie);
}

const signed =
  (change: object, header: object = {}): Forgery =>
  ({ claims, key, kid }) =>
    new SignJWT({ ...claims, ...change }).setProtectedHeader({ alg: "RS256", kid, ...header }).sign(key);

const unsigned = (header: object, claims: object) =>
  [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");

const past = Math.floor(Date.now() / 1000) - 3600;

test("a right token lets in, and what is sent proves who asks: with PKCE, state and nonce", async () => {
  const begun = await begin(fanal);
  const asked = new URL(begun.url).searchParams;
  expect(Object.fromEntries(asked)).toEqual({
    client_id: auth0.clientId,
    redirect_uri: `${fanal.url}/api/auth/auth0/callback`,
    response_type: "code",
    scope: "openid profile email",
    state: expect.stringMatching(/^[\w-]{43}$/),
    nonce: expect.stringMatching(/^[\w-]{43}$/),
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    code_challenge_method: "S256",
  });
  const landed = await land(fanal, await authorize(begun.url), begun.cookie);
  expect(landed.at).toBe("/");
  expect(await whoIs(fanal, landed.cookie)).toMatchObject({ email });
  const redeemed = auth0.redeemed.at(-1);
  const proof = createHash("sha256")
    .update(redeemed?.get("code_verifier") ?? "")
    .digest("base64url");
  expect(proof).toBe(asked.get("code_challenge"));
});

const forgeries: Record<string, Forgery> = {
  "for another application": signed({ aud: "another" }),
  "for two applications, without a word for whom": signed({ aud: ["another", "fanal"] }),
  "of another issuer": signed({ iss: "https://evil.example/" }),
  "that has expired": signed({ iat: past, exp: past + 60 }),
  "that never expires": signed({ exp: undefined }),
  "of the future": signed({ nbf: past + 7200 }),
  "without a nonce": signed({ nonce: undefined }),
  "with the nonce of another sign-in": signed({ nonce: "another" }),
  "without a subject": signed({ sub: undefined }),
  "with no signature": ({ claims, kid }) => `${unsigned({ alg: "none", kid }, claims)}.`,
  "with no signature, oddly spelled": ({ claims, kid }) => `${unsigned({ alg: "nOnE", kid }, claims)}.`,
  "signed by HS256 with the public key": async ({ claims, publicKey, kid }) => {
    const key = await importJWK(publicKey, "RS256", { extractable: true });
    const pem = key instanceof Uint8Array ? "" : await exportSPKI(key);
    const token = unsigned({ alg: "HS256", kid }, claims);
    return `${token}.${createHmac("sha256", pem).update(token).digest("base64url")}`;
  },
  "signed by HS256 with the client's secret": ({ claims, kid }) => {
    const token = unsigned({ alg: "HS256", kid }, claims);
    return `${token}.${createHmac("sha256", auth0.clientSecret).update(token).digest("base64url")}`;
  },
  "of another algorithm, by the right key": async ({ claims, key, kid }) => {
    const jwk = { ...(await exportJWK(key)), alg: "PS256" };
    return new SignJWT(claims).setProtectedHeader({ alg: "PS256", kid }).sign(await importJWK(jwk, "PS256"));
  },
  "signed by a key that nobody published": async ({ claims }) => {
    const { privateKey } = await generateKeyPair("RS256");
    return new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "unknown" }).sign(privateKey);
  },
  "signed by another key under the name of the right one": async ({ claims, kid }) => {
    const { privateKey } = await generateKeyPair("RS256");
    return new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid }).sign(privateKey);
  },
  "that brings its own key along": async ({ claims, kid }) => {
    const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true });
    const jwk = await exportJWK(publicKey);
    return new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid, jwk }).sign(privateKey);
  },
  "that names a place for its key": async ({ claims }) => {
    const { privateKey } = await generateKeyPair("RS256");
    const header = {
      alg: "RS256",
      kid: "../../jwks",
      jku: `${auth0.origin}/mine`,
      x5u: "https://evil.example",
    };
    return new SignJWT(claims).setProtectedHeader(header).sign(privateKey);
  },
  "that was changed after it was signed": async (right) => {
    const [head, , signature] = (await signed({})(right)).split(".");
    const claims = { ...right.claims, email: "mara@acme.example" };
    return `${head}.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.${signature}`;
  },
  "that is none": () => "not.a.token",
};

test.for(Object.entries(forgeries))("a token %s lets nobody in", async ([, forgery]) => {
  auth0.forge(forgery);
  const landed = await signIn();
  expect(landed.at).toBe("/sign-in?refusal=auth0_answer_invalid");
  expect(landed.setCookies.join()).not.toContain("session_token");
  const { rows } = await database.pool.query('select 1 from auth."user" where email = $1', [email]);
  expect(rows).toEqual([]);
});

test("what came back once does not come back again, in the same browser or in another", async () => {
  const begun = await begin(fanal);
  const back = await authorize(begun.url);
  expect((await land(fanal, back, begun.cookie)).at).toBe("/");
  const again = await land(fanal, back, begun.cookie);
  expect(again.at).toBe("/sign-in?refusal=auth0_flow_unknown");
  expect(again.setCookies.join()).not.toContain("session_token");
});

test("of two answers of one sign-in at once, one counts", async () => {
  const begun = await begin(fanal);
  const back = await authorize(begun.url);
  const both = await Promise.all([land(fanal, back, begun.cookie), land(fanal, back, begun.cookie)]);
  expect(both.map(({ at }) => at).toSorted()).toEqual(["/", "/sign-in?refusal=auth0_flow_unknown"]);
});

test("a sign-in that somebody else began is not finished here", async () => {
  const theirs = await begin(fanal);
  const back = await authorize(theirs.url);
  const mine = await begin(fanal);
  for (const cookie of ["", mine.cookie, mine.cookie.replace(/=./, "=x")]) {
    const landed = await land(fanal, back, cookie);
    expect(landed.at).toBe("/sign-in?refusal=auth0_flow_unknown");
    expect(landed.setCookies.join()).not.toContain("session_token");
  }
  expect((await land(fanal, back, theirs.cookie)).at).toBe("/");
});

test("an answer without a state, or with one that nobody gave, is refused", async () => {
  const begun = await begin(fanal);
  const back = await authorize(begun.url);
  for (const state of [null, "", "made-up", "%00"]) {
    const changed = new URL(back);
    if (state === null) changed.searchParams.delete("state");
    else changed.searchParams.set("state", state);
    expect((await land(fanal, changed, begun.cookie)).at).toBe("/sign-in?refusal=auth0_flow_unknown");
  }
});

test("a sign-in waits for ten minutes", async () => {
  const begun = await begin(fanal);
  await database.pool.query("update auth.verification set expires_at = now() - interval '1 second'");
  const landed = await land(fanal, await authorize(begun.url), begun.cookie);
  expect(landed.at).toBe("/sign-in?refusal=auth0_flow_unknown");
});

test("a browser has several sign-ins at once, one for each tab", async () => {
  const first = await begin(fanal);
  const second = await begin(fanal, {}, first.cookie);
  expect((await land(fanal, await authorize(first.url), second.cookie)).at).toBe("/");
  expect((await land(fanal, await authorize(second.url), second.cookie)).at).toBe("/");
});

test("keys that Auth0 replaces are fetched anew", async () => {
  expect((await signIn()).at).toBe("/");
  await auth0.rotate();
  // Whoever makes up keys cannot make Fanal ask more often than once a minute.
  expect((await signIn()).at).toBe("/sign-in?refusal=auth0_answer_invalid");
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 61_000 });
  expect((await signIn()).at).toBe("/");
  vi.useRealTimers();
});

test.for([
  "//evil.example",
  "/\\evil.example",
  "https://evil.example/app",
  "https:evil.example",
  "/app/..//evil.example",
  "/app/%2e%2e//evil.example",
  "/app@evil.example",
  "/api/auth/sign-out",
  "javascript:alert(1)",
  "/app\r\nLocation: https://evil.example",
])("nobody is led to %j after sign-in", async (returnPath) => {
  const landed = await signIn({ returnPath });
  expect(landed.at).toMatch(/^\/(app[^/\\]*)?$/);
  expect(new URL(landed.at, fanal.url).origin).toBe(fanal.url);
});

test("an address that Auth0 has not verified, or does not tell, lets nobody in, whether it has an account or not", async () => {
  const mara = await fanal.signUp("Mara Ilves");
  for (const address of [mara.email, email]) {
    auth0.say({ sub: `auth0|${randomUUID()}`, email: address, email_verified: false });
    expect((await signIn()).at).toBe("/sign-in?refusal=auth0_email_unverified");
    auth0.say({ sub: `auth0|${randomUUID()}`, email: address, email_verified: "true" });
    expect((await signIn()).at).toBe("/sign-in?refusal=auth0_email_unverified");
  }
  auth0.say({ sub: `auth0|${randomUUID()}` });
  expect((await signIn()).at).toBe("/sign-in?refusal=auth0_email_missing");
});

test("a right token that names another linked organization lets nobody into either", async () => {
  const [acme, harbour] = await Promise.all(["Acme", "Harbour"].map(linkedOrganization));
  auth0.say({ sub: `auth0|${email}`, email, email_verified: true, org_id: harbour?.auth0Id });
  const landed = await signIn({ organization: acme?.slug });
  expect(landed.at).toBe("/sign-in?refusal=auth0_wrong_organization");
  expect(await whoIs(fanal, landed.cookie)).toBeNull();
  const { rows } = await database.pool.query(
    'select from auth.member m join auth."user" u on u.id = m.user_id where u.email = $1',
    [email],
  );
  expect(rows).toEqual([]);
});

test("a right token without an organization lets nobody into one that was asked for", async () => {
  const acme = await linkedOrganization("Acme");
  expect((await signIn({ organization: acme.slug })).at).toBe("/sign-in?refusal=auth0_wrong_organization");
});

async function linkedOrganization(name: string): Promise<{ slug: string; auth0Id: string }> {
  const { client } = await fanal.signUp("Mara Ilves");
  const { id, slug } = await client.organizations.create({ name });
  const auth0Id = `org_${randomUUID().replaceAll("-", "")}`;
  await database.pool.query(
    "update auth.organization set auth0_organization_id = $1, auth0_proven_at = now() where id = $2",
    [auth0Id, id],
  );
  return { slug, auth0Id };
}

test("an account that somebody made with the address of another is taken from them when its owner comes", async () => {
  const squatter = await fanal.signUp("Mara Ilves");
  auth0.say({ sub: `auth0|${randomUUID()}`, email: squatter.email, email_verified: true });
  const landed = await signIn();
  expect(landed.at).toBe("/");
  expect((await whoIs(fanal, landed.cookie))?.email).toBe(squatter.email);
  expect(await whoIs(fanal, squatter.cookie)).toBeNull();
  const password = await fetch(`${fanal.url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: squatter.email, password: squatter.password }),
  });
  expect(password.status).toBe(401);
});

test("an account whose address was proved keeps its password, and gets Auth0 beside it", async () => {
  const mara = await fanal.signUp("Mara Ilves");
  await database.pool.query('update auth."user" set email_verified = true where email = $1', [mara.email]);
  auth0.say({ sub: `auth0|${randomUUID()}`, email: mara.email.toUpperCase(), email_verified: true });
  const landed = await signIn();
  expect((await whoIs(fanal, landed.cookie))?.email).toBe(mara.email);
  expect((await whoIs(fanal, mara.cookie))?.email).toBe(mara.email);
});

test("whoever another issuer says it is, is not Auth0", async () => {
  await using other = await startForgingAuth0();
  other.claimIssuer("https://evil.example/");
  await using deceived = await startTestFanal(inject("clusterUrl"), { auth0: configOf(other) });
  const response = await postBegin(deceived, {});
  expect(await response.json()).toEqual({ refusal: "auth0_misconfigured" });
});

test("while Auth0 does not answer, one is told so, and it is asked again later", async () => {
  const other = await startForgingAuth0();
  await using fresh = await startTestFanal(inject("clusterUrl"), { auth0: configOf(other) });
  await other[Symbol.asyncDispose]();
  const response = await postBegin(fresh, {});
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ refusal: "auth0_unreachable" });
});

test("the session ends after twelve hours however much it is used, and its cookie too", async () => {
  const landed = await signIn();
  const session = landed.setCookies.find((cookie) => cookie.includes("session_token"));
  expect(Number(/Max-Age=(\d+)/i.exec(session ?? "")?.[1])).toBeLessThanOrEqual(12 * 3600);
  // Without the cookie that says so, it would be prolonged by a week.
  const alone = landed.cookie.split("; ").find((cookie) => cookie.includes("session_token")) ?? "";
  expect((await whoIs(fanal, alone))?.email).toBe(email);
  const { rows } = await database.pool.query(
    `select s.expires_at <= s.created_at + interval '12 hours 1 second' as is_bounded
     from auth.session s join auth."user" u on u.id = s.user_id where u.email = $1`,
    [email],
  );
  expect(rows).toEqual([{ is_bounded: true }]);
});
