import { createHash, randomUUID } from "node:crypto";
import { type ForgingAuth0, startForgingAuth0, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, expect, inject, test, vi } from "vitest";
import { openAsSuperuser } from "../../http/test-helpers.ts";
import { forgedTokens } from "../forged-tokens.fixture.ts";
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

const forgeries = forgedTokens(() => auth0);

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

test("a right token without roles ties no organization of Auth0 to that of whoever is a member there", async () => {
  const sly = await fanal.signUp("Sly Fox");
  await database.pool.query('update auth."user" set email_verified = true where email = $1', [sly.email]);
  const { slug } = await sly.client.organizations.create({ name: "Harbour" });
  const auth0OrganizationId = `org_${randomUUID().replaceAll("-", "")}`;
  await sly.client.signIn.update({ organization: slug, auth0OrganizationId });
  const claims = { sub: `auth0|${randomUUID()}`, email: sly.email, email_verified: true };
  auth0.say({ ...claims, org_id: auth0OrganizationId });
  expect((await signIn({ organization: slug })).at).toBe("/sign-in?refusal=auth0_link_unproven");
  expect((await sly.client.signIn.get({ organization: slug })).isAuth0LinkProven).toBe(false);

  auth0.say({ ...claims, org_id: auth0OrganizationId, "https://fanal.dev/roles": ["admin"] });
  expect((await signIn({ organization: slug })).at).toBe(`/app/${slug}`);
  expect((await sly.client.signIn.get({ organization: slug })).isAuth0LinkProven).toBe(true);
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
    headers: { "content-type": "application/json", origin: fanal.url },
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
