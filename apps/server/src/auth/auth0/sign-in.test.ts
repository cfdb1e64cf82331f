import { randomUUID } from "node:crypto";
import { createClient } from "@fanal/contract/client";
import {
  type Auth0StandIn,
  type Person,
  startAuth0StandIn,
  startTestFanal,
  type TestFanal,
} from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { openAsSuperuser } from "../../http/test-helpers.ts";
import { begin, configOf, land, postBegin, whoIs } from "./auth0.fixture.ts";

let auth0: Auth0StandIn;
let fanal: TestFanal;
let database: ReturnType<typeof openAsSuperuser>;
let mara: Person;
let acme: { id: string; slug: string; auth0Id: string };
let jo: string;

beforeAll(async () => {
  auth0 = await startAuth0StandIn();
  fanal = await startTestFanal(inject("clusterUrl"), { auth0: configOf(auth0) });
  auth0.allowed.callbacks.add(`${fanal.url}/api/auth/auth0/callback`);
  auth0.allowed.logouts.add(`${fanal.url}/sign-in`);
  database = openAsSuperuser(fanal.databaseUrl);
});

beforeEach(async () => {
  mara = await fanal.signUp("Mara Ilves");
  const { id, slug } = await mara.client.organizations.create({ name: "Acme" });
  acme = { id, slug, auth0Id: `org_${randomUUID().replaceAll("-", "")}` };
  await database.pool.query(
    "update auth.organization set auth0_organization_id = $1, auth0_proven_at = now() where id = $2",
    [acme.auth0Id, id],
  );
  jo = `jo.${randomUUID().slice(0, 8)}@acme.example`;
  auth0.addPerson({ email: jo, name: "Jo Lind" });
});

afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
  await auth0[Symbol.asyncDispose]();
});

/** Signs in at Auth0, in a browser that was not there before, and comes back. */
async function signIn(email: string, input: object = {}, cookies = new Map<string, string>()) {
  const begun = await begin(fanal, input);
  const landed = await land(fanal, await auth0.signIn(begun.url, email, cookies), begun.cookie);
  // Fanal asks once more where it was refused.
  if (!landed.at.startsWith(auth0.origin)) return landed;
  return land(fanal, await auth0.signIn(landed.at, email, cookies), begun.cookie);
}

test("who signs in with Auth0 for the first time has an account here, by the name and address of there", async () => {
  const landed = await signIn(jo);
  expect(landed.at).toBe("/");
  expect(await whoIs(fanal, landed.cookie)).toMatchObject({ name: "Jo Lind", email: jo, organizations: [] });
  const again = await signIn(jo);
  expect((await whoIs(fanal, again.cookie))?.email).toBe(jo);
});

test("from the page of an organization one is its member at the first sign-in, with the role that Auth0 says", async () => {
  auth0.setMember(acme.auth0Id, jo, ["responder", "something else"]);
  const landed = await signIn(jo, { organization: acme.slug, returnPath: `/app/${acme.slug}/services` });
  expect(landed.at).toBe(`/app/${acme.slug}/services`);
  expect(await whoIs(fanal, landed.cookie)).toMatchObject({
    organizations: [{ slug: acme.slug, role: "responder" }],
  });
  expect(await eventsOf(acme.id)).toEqual([
    { type: "member.joined", who: "Jo Lind", data: { name: "Jo Lind", role: "responder", source: "auth0" } },
  ]);
});

test("roles follow Auth0 at each sign-in, and the log says from what to what", async () => {
  auth0.setMember(acme.auth0Id, jo, ["admin"]);
  const first = await signIn(jo, { organization: acme.slug });
  expect(await roleOf(first.cookie)).toBe("admin");
  auth0.setMember(acme.auth0Id, jo, []);
  const second = await signIn(jo, { organization: acme.slug });
  expect(await roleOf(second.cookie)).toBe("viewer");
  expect(await eventsOf(acme.id)).toMatchObject([
    { type: "member.joined" },
    {
      type: "member.updated",
      who: "Auth0",
      data: { name: "Jo Lind", before: { role: "admin" }, after: { role: "viewer" } },
    },
  ]);
});

test("who has no role at Auth0 that Fanal knows gets the role that the organization gives", async () => {
  await mara.client.signIn.update({ organization: acme.slug, defaultRole: "responder" });
  auth0.setMember(acme.auth0Id, jo, ["superuser"]);
  expect(await roleOf((await signIn(jo, { organization: acme.slug })).cookie)).toBe("responder");
});

