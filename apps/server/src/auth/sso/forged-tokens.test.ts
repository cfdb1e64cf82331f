import { randomUUID } from "node:crypto";
import {
  type ForgingAuth0,
  type Person,
  startForgingAuth0,
  startTestFanal,
  type TestFanal,
} from "@fanal/testing";
import { SignJWT } from "jose";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { openAsSuperuser } from "../../http/test-helpers.ts";
import { createOutgoing } from "../../outgoing.ts";
import { forgedTokens } from "../forged-tokens.fixture.ts";
import { createOidcProtocol } from "./oidc.ts";
import type { OidcProvider } from "./providers.ts";
import { begin, land, oidcOf, proveDomain, whoIs } from "./sso.fixture.ts";

const organization = "acme";
const email = "jo@acme.example";

let idp: ForgingAuth0;
let fanal: TestFanal;
let mara: Person;
let provider: string;

beforeAll(async () => {
  idp = await startForgingAuth0();
  fanal = await startTestFanal(inject("clusterUrl"), { allowsPrivateNetworks: true });
  mara = await fanal.signUp("Mara Ilves");
  await mara.client.organizations.create({ name: "Acme", slug: organization });
  const added = await mara.client.ssoProviders.create({ organization, name: "Forge", oidc: oidcOf(idp) });
  provider = added.id;
  await proveDomain(mara.client, organization, "acme.example");
});
beforeEach(() => {
  idp.forge(null);
  idp.claimIssuer(null);
  idp.say({ sub: "u-1", email, email_verified: true, name: "Jo Lind" });
});
afterAll(async () => {
  await fanal[Symbol.asyncDispose]();
  await idp[Symbol.asyncDispose]();
});

/** @param iss whom the answer names as the issuer */
async function signIn(by = provider, iss?: string) {
  const begun = await begin(fanal, by);
  const response = await fetch(begun.url, { redirect: "manual" });
  const back = new URL(response.headers.get("location") ?? "");
  if (iss !== undefined) back.searchParams.set("iss", iss);
  return land(fanal, back, begun.cookie);
}

test("the right token lets in, and PKCE, state and nonce are sent", async () => {
  const { url } = await begin(fanal, provider);
  const asked = new URL(url).searchParams;
  for (const name of ["state", "nonce", "code_challenge"]) expect(asked.get(name)).toMatch(/^[\w-]{43}$/);
  expect(asked.get("code_challenge_method")).toBe("S256");
  expect(await whoIs(fanal, (await signIn()).cookie)).toMatchObject({ email });
});

test.for(Object.entries(forgedTokens(() => idp)))("a token %s lets nobody in", async ([, forgery]) => {
  idp.forge(forgery);
  const { at, cookie } = await signIn();
  expect(at).toBe("/sign-in?refusal=sso_answer_invalid");
  expect(await whoIs(fanal, cookie)).toBeNull();
});

test("an answer that names another issuer than was asked is refused, whatever token its code is worth", async () => {
  const before = idp.redeemed.length;
  const refused = await signIn(provider, "https://evil.example/");
  expect(refused.at).toBe("/sign-in?refusal=sso_answer_invalid");
  expect(await whoIs(fanal, refused.cookie)).toBeNull();
  expect(idp.redeemed).toHaveLength(before);
  expect(await whoIs(fanal, (await signIn(provider, `${idp.origin}/`)).cookie)).toMatchObject({ email });
});

test("where a provider promises to name itself, an answer that does not is refused", async () => {
  await using promising = await startForgingAuth0();
  promising.promiseIssuer();
  promising.say({ sub: "u-1", email, email_verified: true, name: "Jo Lind" });
  const oidc = oidcOf(promising);
  const { id } = await mara.client.ssoProviders.create({ organization, name: "Promising", oidc });
  const before = promising.redeemed.length;
  expect((await signIn(id)).at).toBe("/sign-in?refusal=sso_answer_invalid");
  expect(promising.redeemed).toHaveLength(before);
  expect(await whoIs(fanal, (await signIn(id, `${promising.origin}/`)).cookie)).toMatchObject({ email });
});

