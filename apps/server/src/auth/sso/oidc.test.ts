import { createClient } from "@fanal/contract/client";
import {
  type Auth0StandIn,
  type Person,
  setUpSecondFactor,
  startAuth0StandIn,
  startTestFanal,
  type TestFanal,
} from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { giveRole, openAsSuperuser } from "../../http/test-helpers.ts";
import { begin, land, offersFor, oidcOf, post, postBegin, proveDomain, whoIs } from "./sso.fixture.ts";

let fanal: TestFanal;
let idp: Auth0StandIn;
let mara: Person;
/** Another for each test, so that none sees what others left. */
let organization: string;
let domain: string;
let provider: string;
let houses = 0;

beforeAll(async () => {
  idp = await startAuth0StandIn();
  fanal = await startTestFanal(inject("clusterUrl"), { allowsPrivateNetworks: true });
  mara = await fanal.signUp("Mara Ilves");
});
afterAll(async () => {
  await fanal[Symbol.asyncDispose]();
  await idp[Symbol.asyncDispose]();
});
beforeEach(async () => {
  houses++;
  ({ slug: organization } = await mara.client.organizations.create({ name: `House ${houses}` }));
  domain = `house${houses}.example`;
  provider = await addProvider();
  await proveDomain(mara.client, organization, domain);
});

async function addProvider(): Promise<string> {
  const { id, callbackUrl } = await mara.client.ssoProviders.create({
    organization,
    name: "Directory",
    oidc: oidcOf(idp),
  });
  idp.allowed.callbacks.add(callbackUrl);
  return id;
}

/** Somebody with an account at the provider; their address. */
function employ(name: string, { at = domain, isEmailVerified = true } = {}): string {
  const email = `${name.toLowerCase()}@${at}`;
  idp.addPerson({ email, name, isEmailVerified });
  return email;
}

async function signInAs(email: string, by = provider) {
  const begun = await begin(fanal, by);
  return land(fanal, await idp.signIn(begun.url, email), begun.cookie);
}

test("whoever has an address of the domain signs in, and is a member with the default role", async () => {
  await mara.client.signIn.update({ organization, defaultRole: "responder" });
  const email = employ("Jo");
  const { at, cookie } = await signInAs(email);
  expect(at).toBe(`/app/${organization}`);
  expect(await whoIs(fanal, cookie)).toMatchObject({ email, name: "Jo" });
  const members = await mara.client.members.list({ organization });
  expect(members.find((member) => member.email === email)).toMatchObject({
    role: "responder",
    source: "sso",
  });
  const { items } = await mara.client.events.list({ organization });
  expect(items.map(({ type }) => type)).toEqual(
    expect.arrayContaining(["member.joined", "sso_provider.proven"]),
  );
});

test("the second sign-in leads to the same account, and to where it was begun", async () => {
  const email = employ("Kim");
  const first = await whoIs(fanal, (await signInAs(email)).cookie);
  const returnPath = `/app/${organization}/incidents`;
  const begun = await begin(fanal, provider, { returnPath, email });
  expect(new URL(begun.url).searchParams.get("login_hint")).toBe(email);
  const { at, cookie } = await land(fanal, await idp.signIn(begun.url, email), begun.cookie);
  expect(at).toBe(returnPath);
  expect((await whoIs(fanal, cookie))?.id).toBe(first?.id);
});

test.each(["https://evil.example/", "//evil.example", "/\\evil.example", "/app/../..//evil.example"])(
  "after sign-in nobody is led to %s",
  async (returnPath) => {
    const begun = await begin(fanal, provider, { returnPath });
    const { at } = await land(fanal, await idp.signIn(begun.url, employ("Lu")), begun.cookie);
    expect(at).toBe(`/app/${organization}`);
  },
);