test("Auth0 does not take the last owner away, and changes nothing about members whom it did not bring", async () => {
  auth0.setMember(acme.auth0Id, jo, ["owner"]);
  await signIn(jo, { organization: acme.slug });
  await database.pool.query(
    "update auth.member set role = 'viewer' where user_id <> $1 and organization_id = $2",
    [(await personOf(jo)).id, acme.id],
  );
  auth0.setMember(acme.auth0Id, jo, ["viewer"]);
  expect(await roleOf((await signIn(jo, { organization: acme.slug })).cookie)).toBe("owner");

  await database.pool.query('update auth."user" set email_verified = true where email = $1', [mara.email]);
  auth0.addPerson({ email: mara.email, name: "Mara Ilves" });
  auth0.setMember(acme.auth0Id, mara.email, ["admin"]);
  expect(await roleOf((await signIn(mara.email, { organization: acme.slug })).cookie)).toBe("viewer");
});

test("an invitation of Auth0 lands signed in and joined", async () => {
  const invitation = auth0.invite(acme.auth0Id, jo);
  const landed = await signIn(jo, { invitation, organization: acme.auth0Id });
  expect(landed.at).toBe(`/app/${acme.slug}`);
  expect(await roleOf(landed.cookie)).toBe("viewer");
});

test("an invitation to an organization that nobody linked is refused", async () => {
  const response = await postBegin(fanal, { invitation: "ticket", organization: "org_unknown" });
  expect(await response.json()).toEqual({ refusal: "auth0_organization_unknown" });
});

test("who is no member at Auth0 does not come in", async () => {
  const landed = await signIn(jo, { organization: acme.slug });
  expect(landed.at).toBe("/sign-in?refusal=auth0_not_a_member");
  expect(await whoIs(fanal, landed.cookie)).toBeNull();
  expect(await eventsOf(acme.id)).toEqual([]);
});

test("who was removed at Auth0 loses the membership when it refuses, and comes in no other way", async () => {
  auth0.setMember(acme.auth0Id, jo, ["admin"]);
  const browser = new Map<string, string>();
  const inside = await signIn(jo, { organization: acme.slug }, browser);
  auth0.removeMember(acme.auth0Id, jo);
  // In the session that Auth0 still has: it asks nothing, and refuses.
  const refused = await signIn(jo, { organization: acme.slug }, browser);
  expect(refused.at).toBe("/sign-in?refusal=auth0_not_a_member");
  expect(await whoIs(fanal, inside.cookie)).toMatchObject({ organizations: [] });
  expect((await eventsOf(acme.id)).at(-1)).toMatchObject({
    type: "member.removed",
    who: "Auth0",
    data: { name: "Jo Lind", role: "admin", source: "auth0" },
  });
  const plain = await signIn(jo);
  expect(await whoIs(fanal, plain.cookie)).toMatchObject({ organizations: [] });
});

test("a membership that Auth0 gave rests after twelve hours, until it vouches again", async () => {
  auth0.setMember(acme.auth0Id, jo, ["admin"]);
  await signIn(jo, { organization: acme.slug });
  await database.pool.query(
    "update auth.member set confirmed_until = confirmed_until - interval '12 hours' where organization_id = $1",
    [acme.id],
  );
  const plain = await signIn(jo);
  expect(await whoIs(fanal, plain.cookie)).toMatchObject({ organizations: [] });
  const client = createClient({ url: fanal.url, headers: () => ({ cookie: plain.cookie }) });
  await expect(client.services.list({ organization: acme.id })).rejects.toMatchObject({ code: "not_found" });
  expect(await roleOf((await signIn(jo, { organization: acme.slug })).cookie)).toBe("admin");
});

test("an organization that is not linked answers as one that does not exist", async () => {
  await mara.client.organizations.create({ name: "Unlinked", slug: `unlinked-${acme.slug}`.slice(0, 40) });
  for (const organization of [`unlinked-${acme.slug}`.slice(0, 40), "no-such-one"]) {
    const { url } = await begin(fanal, { organization });
    expect(new URL(url).searchParams.has("organization")).toBe(false);
  }
});

