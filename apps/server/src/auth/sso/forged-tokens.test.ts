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
import { forgedTokens } from "../forged-tokens.fixture.ts";
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

async function signIn(by = provider) {
  const begun = await begin(fanal, by);
  const response = await fetch(begun.url, { redirect: "manual" });
  return land(fanal, response.headers.get("location") ?? "", begun.cookie);
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
