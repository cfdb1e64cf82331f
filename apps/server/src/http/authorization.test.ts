import { contract, type Organization } from "@fanal/contract";
import { type ApiKeyScope, allows, apiKeyScopes, type Role, scopes } from "@fanal/domain";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { addressOf, exampleBodies, exampleBody, furnish, makeIds } from "./examples.fixture.ts";
import {
  type Answer,
  ask,
  errorOf,
  giveRole,
  openAsSuperuser,
  proceduresOf,
  writtenFor,
} from "./test-helpers.ts";

const procedures = proceduresOf(contract);
const inOrganization = procedures.filter(({ path }) => path.includes("{organization}"));
const outside = procedures.filter(({ path }) => !path.includes("{organization}"));
/** What they do is for whoever has a link, and tested with links. */
const byToken = outside.filter(({ inputFields }) => inputFields.includes("token"));
const forMe = outside.filter((procedure) => !byToken.includes(procedure));

const rising: readonly Role[] = ["viewer", "responder", "admin", "owner"];

let fanal: TestFanal;
let database: ReturnType<typeof openAsSuperuser>;
let people: Record<Role | "stranger" | "guest" | "second", Person>;
/** Opens everything, in another organization. */
let strangersKey: string;
const userIds = new Map<Person, string>();

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  database = openAsSuperuser(fanal.databaseUrl);
  people = {
    owner: await fanal.signUp("Olga Owner"),
    admin: await fanal.signUp("Ada Admin"),
    responder: await fanal.signUp("Rui Responder"),
    viewer: await fanal.signUp("Vera Viewer"),
    stranger: await fanal.signUp("Sten Stranger"),
    guest: await fanal.signUp("Gita Guest"),
    second: await fanal.signUp("Otto Owner"),
  };
  for (const person of Object.values(people)) userIds.set(person, (await person.client.me.get()).id);
  const elsewhere = await people.stranger.client.organizations.create({ name: "Elsewhere" });
  strangersKey = await makeKey(people.stranger, elsewhere.slug, "admin");
});

afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

test("every procedure is either about the caller or about the organization that its address names", () => {
  expect(procedures.map(({ name }) => name).sort()).toEqual(Object.keys(exampleBodies).sort());
  for (const { permission, name } of forMe)
    expect({ name, permission }).toEqual({ name, permission: "signed_in" });
  expect(byToken.map(({ name, permission }) => [name, permission])).toEqual([
    ["invitations.preview", "anyone"],
    ["invitations.signUp", "anyone"],
    ["invitations.accept", "signed_in"],
  ]);
});

test.for(inOrganization)("$name answers each caller as the table of permissions says", async (procedure) => {
  const { name, method, path, permission, successStatus } = procedure;
  if (permission === undefined || permission === "signed_in" || permission === "anyone")
    throw new Error(`${name} asks for no permission`);
  const acme = await foundWithEveryRole();
  let ids = await furnish(people.owner.client, acme.slug, people.guest);
  const call = (person: Person | null, organization = acme.slug): Promise<Answer> =>
    ask(fanal.url, {
      method,
      path: addressOf(path, organization, ids),
      body: exampleBody(name, ids),
      headers: person === null ? {} : { cookie: person.cookie },
    });

  const before = await writtenFor(database, acme.id);
  expectRefusal(await call(null), 401, "unauthorized");
  const toStranger = await call(people.stranger);
  expectRefusal(toStranger, 404, "not_found");
  expectRefusal(await call(people.stranger, acme.id), 404, "not_found");
  const missing = await call(people.stranger, "no-such-organization");
  expect(errorOf(missing).message).toBe(errorOf(toStranger).message);
  for (const role of rising.filter((one) => !allows(one, permission))) {
    expectRefusal(await call(people[role]), 403, "forbidden");
  }
  expect(await writtenFor(database, acme.id)).toBe(before);

  for (const role of rising.filter((one) => allows(one, permission))) {
    // What the role before deleted is there again.
    if (method === "DELETE" && path.endsWith("}"))
      ids = await furnish(people.owner.client, acme.slug, people.guest);
    const answer = await call(people[role]);
    expect({ role, status: answer.status, body: answer.body }).toMatchObject({ role, status: successStatus });
  }
});

test.for(inOrganization)("$name answers each key as its scopes say", async (procedure) => {
  const { name, method, path, permission, successStatus } = procedure;
  if (permission === undefined || permission === "signed_in" || permission === "anyone")
    throw new Error(`${name} asks for no permission`);
  const acme = await people.owner.client.organizations.create({ name: "Acme" });
  const keys = await makeKeys(acme.slug);
  let ids = await furnish(people.owner.client, acme.slug, people.guest);
  const call = (headers: Record<string, string>): Promise<Answer> =>
    ask(fanal.url, {
      method,
      path: addressOf(path, acme.slug, ids),
      body: exampleBody(name, ids),
      headers,
    });

  const before = await writtenFor(database, acme.id);
  for (const wrong of [keys.revoked, keys.expired, keys.mistyped, keys.prefix, ""]) {
    const answer = await call({ authorization: `Bearer ${wrong}`, cookie: people.owner.cookie });
    expectRefusal(answer, 401, "unauthorized");
  }
  expectRefusal(await call({ authorization: `Bearer ${strangersKey}` }), 404, "not_found");
  for (const scope of apiKeyScopes.filter((one) => !scopes[one].includes(permission))) {
    expectRefusal(await call({ authorization: `Bearer ${keys[scope]}` }), 403, "forbidden");
  }
  expect(await writtenFor(database, acme.id)).toBe(before);

  for (const scope of apiKeyScopes.filter((one) => scopes[one].includes(permission))) {
    const answer = await call({ authorization: `Bearer ${keys[scope]}` });
    expect({ scope, status: answer.status, body: answer.body }).toMatchObject({
      scope,
      status: successStatus,
    });
    if (method === "DELETE" && path.endsWith("}"))
      ids = await furnish(people.owner.client, acme.slug, people.guest);
  }
});