test("one organization of Auth0 is linked to one organization here", async () => {
  const other = await mara.client.organizations.create({ name: "Other" });
  const linking = mara.client.signIn.update({
    organization: other.slug,
    auth0OrganizationId: acme.auth0Id,
  });
  await expect(linking).rejects.toMatchObject({ code: "name_taken" });
  expect(await mara.client.signIn.get({ organization: other.slug })).toMatchObject({
    auth0OrganizationId: null,
    defaultRole: "viewer",
  });
});

describe("a link counts once somebody who may make it comes through it", () => {
  let harbour: { id: string; slug: string; auth0Id: string };
  /** Owns it, at an address that Auth0 knows too. */
  let nils: Person;

  beforeEach(async () => {
    nils = await fanal.signUp("Nils Berg");
    auth0.addPerson({ email: nils.email, name: "Nils Berg" });
    harbour = await link(nils, `org_${randomUUID().replaceAll("-", "")}`);
  });

  async function link({ client }: Person, auth0Id: string) {
    const { id, slug } = await client.organizations.create({ name: "Harbour" });
    const linked = await client.signIn.update({ organization: slug, auth0OrganizationId: auth0Id });
    expect(linked.isAuth0LinkProven).toBe(false);
    return { id, slug, auth0Id };
  }

  async function isProven(id = harbour.id): Promise<boolean> {
    const { rowCount } = await database.pool.query(
      "select from auth.organization where id = $1 and auth0_proven_at is not null",
      [id],
    );
    return rowCount === 1;
  }

  test("nobody gets in by it before, whatever Auth0 says of them, and no invitation leads there", async () => {
    auth0.setMember(harbour.auth0Id, jo, ["owner"]);
    const refused = await signIn(jo, { organization: harbour.slug });
    expect(refused.at).toBe("/sign-in?refusal=auth0_link_unproven");
    expect(await eventsOf(harbour.id)).toEqual([]);
    const invited = await postBegin(fanal, { invitation: "ticket", organization: harbour.auth0Id });
    expect(await invited.json()).toEqual({ refusal: "auth0_organization_unknown" });
    expect(await isProven()).toBe(false);
  });

  test.for(["owner", "admin"])("its owner proves it as %s at Auth0, and the log says so", async (role) => {
    auth0.setMember(harbour.auth0Id, nils.email, [role]);
    expect((await signIn(nils.email, { organization: harbour.slug })).at).toBe(`/app/${harbour.slug}`);
    expect(await isProven()).toBe(true);
    auth0.setMember(harbour.auth0Id, jo, ["responder"]);
    expect((await signIn(jo, { organization: harbour.slug })).at).toBe(`/app/${harbour.slug}`);
    const { rows } = await database.pool.query(
      "select data from events where organization_id = $1 and type = 'sign_in.updated' order by position",
      [harbour.id],
    );
    expect(rows.at(-1)?.data).toEqual({
      before: { isAuth0LinkProven: false },
      after: { isAuth0LinkProven: true },
    });
  });

  test("whoever is less at Auth0 does not tie it to an organization of their own", async () => {
    auth0.setMember(harbour.auth0Id, nils.email, ["viewer"]);
    expect((await signIn(nils.email, { organization: harbour.slug })).at).toBe(
      "/sign-in?refusal=auth0_link_unproven",
    );
    expect(await isProven()).toBe(false);
  });

  test("of two that name the same one it is that of whoever comes through it first", async () => {
    const eve = await fanal.signUp("Eve Other");
    const claimed = await link(eve, harbour.auth0Id);
    auth0.setMember(harbour.auth0Id, nils.email, ["admin"]);
    await signIn(nils.email, { organization: harbour.slug });
    expect(await isProven()).toBe(true);
    auth0.addPerson({ email: eve.email, name: "Eve Other" });
    auth0.setMember(harbour.auth0Id, eve.email, ["admin"]);
    const late = await signIn(eve.email, { organization: claimed.slug });
    expect(late.at).toBe("/sign-in?refusal=auth0_organization_unknown");
    expect(await isProven(claimed.id)).toBe(false);
  });

  test("another link has to be proved anew, and other settings leave it alone", async () => {
    const same = await mara.client.signIn.update({ organization: acme.slug, defaultRole: "responder" });
    expect(same).toMatchObject({ auth0OrganizationId: acme.auth0Id, isAuth0LinkProven: true });
    const auth0OrganizationId = `org_${randomUUID().replaceAll("-", "")}`;
    const moved = await mara.client.signIn.update({ organization: acme.slug, auth0OrganizationId });
    expect(moved.isAuth0LinkProven).toBe(false);
    expect(await mara.client.signIn.get({ organization: acme.slug })).toEqual(moved);
  });
});

