import {
  makeSamlKey,
  type Person,
  type SamlForgery,
  type SamlPost,
  type SamlStandIn,
  startSamlStandIn,
  startTestFanal,
  type TestFanal,
} from "@fanal/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { begin, type Landed, land, proveDomain, whoIs } from "./sso.fixture.ts";

let fanal: TestFanal;
let idp: SamlStandIn;
let mara: Person;
const organization = "acme";
const victim = "jo@acme.example";
/** Has an account at the provider too, and would rather be somebody else. */
const attacker = "eve@acme.example";
let provider: string;

beforeAll(async () => {
  idp = await startSamlStandIn();
  fanal = await startTestFanal(inject("clusterUrl"), { allowsPrivateNetworks: true });
  mara = await fanal.signUp("Mara Ilves");
  await mara.client.organizations.create({ name: "Acme", slug: organization });
  ({ id: provider } = await mara.client.ssoProviders.create({
    organization,
    name: "Directory",
    saml: { metadata: idp.metadata },
  }));
  await proveDomain(mara.client, organization, "acme.example");
  idp.addPerson({ email: victim, name: "Jo Park" });
  idp.addPerson({ email: attacker, name: "Eve" });
  idp.addPerson({ email: "kim@elsewhere.example", name: "Kim" });
});
afterAll(async () => {
  await fanal[Symbol.asyncDispose]();
  await idp[Symbol.asyncDispose]();
});

/** Posts as a page of the provider does: from its origin, and without our cookies. Then goes on as a browser does. */
async function arrive(post: SamlPost, cookie: string): Promise<Landed> {
  const response = await fetch(post.action, {
    method: "POST",
    redirect: "manual",
    headers: { origin: new URL(idp.signInUrl).origin, "sec-fetch-site": "cross-site" },
    body: post.form,
  });
  expect(response.status, await response.clone().text()).toBe(302);
  const to = response.headers.get("location") ?? "";
  if (!to.startsWith("/api/")) return { at: to, cookie: "" };
  return land(fanal, `${fanal.url}${to}`, cookie);
}

async function signInAs(email: string, forgery: SamlForgery = {}, by = provider): Promise<Landed> {
  const begun = await begin(fanal, by);
  return arrive(idp.answer(begun.url, email, forgery), begun.cookie);
}

const invalid = "/sign-in?refusal=sso_answer_invalid";

test.each(["assertion", "response"] as const)(
  "whoever has a signed %s signs in, and is a member",
  async (signs) => {
    const { at, cookie } = await signInAs(victim, { signs });
    expect(at).toBe(`/app/${organization}`);
    expect(await whoIs(fanal, cookie)).toMatchObject({ email: victim, name: "Jo Park" });
    const members = await mara.client.members.list({ organization });
    expect(members.find(({ email }) => email === victim)).toMatchObject({ role: "viewer", source: "sso" });
  },
);

test("the address may stand in an attribute, while the provider knows people by something else", async () => {
  const email = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress";
  const values = {
    nameId: "u-4711",
    nameIdFormat: "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
    attributes: { [email]: "JO@acme.example" },
  };
  const { cookie } = await signInAs(victim, { values });
  expect(await whoIs(fanal, cookie)).toMatchObject({ email: victim });
});

const minuteMs = 60_000;
const evil = `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_evil" Version="2.0">`;

/** The assertion with its signature, as it stands in an answer. */
function signedIn(xml: string): string {
  return /<saml:Assertion[\s\S]*<\/saml:Assertion>/.exec(xml)?.[0] ?? "";
}

/** The signed assertion, said of somebody else and without its signature. */
function forgedFrom(signed: string): string {
  return signed
    .replace(/<ds:Signature[\s\S]*<\/ds:Signature>/, "")
    .replaceAll(attacker, victim)
    .replace(/ ID="[^"]+"/, ` ID="_evil"`);
}

function signatureOf(signed: string): string {
  return /<ds:Signature[\s\S]*<\/ds:Signature>/.exec(signed)?.[0] ?? "";
}