test("of Google's accounts only those of a Workspace count: a token without hd lets nobody in", async () => {
  await using google = await startForgingAuth0();
  const issuer = "https://accounts.google.com";
  google.claimIssuer(issuer);
  const { ask } = createOutgoing({ allowsPrivateNetworks: true });
  const protocol = createOidcProtocol({
    ask: (address, options) => ask(address.replace(issuer, google.origin), options),
    allowsHttp: true,
  });
  const { clientId, clientSecret } = google;
  const asked: OidcProvider = {
    id: randomUUID(),
    organizationId: randomUUID(),
    name: "Google",
    issuer,
    settings: { type: "oidc", clientId, clientSecret, authentication: "post" },
    version: 1,
    provenAt: null,
    createdAt: new Date(),
  };
  const redeem = async (claims: object) => {
    google.say({ iss: issuer, sub: "u-1", email, email_verified: true, ...claims });
    const redirectUri = `${fanal.url}/api/auth/sso/callback/${asked.id}`;
    const { url, secrets } = await protocol.begin(asked, { redirectUri, loginHint: null });
    const response = await fetch(url, { redirect: "manual" });
    return protocol.redeem(asked, new URL(response.headers.get("location") ?? ""), secrets);
  };
  await expect(redeem({})).rejects.toMatchObject({ code: "sso_domain_foreign" });
  await expect(redeem({ hd: true })).rejects.toMatchObject({ code: "sso_domain_foreign" });
  expect(await redeem({ hd: "acme.example" })).toMatchObject({ subject: "u-1", email });
});

test("a token of one tenant's provider lets nobody in by another's", async () => {
  await using theirs = await startForgingAuth0();
  theirs.say({ sub: "u-1", email, email_verified: true });
  const { slug } = await mara.client.organizations.create({ name: "Other" });
  const { id } = await mara.client.ssoProviders.create({
    organization: slug,
    name: "Theirs",
    oidc: oidcOf(theirs),
  });
  await proveDomain(mara.client, slug, "other.example");
  expect((await signIn(id)).at).toBe("/sign-in?refusal=sso_domain_foreign");
  // Signed by their key, in the name of ours.
  theirs.forge(({ claims, key, kid }) =>
    new SignJWT({ ...claims, iss: `${idp.origin}/` }).setProtectedHeader({ alg: "RS256", kid }).sign(key),
  );
  expect((await signIn(id)).at).toBe("/sign-in?refusal=sso_answer_invalid");
});

test("a provider that calls itself otherwise is refused when it is added, with what to write", async () => {
  idp.claimIssuer("https://login.example/common");
  const adding = mara.client.ssoProviders.create({ organization, name: "Other", oidc: oidcOf(idp) });
  await expect(adding).rejects.toThrow("It calls itself https://login.example/common.");
});

test("a secret goes to no issuer that it was not typed with", async () => {
  await using elsewhere = await startForgingAuth0();
  const changing = mara.client.ssoProviders.update({
    organization,
    providerId: provider,
    oidc: { issuer: `${elsewhere.origin}/` },
  });
  await expect(changing).rejects.toMatchObject({ code: "bad_request" });
  expect(elsewhere.redeemed).toEqual([]);
});

test("nothing that the API answers holds the client's secret, nor does the log or the database", async () => {
  await using database = openAsSuperuser(fanal.databaseUrl);
  const answers = [
    (await database.pool.query("select row_to_json(p) from auth.sso_provider p")).rows,
    await mara.client.ssoProviders.list({ organization }),
    await mara.client.events.list({ organization }),
  ];
  expect(JSON.stringify(answers)).not.toContain(idp.clientSecret);
});

test("a server that allows no private networks asks nobody there", async () => {
  await using strict = await startTestFanal(inject("clusterUrl"));
  const { client } = await strict.signUp("Nils Berg");
  const { slug } = await client.organizations.create({ name: "Harbor" });
  const add = (issuer: string) =>
    client.ssoProviders.create({
      organization: slug,
      name: "Inside",
      oidc: { issuer, clientId: "a", clientSecret: "b" },
    });
  await expect(add(`${idp.origin}/`)).rejects.toMatchObject({ code: "bad_request" });
  await expect(add("https://localhost/")).rejects.toThrow("FANAL_PRIVATE_NETWORKS=1");
  await expect(add("https://169.254.169.254/")).rejects.toThrow("FANAL_PRIVATE_NETWORKS=1");
});