test("a link that is cut meanwhile lets nobody in", async () => {
  auth0.setMember(acme.auth0Id, jo, ["admin"]);
  const begun = await begin(fanal, { organization: acme.slug });
  const back = await auth0.signIn(begun.url, jo);
  await mara.client.signIn.update({ organization: acme.slug, auth0OrganizationId: null });
  expect((await land(fanal, back, begun.cookie)).at).toBe("/sign-in?refusal=auth0_organization_unknown");
});

test("sign-out ends the session of Auth0 too, and comes back here", async () => {
  const browser = new Map<string, string>();
  const landed = await signIn(jo, {}, browser);
  const answer = await signOut(landed.cookie);
  expect(answer).toEqual({ success: true, redirect: true, url: expect.any(String) });
  const logout = new URL(String(answer.url));
  expect(`${logout.origin}${logout.pathname}`).toBe(`${auth0.origin}/v2/logout`);
  expect(Object.fromEntries(logout.searchParams)).toEqual({
    client_id: auth0.clientId,
    returnTo: `${fanal.url}/sign-in`,
  });
  expect(await whoIs(fanal, landed.cookie)).toBeNull();
  const cookie = [...browser].map(([name, value]) => `${name}=${value}`).join("; ");
  const ended = await fetch(logout, { headers: { cookie }, redirect: "manual" });
  expect(ended.headers.get("location")).toBe(`${fanal.url}/sign-in`);
  // Whoever comes next in this browser is asked who they are.
  const { url } = await begin(fanal);
  const asked = await fetch(url, { headers: { cookie }, redirect: "manual" });
  expect(asked.headers.get("location")).toContain("/u/login/");
});

test("who signed in with a password signs out here alone", async () => {
  expect((await signOut(mara.cookie)).url).toBeUndefined();
});

test("where Auth0 is the only way, no other one is taken, whichever it is", async () => {
  await using only = await startTestFanal(inject("clusterUrl"), { auth0: configOf(auth0, true) });
  const paths = [
    "sign-in/email",
    "sign-up/email",
    "request-password-reset",
    "reset-password",
    "sign-in/magic-link",
    "sign-in/social",
  ];
  for (const path of paths) {
    const response = await fetch(`${only.url}/api/auth/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: "mara@acme.example", password: "correct-horse-battery", name: "Mara" }),
    });
    const answer = await response.json();
    if (response.status === 404) continue;
    expect({ path, status: response.status, ...answer }).toMatchObject({
      status: 403,
      code: "auth0_only",
      message: "Here everybody signs in with Auth0, and in no other way.",
    });
  }
  const signUp = await fetch(`${only.url}/api/auth/sign-up/email`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: "mara@acme.example", password: "correct-horse-battery", name: "Mara" }),
  });
  expect(signUp.status).toBe(403);
  expect(await (await fetch(`${only.url}/sign-in`)).text()).toContain(
    '<meta name="fanal-auth0" content="only">',
  );
  auth0.allowed.callbacks.add(`${only.url}/api/auth/auth0/callback`);
  const begun = await begin(only);
  const landed = await land(only, await auth0.signIn(begun.url, jo), begun.cookie);
  expect((await whoIs(only, landed.cookie))?.email).toBe(jo);
});

async function roleOf(cookie: string): Promise<string | undefined> {
  const client = createClient({ url: fanal.url, headers: () => ({ cookie }) });
  return (await client.organizations.list()).find(({ id }) => id === acme.id)?.role;
}

async function personOf(email: string): Promise<{ id: string }> {
  const { rows } = await database.pool.query<{ id: string }>('select id from auth."user" where email = $1', [
    email,
  ]);
  return rows[0] ?? { id: "" };
}

async function signOut(cookie: string): Promise<{ success?: boolean; url?: string; redirect?: boolean }> {
  const response = await fetch(`${fanal.url}/api/auth/sign-out`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie, origin: fanal.url },
    body: "{}",
  });
  return response.json();
}

async function eventsOf(organizationId: string) {
  const { rows } = await database.pool.query(
    `select type, actor->>'name' as who, data from events
     where organization_id = $1 and type like 'member.%' order by position`,
    [organizationId],
  );
  return rows;
}