/** Each has the attacker's own right answer say that they are somebody else. */
const wrapped: Record<string, (xml: string) => string> = {
  "the words changed": (xml) => xml.replaceAll(attacker, victim),
  "no signature": (xml) =>
    xml.replace(/<ds:Signature[\s\S]*<\/ds:Signature>/, "").replaceAll(attacker, victim),
  "another assertion before the signed one": (xml) =>
    xml.replace(signedIn(xml), `${forgedFrom(signedIn(xml))}${signedIn(xml)}`),
  "another assertion after the signed one": (xml) =>
    xml.replace(signedIn(xml), `${signedIn(xml)}${forgedFrom(signedIn(xml))}`),
  "the signed one within another": (xml) =>
    xml.replace(
      signedIn(xml),
      forgedFrom(signedIn(xml)).replace("</saml:Assertion>", `${signedIn(xml)}</saml:Assertion>`),
    ),
  "the signed one within the signature of another": (xml) => {
    const signed = signedIn(xml);
    const object = signatureOf(signed).replace(
      "</ds:Signature>",
      `<ds:Object>${signed.replace(signatureOf(signed), "")}</ds:Object></ds:Signature>`,
    );
    return xml.replace(signed, forgedFrom(signed).replace("</saml:Issuer>", `</saml:Issuer>${object}`));
  },
  "the signed one among extensions": (xml) =>
    xml
      .replace(signedIn(xml), forgedFrom(signedIn(xml)))
      .replace("<samlp:Status>", `<samlp:Extensions>${signedIn(xml)}</samlp:Extensions><samlp:Status>`),
  "the id of the signed one twice": (xml) => {
    const signed = signedIn(xml);
    const id = / ID="([^"]+)"/.exec(signed)?.[1] ?? "";
    const twin = forgedFrom(signed)
      .replace(`ID="_evil"`, `ID="${id}"`)
      .replace("</saml:Issuer>", `</saml:Issuer>${signatureOf(signed)}`);
    return xml.replace(signed, `<samlp:Extensions>${signed}</samlp:Extensions>${twin}`);
  },
  "a document type": (xml) => `<!DOCTYPE x [<!ENTITY who "${victim}">]>${xml.replaceAll(attacker, "&who;")}`,
  "no XML": () => evil,
};

test.each(Object.entries(wrapped))("an answer with %s signs nobody in", async (_, tamper) => {
  const { at, cookie } = await signInAs(attacker, { tamper });
  expect(at).toBe(invalid);
  expect(await whoIs(fanal, cookie)).toBeNull();
});

test("a comment in an address does not shorten it", async () => {
  for (const tamper of [
    (xml: string) => xml.replaceAll(attacker, `${victim}<!-- -->.evil.example`),
    (xml: string) => xml.replace(`>${attacker}<`, `>${attacker.replace("@", "<!-- -->@")}<`),
  ]) {
    const { at, cookie } = await signInAs(attacker, { tamper });
    expect([invalid, `/app/${organization}`]).toContain(at);
    expect((await whoIs(fanal, cookie))?.email ?? attacker).toBe(attacker);
  }
  // Signed as it is, by a provider that lets people choose their names: the whole of it counts.
  const values = { nameId: `${victim}<!-- -->.evil.example` };
  expect((await signInAs(attacker, { values })).at).toBe("/sign-in?refusal=sso_domain_foreign");
});