test.for(forMe)("$name is for nobody who brings a key, whoever is signed in beside it", async (procedure) => {
  const { name, method, path } = procedure;
  const request = {
    method,
    path: `/api/v1${path}`,
    body: exampleBody(
      name,
      makeIds(() => ""),
    ),
  };
  const organizations = await countOrganizations();
  const headers = { authorization: `Bearer ${strangersKey}`, cookie: people.stranger.cookie };
  expectRefusal(await ask(fanal.url, { ...request, headers }), 401, "unauthorized");
  expect(await countOrganizations()).toEqual(organizations);
});

test.for(forMe)("$name is for everybody who is signed in, and for nobody else", async (procedure) => {
  const { name, method, path, successStatus } = procedure;
  const ids = makeIds(() => "");
  const request = { method, path: `/api/v1${path}`, body: exampleBody(name, ids) };
  const organizations = await countOrganizations();
  expectRefusal(await ask(fanal.url, request), 401, "unauthorized");
  expect(await countOrganizations()).toEqual(organizations);
  const answer = await ask(fanal.url, { ...request, headers: { cookie: people.stranger.cookie } });
  expect(answer.status).toBe(successStatus);
});

test("what somebody sees of themselves names their own organizations only", async () => {
  const { id } = await foundWithEveryRole();
  const { organizations } = await people.stranger.client.me.get();
  expect(organizations.map((organization) => organization.id)).not.toContain(id);
  expect(await people.stranger.client.organizations.list()).toEqual(organizations);
  const mine = await people.viewer.client.organizations.list();
  expect(mine.find((organization) => organization.id === id)).toMatchObject({ role: "viewer" });
});

test("a role that is taken away is gone with the next request", async () => {
  const acme = await foundWithEveryRole();
  const { responder } = people;
  const declare = () =>
    responder.client.incidents.create({
      organization: acme.slug,
      title: "Errors",
      message: "We see errors.",
    });
  await declare();
  await giveRole(database, { organizationId: acme.id, userId: idOf(responder), role: "viewer" });
  await expect(declare()).rejects.toMatchObject({ code: "forbidden" });
  await database.pool.query("delete from auth.member where organization_id = $1 and user_id = $2", [
    acme.id,
    idOf(responder),
  ]);
  await expect(declare()).rejects.toMatchObject({ code: "not_found" });
});

async function foundWithEveryRole(): Promise<Organization> {
  const organization = await people.owner.client.organizations.create({ name: "Acme" });
  for (const role of ["admin", "responder", "viewer"] as const) {
    await giveRole(database, { organizationId: organization.id, userId: idOf(people[role]), role });
  }
  // So that the owner can leave.
  await giveRole(database, { organizationId: organization.id, userId: idOf(people.second), role: "owner" });
  return organization;
}

/** A key of each scope, and some that open nothing. */
async function makeKeys(organization: string) {
  const { owner } = people;
  const keys: Record<ApiKeyScope, string> = {
    read: await makeKey(owner, organization, "read"),
    "services:write": await makeKey(owner, organization, "services:write"),
    "incidents:write": await makeKey(owner, organization, "incidents:write"),
    admin: await makeKey(owner, organization, "admin"),
  };
  const revoked = await makeKey(owner, organization, "admin", "Revoked");
  const expired = await makeKey(owner, organization, "admin", "Expired");
  const made = await owner.client.apiKeys.list({ organization });
  for (const { id: apiKeyId, name } of made) {
    if (name === "Revoked") await owner.client.apiKeys.revoke({ organization, apiKeyId });
    if (name !== "Expired") continue;
    await database.pool.query("update api_keys set expires_at = now() where id = $1", [apiKeyId]);
  }
  const last = keys.admin.endsWith("0") ? "1" : "0";
  return {
    ...keys,
    revoked,
    expired,
    mistyped: `${keys.admin.slice(0, -1)}${last}`,
    prefix: keys.admin.slice(0, 12),
  };
}

async function makeKey(
  person: Person,
  organization: string,
  scope: ApiKeyScope,
  name: string = scope,
): Promise<string> {
  const { key } = await person.client.apiKeys.create({ organization, name, scopes: [scope] });
  return key ?? "";
}

function idOf(person: Person): string {
  const id = userIds.get(person);
  if (id === undefined) throw new Error(`${person.name} has no id`);
  return id;
}

function expectRefusal(answer: Answer, status: number, code: string): void {
  expect({ status: answer.status, code: errorOf(answer).code }).toEqual({ status, code });
}

async function countOrganizations(): Promise<unknown> {
  const { rows } = await database.pool.query("select count(*) from auth.organization");
  return rows[0];
}