test("an account that nobody proved is bare when its owner comes", async () => {
  const email = employ("Vic");
  const squatter = await fetch(`${fanal.url}/api/auth/sign-up/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: fanal.url },
    body: JSON.stringify({ name: "Somebody else", email, password: "lantern-harbour-9" }),
  });
  const squatting = squatter.headers.getSetCookie().join("; ");
  expect(squatter.status).toBe(200);
  const { cookie } = await signInAs(email);
  expect(await whoIs(fanal, cookie)).toMatchObject({ email });
  expect(await whoIs(fanal, squatting)).toBeNull();
  const again = await post(fanal, "/sign-in/email", { email, password: "lantern-harbour-9" });
  expect(again.status).toBe(401);
});

test("an address of another domain is refused, whatever the provider says", async () => {
  for (const at of ["elsewhere.example", `sub.${domain}`, `${domain}.evil.example`]) {
    const { at: landed, cookie } = await signInAs(employ("Eve", { at }));
    expect(landed).toBe("/sign-in?refusal=sso_domain_foreign");
    expect(await whoIs(fanal, cookie)).toBeNull();
  }
});

test("an address that the provider itself has not verified is refused", async () => {
  const { at } = await signInAs(employ("Una", { isEmailVerified: false }));
  expect(at).toBe("/sign-in?refusal=sso_email_unverified");
});

test("another organization's provider signs nobody of this domain in", async () => {
  const email = employ("Ada");
  await signInAs(email);
  const { slug: other } = await mara.client.organizations.create({ name: "Other house" });
  const { id, callbackUrl } = await mara.client.ssoProviders.create({
    organization: other,
    name: "Theirs",
    oidc: oidcOf(idp),
  });
  idp.allowed.callbacks.add(callbackUrl);
  await proveDomain(mara.client, other, `other-${domain}`);
  expect((await signInAs(email, id)).at).toBe("/sign-in?refusal=sso_domain_foreign");
});

test("a domain that is not proved yet counts for nobody", async () => {
  const pending = `pending-${domain}`;
  await mara.client.emailDomains.add({ organization, domain: pending });
  expect(await offersFor(fanal, { email: `jo@${pending}` })).toEqual([]);
  expect((await signInAs(employ("Pia", { at: pending }))).at).toBe("/sign-in?refusal=sso_domain_foreign");
});

test("who took an address elsewhere since is not signed in to that account", async () => {
  const email = employ("Moe");
  const { cookie } = await signInAs(email);
  const { id } = (await whoIs(fanal, cookie)) ?? { id: "" };
  await using database = openAsSuperuser(fanal.databaseUrl);
  const moved = [`moe-${houses}@mail.example`, id];
  await database.pool.query('update auth."user" set email = $1 where id = $2', moved);
  expect((await signInAs(email)).at).toBe("/sign-in?refusal=sso_account_moved");
});

test("whom the directory has deactivated is not brought back, until it says so", async () => {
  const email = employ("Ida");
  const made = await mara.client.scimTokens.create({ organization, name: "Directory" });
  const token = made.token ?? "";
  const told = await scim(token, "POST", "/Users", { userName: email, active: false });
  expect((await signInAs(email)).at).toBe("/sign-in?refusal=sso_deactivated");
  const isMember = async () =>
    (await mara.client.members.list({ organization })).some((member) => member.email === email);
  expect(await isMember()).toBe(false);
  await scim(token, "PUT", `/Users/${told.id}`, { userName: email, active: true });
  expect((await signInAs(email)).at).toBe(`/app/${organization}`);
  expect(await isMember()).toBe(true);
});

async function scim(token: string, method: string, path: string, person: object): Promise<{ id: string }> {
  const schemas = ["urn:ietf:params:scim:schemas:core:2.0:User"];
  const response = await fetch(`${fanal.url}/scim/v2${path}`, {
    method,
    headers: { "content-type": "application/scim+json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ schemas, ...person }),
  });
  expect(response.ok, await response.clone().text()).toBe(true);
  return (await response.json()) as { id: string }; // By the protocol.
}

test("what is offered depends on the domain alone", async () => {
  const email = employ("Zoe");
  await signInAs(email);
  const offered = [{ id: provider, name: "Directory" }];
  expect(await offersFor(fanal, { email })).toEqual(offered);
  expect(await offersFor(fanal, { email: `nobody@${domain.toUpperCase()}` })).toEqual(offered);
  expect(await offersFor(fanal, { organization })).toEqual(offered);
  for (const nothing of [{ email: "mara@elsewhere.example" }, { email: domain }, { organization: "nowhere" }])
    expect(await offersFor(fanal, nothing)).toEqual([]);
});

test("a sign-in is finished once, in the browser that began it, and at the provider that it was begun with", async () => {
  const email = employ("Tim");
  const begun = await begin(fanal, provider);
  const back = await idp.signIn(begun.url, email);
  expect((await land(fanal, back, "")).at).toBe("/sign-in?refusal=sso_flow_unknown");
  const other = await begin(fanal, provider);
  expect((await land(fanal, back, other.cookie)).at).toBe("/sign-in?refusal=sso_flow_unknown");
  expect((await land(fanal, back, begun.cookie)).at).toBe(`/app/${organization}`);
  expect((await land(fanal, back, begun.cookie)).at).toBe("/sign-in?refusal=sso_flow_unknown");

  const second = await addProvider();
  const mixed = await begin(fanal, provider);
  const arriving = await idp.signIn(mixed.url, email);
  arriving.pathname = arriving.pathname.replace(provider, second);
  expect((await land(fanal, arriving, mixed.cookie)).at).toBe("/sign-in?refusal=sso_answer_invalid");
});

test("what was begun before a provider was changed is not finished after", async () => {
  const begun = await begin(fanal, provider);
  const back = await idp.signIn(begun.url, employ("Ula"));
  await mara.client.ssoProviders.update({ organization, providerId: provider, name: "Renamed" });
  expect((await land(fanal, back, begun.cookie)).at).toBe("/sign-in?refusal=sso_flow_unknown");
});

test("its sessions end with the provider", async () => {
  const { cookie } = await signInAs(employ("Ben"));
  expect(await whoIs(fanal, cookie)).not.toBeNull();
  await mara.client.ssoProviders.delete({ organization, providerId: provider });
  expect(await whoIs(fanal, cookie)).toBeNull();
  expect((await postBegin(fanal, { provider })).answer).toEqual({ refusal: "sso_unknown" });
});

test("members come in no other way once single sign-on is required, but for an owner with two factors", async () => {
  const founder = await fanal.signUp("Olga Owner");
  const { slug } = await founder.client.organizations.create({ name: "Strict house" });
  const at = `strict-${domain}`;
  const { id: providerId, callbackUrl } = await founder.client.ssoProviders.create({
    organization: slug,
    name: "Directory",
    oidc: oidcOf(idp),
  });
  idp.allowed.callbacks.add(callbackUrl);
  await proveDomain(founder.client, slug, at);
  const require = { organization: slug, requireSso: true };
  await expect(founder.client.signIn.update(require)).rejects.toThrow(/malformed|Test the sign-in/);
  const { cookie } = await signInAs(employ("Jil", { at }), providerId);
  await expect(founder.client.signIn.update(require)).rejects.toThrow();
  const { cookie: twofold } = await setUpSecondFactor(fanal.url, founder);
  const client = createClient({ url: fanal.url, headers: () => ({ cookie: twofold }) });
  expect(await client.signIn.update(require)).toMatchObject({ requireSso: true });

  const statusFor = async (of: string) =>
    (await fetch(`${fanal.url}/api/v1/organizations/${slug}/services`, { headers: { cookie: of } })).status;
  expect(await statusFor(cookie)).toBe(200);
  expect(await statusFor(twofold)).toBe(200);
  await expect(client.ssoProviders.delete({ organization: slug, providerId })).rejects.toThrow("Turn off");
  const [proven] = await client.emailDomains.list({ organization: slug });
  await expect(
    client.emailDomains.remove({ organization: slug, emailDomainId: proven?.id ?? "" }),
  ).rejects.toThrow("Turn off");
});

test("another organization's provider does not count where single sign-on is required", async () => {
  const email = employ("Bo");
  const { slug: other, id: otherId } = await mara.client.organizations.create({ name: "Other strict house" });
  const { cookie } = await signInAs(email);
  const [invitation] = await mara.client.invitations.create({ organization: other, emails: [email] });
  await fetch(`${fanal.url}/api/v1/invitation-acceptances`, {
    method: "POST",
    headers: { cookie, origin: fanal.url, "content-type": "application/json" },
    body: JSON.stringify({ token: invitation?.link?.split("/").at(-1) }),
  });
  const statusThere = async () =>
    (await fetch(`${fanal.url}/api/v1/organizations/${other}/services`, { headers: { cookie } })).status;
  expect(await statusThere()).toBe(200);
  await using database = openAsSuperuser(fanal.databaseUrl);
  await database.pool.query("update auth.organization set require_sso = true where id = $1", [otherId]);
  expect(await statusThere()).toBe(403);
});

test("a provider opens an account, but not the second factor that opens other organizations", async () => {
  await using database = openAsSuperuser(fanal.databaseUrl);
  const other = await mara.client.organizations.create({ name: `Strict ${houses}` });
  await database.pool.query("update auth.organization set require_two_factor = true where id = $1", [
    other.id,
  ]);
  const person = await fanal.signUp("Noa Lind");
  const { id: userId } = await person.client.me.get();
  const email = employ("Noa");
  const moved = 'update auth."user" set email = $1, email_verified = true where id = $2';
  await database.pool.query(moved, [email, userId]);
  await giveRole(database, { organizationId: other.id, userId, role: "viewer" });

  const { cookie: before } = await signInAs(email);
  const statusThere = async (cookie: string) => {
    const address = `${fanal.url}/api/v1/organizations/${other.slug}/services`;
    return (await fetch(address, { headers: { cookie } })).status;
  };
  const { cookie: own } = await setUpSecondFactor(fanal.url, person);
  expect(await statusThere(own)).toBe(200);
  for (const cookie of [before, (await signInAs(email)).cookie]) {
    expect(await statusThere(cookie)).toBe(403);
    const { password } = person;
    const tries = [
      post(fanal, "/two-factor/disable", { password }, cookie),
      post(fanal, "/two-factor/enable", { password }, cookie),
      post(fanal, "/two-factor/generate-backup-codes", { password }, cookie),
      fetch(`${fanal.url}/api/auth/passkey/generate-register-options`, { headers: { cookie } }),
      post(fanal, "/passkey/verify-registration", { response: {} }, cookie),
      post(fanal, "/passkey/delete-passkey", { id: userId }, cookie),
      post(fanal, "/delete-user", { password }, cookie),
    ];
    for (const answer of await Promise.all(tries)) {
      const { code } = (await answer.json()) as { code: string }; // As every refusal.
      expect([answer.url, answer.status, code]).toEqual([answer.url, 403, "own_factor_wanted"]);
    }
  }
  expect((await post(fanal, "/two-factor/generate-backup-codes", person, own)).status).toBe(200);
});

test("who comes through a provider and has no second factor of their own may set one up", async () => {
  const { cookie } = await signInAs(employ("Ola"));
  const options = await fetch(`${fanal.url}/api/auth/passkey/generate-register-options`, {
    headers: { cookie },
  });
  expect(options.status).toBe(200);
});

test("a try says whether it would work, and signs nobody in", async () => {
  const email = employ("Tess");
  const begun = await begin(fanal, provider, { isTest: true }, mara.cookie);
  const { at, cookie } = await land(fanal, await idp.signIn(begun.url, email), begun.cookie);
  expect(at).toBe(`/app/${organization}/settings/sign-in?tested=${provider}`);
  expect(cookie).toBe("");
  expect((await mara.client.members.list({ organization })).map((member) => member.email)).not.toContain(
    email,
  );
  const [tried] = await mara.client.ssoProviders.list({ organization });
  expect(tried?.provenAt).not.toBeNull();

  const failing = await begin(fanal, provider, { isTest: true }, mara.cookie);
  const back = await idp.signIn(failing.url, employ("Eve", { at: "elsewhere.example" }));
  expect((await land(fanal, back, failing.cookie)).at).toBe(
    `/app/${organization}/settings/sign-in?refusal=sso_domain_foreign`,
  );
  const nils = await fanal.signUp("Nils Berg");
  expect((await postBegin(fanal, { provider, isTest: true }, nils.cookie)).answer).toEqual({
    refusal: "sso_unknown",
  });
});