const wrong: Record<string, [SamlForgery, string]> = {
  "for another service": [{ values: { audience: "https://other.example/metadata" } }, invalid],
  "of another issuer": [{ values: { issuer: "https://other.example/idp" } }, invalid],
  "for another recipient": [{ values: { recipient: "https://other.example/acs" } }, invalid],
  "for another destination": [{ values: { destination: "https://other.example/acs" } }, invalid],
  "that is too old": [
    { values: { notOnOrAfter: new Date(Date.now() - 5 * minuteMs), notBefore: new Date(0) } },
    "/sign-in?refusal=sso_answer_expired",
  ],
  "of the future": [
    { values: { notBefore: new Date(Date.now() + 30 * minuteMs) } },
    "/sign-in?refusal=sso_answer_expired",
  ],
  "that nobody asked for": [{ values: { inResponseTo: null } }, "/sign-in?refusal=sso_unsolicited"],
  "to a request that never was": [
    { values: { inResponseTo: "_never" } },
    "/sign-in?refusal=sso_flow_unknown",
  ],
  "that is not signed": [{ signs: "nothing" }, invalid],
  "signed with SHA-1": [
    {
      signatureAlgorithm: "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
      digestAlgorithm: "http://www.w3.org/2000/09/xmldsig#sha1",
    },
    invalid,
  ],
  "without an address": [
    { values: { nameId: "u-1", nameIdFormat: "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent" } },
    "/sign-in?refusal=sso_email_missing",
  ],
};

test.each(Object.entries(wrong))("an answer %s is refused", async (_, [forgery, at]) => {
  expect((await signInAs(victim, forgery)).at).toBe(at);
});

test("another key than the provider's is refused", async () => {
  expect((await signInAs(victim, { key: await makeSamlKey() })).at).toBe(invalid);
});

test("an address of another domain is refused", async () => {
  expect((await signInAs("kim@elsewhere.example")).at).toBe("/sign-in?refusal=sso_domain_foreign");
});

test("an answer counts once, also to another request", async () => {
  const begun = await begin(fanal, provider);
  const post = idp.answer(begun.url, victim);
  expect((await arrive(post, begun.cookie)).at).toBe(`/app/${organization}`);
  expect((await arrive(post, begun.cookie)).at).toBe("/sign-in?refusal=sso_answer_replayed");
  const again = await begin(fanal, provider);
  const sameId = /_assertion[^"]+/.exec(
    Buffer.from(post.form.get("SAMLResponse") ?? "", "base64").toString(),
  );
  const replayed = idp.answer(again.url, victim, { values: { assertionId: sameId?.[0] ?? "" } });
  expect((await arrive(replayed, again.cookie)).at).toBe("/sign-in?refusal=sso_answer_replayed");
});

test("an answer signs in the browser that asked for it, and no other one", async () => {
  const asked = await begin(fanal, provider);
  const lured = await begin(fanal, provider);
  const { at, cookie } = await arrive(idp.answer(asked.url, attacker), lured.cookie);
  expect(at).toBe("/sign-in?refusal=sso_flow_unknown");
  expect(await whoIs(fanal, cookie)).toBeNull();
});

test("what one tenant's provider says counts at that tenant's only", async () => {
  await using theirs = await startSamlStandIn();
  theirs.addPerson({ email: victim, name: "Not Jo" });
  const other = "other";
  await mara.client.organizations.create({ name: "Other", slug: other });
  const { id } = await mara.client.ssoProviders.create({
    organization: other,
    name: "Theirs",
    saml: { metadata: theirs.metadata },
  });
  await proveDomain(mara.client, other, "other.example");
  const own = await begin(fanal, id);
  expect((await arrive(theirs.answer(own.url, victim), own.cookie)).at).toBe(
    "/sign-in?refusal=sso_domain_foreign",
  );
  // Asked of the one, answered by the other.
  const begun = await begin(fanal, provider);
  expect((await arrive(theirs.answer(begun.url, victim), begun.cookie)).at).toBe(invalid);
  // Right for the other's address, posted to the first one's.
  const mixed = idp.answer(begun.url, victim);
  mixed.action = mixed.action.replace(provider, id);
  expect((await arrive(mixed, begun.cookie)).at).toBe(invalid);
});

test("our metadata tells the provider where to send its answers", async () => {
  const [row] = await mara.client.ssoProviders.list({ organization });
  const response = await fetch(row?.entityId ?? "");
  const xml = await response.text();
  expect(xml).toContain(`entityID="${row?.entityId}"`);
  expect(xml).toContain(`Location="${row?.callbackUrl}"`);
  const unknown = row?.entityId?.replace(provider, "0198f0c4-0000-7000-8000-000000000000") ?? "";
  expect((await fetch(unknown)).status).toBe(404);
});
