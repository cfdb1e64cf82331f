import { once } from "node:events";
import { createClient } from "@fanal/contract/client";
import type { Database } from "@fanal/database";
import { user } from "@fanal/database/auth-schema";
import { cookieOf, type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { WebSocket } from "ws";
import { join } from "../http/examples.fixture.ts";
import { openAsSuperuser } from "../http/test-helpers.ts";
import { inScimErrorShape } from "./refusal.ts";

const core = "urn:ietf:params:scim:schemas:core:2.0:User";
const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const errorSchema = "urn:ietf:params:scim:api:messages:2.0:Error";
const patchOp = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

let fanal: TestFanal;
let database: Database & AsyncDisposable;
let mara: Person;
let organization: string;
let token: string;
let number = 0;

beforeAll(async () => {
  // Nothing but what happened closes a socket in time.
  fanal = await startTestFanal(inject("clusterUrl"), {}, { askSocketsEveryMs: 3_600_000 });
  database = openAsSuperuser(fanal.databaseUrl);
});
beforeEach(async () => {
  await database.pool.query("delete from rate_limits");
  mara = await fanal.signUp("Mara Ilves");
  ({ slug: organization } = await mara.client.organizations.create({ name: "Lumen" }));
  await prove(organization, "example.com");
  token = await makeToken(mara, organization);
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

describe("Okta", () => {
  test("looks for somebody, creates them, reads them, changes and deactivates them by PUT", async () => {
    const nils = await provenPerson("Nils Berg");
    const found = await scim(
      "GET",
      `/Users?filter=${encodeURIComponent(`userName eq "${nils.email}"`)}&startIndex=1&count=100`,
    );
    expect([found.status, found.type]).toEqual([200, "application/scim+json"]);
    expect(found.body).toMatchObject({ totalResults: 0, startIndex: 1, itemsPerPage: 0, Resources: [] });

    const made = await scim("POST", "/Users", asOktaSends(nils.email, { externalId: "00u1" }));
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      schemas: expect.arrayContaining([core]),
      userName: nils.email,
      externalId: "00u1",
      active: true,
      name: { givenName: "Nils", familyName: "Berg" },
      emails: [{ value: nils.email, primary: true }],
      meta: { resourceType: "User", location: `${fanal.url}/scim/v2/Users/${idOf(made.body)}` },
    });
    const id = idOf(made.body);
    expect((await scim("GET", `/Users/${id}`)).body).toEqual(made.body);
    expect((await scim("POST", "/Users", asOktaSends(nils.email))).body).toMatchObject({
      status: "409",
      scimType: "uniqueness",
    });

    await signInAgain(nils);
    expect(await memberNames()).toContain("Nils Berg");
    const put = await scim(
      "PUT",
      `/Users/${id}`,
      asOktaSends(nils.email, { externalId: "00u1", active: false }),
    );
    expect([put.status, put.body]).toMatchObject([200, { active: false }]);
    expect(await memberNames()).not.toContain("Nils Berg");
    await scim("PUT", `/Users/${id}`, asOktaSends(nils.email, { externalId: "00u1" }));
    expect(await memberNames()).toContain("Nils Berg");
  });
});

describe("Entra", () => {
  test("creates with its extension, and patches with its own spelling", async () => {
    const nils = await provenPerson("Nils Berg");
    const made = await scim("POST", "/Users", {
      schemas: [core, enterprise],
      externalId: "0a21f0f2",
      userName: nils.email.toUpperCase(),
      active: true,
      displayName: "Nils Berg",
      emails: [{ primary: true, type: "work", value: nils.email }],
      meta: { resourceType: "User" },
      name: { formatted: "Nils Berg", familyName: "Berg", givenName: "Nils" },
      [enterprise]: { department: "Harbour" },
    });
    expect(made.status).toBe(201);
    const id = idOf(made.body);
    const byExternalId = await scim("GET", `/Users?filter=${encodeURIComponent('externalId eq "0a21f0f2"')}`);
    expect(byExternalId.body).toMatchObject({ totalResults: 1, Resources: [{ id }] });
    await signInAgain(nils);

    const renamed = await patch(id, [
      { op: "Replace", path: "displayName", value: "Nils B." },
      { op: "Replace", path: 'emails[type eq "work"].value', value: nils.email },
      { op: "Add", path: "name.familyName", value: "Bergman" },
    ]);
    expect([renamed.status, renamed.body]).toMatchObject([
      200,
      { displayName: "Nils B.", name: { familyName: "Bergman" } },
    ]);
    for (const value of ["False", "True", "False"]) {
      const answered = await patch(id, [{ op: "Replace", path: "active", value }]);
      expect([answered.status, answered.body]).toMatchObject([200, { active: value === "True" }]);
      expect((await memberNames()).includes("Nils Berg")).toBe(value === "True");
    }
    const again = await patch(id, [{ op: "replace", value: { active: true } }]);
    expect(again.body).toMatchObject({ active: true });
    expect((await scim("DELETE", `/Users/${id}`)).status).toBe(204);
    expect((await scim("GET", `/Users/${id}`)).status).toBe(404);
    expect(await memberNames()).not.toContain("Nils Berg");
  });
});

describe("who a directory speaks of", () => {
  test("is a member once they have an account of which the address is proven", async () => {
    const strange = `somebody.${++number}@example.com`;
    const [nils, olga] = [await provenPerson("Nils Berg"), await fanal.signUp("Olga Owner")];
    const shown = [];
    for (const email of [nils.email, olga.email, strange]) {
      const { status, body } = await scim("POST", "/Users", asOktaSends(email));
      const text = JSON.stringify(body).replaceAll(email, "e").replaceAll(idOf(body), "id");
      shown.push([status, text.replaceAll(/"\d{4}-[^"]+Z"/g, '"time"')]);
    }
    // Its answer is the same whether there is an account.
    expect(new Set(shown.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(await memberNames()).toEqual(["Mara Ilves", "Nils Berg"]);
    expect(await database.db.$count(user, eq(user.email, strange))).toBe(0);

    await database.db.update(user).set({ emailVerified: true }).where(eq(user.email, olga.email));
    expect(await memberNames()).toEqual(["Mara Ilves", "Nils Berg"]);
    await signInAgain(olga);
    expect(await memberNames()).toEqual(["Mara Ilves", "Nils Berg", "Olga Owner"]);
  });

  test("is of a domain that the organization has proved, and still has", async () => {
    const refused = {
      status: 400,
      body: { detail: expect.stringMatching(/no domain that this organization/) },
    };
    expect(await scim("POST", "/Users", asOktaSends("nils@elsewhere.example"))).toMatchObject(refused);
    const olga = await fanal.signUp("Olga Owner");
    const { body } = await scim("POST", "/Users", asOktaSends(olga.email));
    const stolen = asOktaSends("nils@elsewhere.example");
    expect(await scim("PUT", `/Users/${idOf(body)}`, stolen)).toMatchObject(refused);

    await database.pool.query("update auth.email_domain set verified_at = null");
    await database.db.update(user).set({ emailVerified: true }).where(eq(user.email, olga.email));
    await signInAgain(olga);
    expect(await memberNames()).toEqual(["Mara Ilves"]);
    const ended = asOktaSends(olga.email, { active: false });
    expect((await scim("PUT", `/Users/${idOf(body)}`, ended)).status).toBe(200);
    expect(await scim("PUT", `/Users/${idOf(body)}`, asOktaSends(olga.email))).toMatchObject(refused);
  });

  test("does not join by an account of which the address was not proven", async () => {
    const squatter = await fanal.signUp("Nils Berg");
    await scim("POST", "/Users", asOktaSends(squatter.email));
    await signInAgain(squatter);
    expect(await memberNames()).toEqual(["Mara Ilves"]);
  });

  test("keeps their account as it is, whatever the directory calls them", async () => {
    const nils = await provenPerson("Nils Berg");
    const { body } = await scim("POST", "/Users", asOktaSends(nils.email));
    await signInAgain(nils);
    const elsewhere = await nils.client.organizations.create({ name: "Elsewhere" });
    const taken = {
      ...asOktaSends("evil@example.com"),
      displayName: "Somebody else",
      password: "correct-horse",
    };
    expect((await scim("PUT", `/Users/${idOf(body)}`, taken)).status).toBe(200);
    expect(await nils.client.me.get()).toMatchObject({ name: "Nils Berg", email: nils.email });
    await scim("DELETE", `/Users/${idOf(body)}`);
    expect((await nils.client.me.get()).organizations.map(({ slug }) => slug)).toEqual([elsewhere.slug]);
  });

  test("loses open sockets and the right to ask at once when they are deactivated", async () => {
    const nils = await provenPerson("Nils Berg");
    const { body } = await scim("POST", "/Users", asOktaSends(nils.email));
    const cookie = await signInAgain(nils);
    const address = `${fanal.url.replace("http", "ws")}/api/v1/organizations/${organization}/live`;
    const socket = new WebSocket(address, { headers: { cookie, origin: fanal.url } });
    await once(socket, "message");
    const closed = once(socket, "close");
    await patch(idOf(body), [{ op: "Replace", path: "active", value: "False" }]);
    expect((await closed)[0]).toBe(4403);
    const client = createClient({ url: fanal.url, headers: () => ({ cookie }) });
    await expect(client.services.list({ organization })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("owners", () => {
  test("the last one is kept, and one is removed only by what an owner made", async () => {
    const ada = await provenPerson("Ada Admin");
    const olga = await provenPerson("Olga Owner");
    for (const [person, role] of [
      [ada, "admin"],
      [olga, "owner"],
    ] as const) {
      const memberId = await join(mara.client, organization, person);
      await mara.client.members.update({ organization, memberId, role });
    }
    const byAdmin = await makeToken(ada, organization);
    const hers = idOf((await scim("POST", "/Users", asOktaSends(olga.email))).body);
    const refused = await patch(hers, [{ op: "Replace", path: "active", value: false }], byAdmin);
    expect([refused.status, refused.body]).toMatchObject([
      403,
      { detail: expect.stringMatching(/^Only an owner/) },
    ]);
    expect((await patch(hers, [{ op: "Replace", path: "active", value: false }])).status).toBe(200);

    const marasOwn = idOf((await scim("POST", "/Users", asOktaSends(mara.email))).body);
    for (const answered of [
      await patch(marasOwn, [{ op: "Replace", path: "active", value: false }]),
      await scim("DELETE", `/Users/${marasOwn}`),
      await scim("PUT", `/Users/${marasOwn}`, asOktaSends(mara.email, { active: false })),
    ])
      expect([answered.status, answered.body]).toMatchObject([
        403,
        { detail: expect.stringMatching(/one owner/) },
      ]);
    expect(await memberNames()).toEqual(["Ada Admin", "Mara Ilves"]);
    expect((await scim("GET", `/Users/${marasOwn}`)).body).toMatchObject({ active: true });
  });
});

describe("a token", () => {
  test("is refused once it is revoked, and what is none is refused", async () => {
    const [made] = await mara.client.scimTokens.list({ organization });
    expect(token.startsWith(made?.prefix ?? "?")).toBe(true);
    expect(made?.lastUsedAt).toBeNull();
    expect((await scim("GET", "/Users")).status).toBe(200);
    expect((await mara.client.scimTokens.list({ organization }))[0]?.lastUsedAt).not.toBeNull();
    await mara.client.scimTokens.revoke({ organization, scimTokenId: made?.id ?? "" });
    const { key } = await mara.client.apiKeys.create({
      organization,
      name: "Deploys",
      scopes: ["admin"],
      expiresAt: null,
    });
    for (const wrong of [token, "", "fanal_scim_x", key ?? "", `${token.slice(0, -1)}x`])
      for (const path of ["/Users", "/ServiceProviderConfig"]) {
        const answered = await scim("GET", path, undefined, wrong);
        expect([answered.status, answered.body]).toMatchObject([401, { status: "401" }]);
      }
  });

  test("opens nothing of another organization, nor of the API", async () => {
    const sten = await fanal.signUp("Sten Stranger");
    const { slug } = await sten.client.organizations.create({ name: "Elsewhere" });
    const theirs = await makeToken(sten, slug);
    const { body } = await scim("POST", "/Users", asOktaSends(`nils.${++number}@example.com`));
    for (const answered of [
      await scim("GET", `/Users/${idOf(body)}`, undefined, theirs),
      await patch(idOf(body), [{ op: "replace", value: { active: false } }], theirs),
      await scim("PUT", `/Users/${idOf(body)}`, asOktaSends("nils@example.com"), theirs),
      await scim("DELETE", `/Users/${idOf(body)}`, undefined, theirs),
    ])
      expect(answered.status).toBe(404);
    expect((await scim("GET", "/Users", undefined, theirs)).body).toMatchObject({ totalResults: 0 });
    expect((await scim("GET", "/Users")).body).toMatchObject({ totalResults: 1 });
    const asKey = await fetch(`${fanal.url}/api/v1/organizations/${organization}/services`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(asKey.status).toBe(401);
  });

  test("stands in the log with what it did", async () => {
    const nils = await provenPerson("Nils Berg");
    const { body } = await scim("POST", "/Users", asOktaSends(nils.email));
    await scim("DELETE", `/Users/${idOf(body)}`);
    const { items } = await mara.client.events.list({ organization });
    const told = items.map(({ type, actor, address }) => [type, actor.kind, actor.name, address !== null]);
    expect(told.slice(0, 5)).toEqual([
      ["member.deprovisioned", "key", "Okta", true],
      ["member.removed", "key", "Okta", true],
      ["member.joined", "key", "Okta", true],
      ["member.provisioned", "key", "Okta", true],
      ["scim_token.created", "member", "Mara Ilves", true],
    ]);
  });
});

test("what it is told of the service, its resources and its schemas is as the standard wants", async () => {
  expect((await scim("GET", "/ServiceProviderConfig")).body).toMatchObject({
    patch: { supported: true },
    bulk: { supported: false },
    filter: { supported: true, maxResults: 200 },
    changePassword: { supported: false },
    authenticationSchemes: [{ type: "oauthbearertoken" }],
  });
  expect((await scim("GET", "/ResourceTypes")).body).toMatchObject({
    totalResults: 1,
    Resources: [{ id: "User", endpoint: "/Users", schema: core }],
  });
  const { body } = await scim("GET", "/Schemas");
  expect(body).toMatchObject({ Resources: expect.arrayContaining([expect.objectContaining({ id: core })]) });
});

test("a list comes in pages", async () => {
  for (let count = 0; count < 3; count++)
    await scim("POST", "/Users", asOktaSends(`page.${++number}@example.com`));
  const page = async (query: string) => (await scim("GET", `/Users?${query}`)).body;
  expect(await page("startIndex=2&count=1")).toMatchObject({
    totalResults: 3,
    startIndex: 2,
    itemsPerPage: 1,
  });
  expect(await page("count=0")).toMatchObject({ totalResults: 3, itemsPerPage: 0, Resources: [] });
  expect(await page("startIndex=0&count=1000")).toMatchObject({ startIndex: 1, itemsPerPage: 3 });
});

test.for([
  ["no JSON", "POST", "/Users", "{", 400],
  ["a list", "POST", "/Users", [], 400],
  ["nobody", "POST", "/Users", { schemas: [core] }, 400],
  ["no address", "POST", "/Users", { schemas: [core], userName: "nils" }, 400],
  [
    "a name without an end",
    "POST",
    "/Users",
    { schemas: [core], userName: `${"x".repeat(300)}@example.com` },
    400,
  ],
  ["an unknown filter", "GET", `/Users?filter=${encodeURIComponent('title sw "x"')}`, undefined, 400],
  ["no filter at all", "GET", `/Users?filter=${encodeURIComponent("userName eq")}`, undefined, 400],
  [
    "two comparisons",
    "GET",
    `/Users?filter=${encodeURIComponent('userName eq "a" and id eq "b"')}`,
    undefined,
    400,
  ],
  ["a page of words", "GET", "/Users?startIndex=first", undefined, 400],
  ["no patch", "PATCH", "/Users/0197a1c0-0000-7000-8000-000000000001", { active: false }, 404],
  ["an id that is none", "GET", "/Users/nils", undefined, 404],
  ["groups", "GET", "/Groups", undefined, 404],
  ["too much", "POST", "/Users", { schemas: [core], userName: "x".repeat(300 * 1024) }, 413],
  ["too deep", "POST", "/Users", `${"[".repeat(5_000)}${"]".repeat(5_000)}`, 400],
] as const)("%s is refused with words", async ([, method, path, body, status]) => {
  const answered = await scim(method, path, body);
  expect(answered).toMatchObject({
    status,
    type: "application/scim+json",
    body: { schemas: [errorSchema], status: String(status), detail: expect.stringMatching(/\S/) },
  });
});

test("too many requests are refused as the protocol wants it, with the time to wait", async () => {
  const refused = { code: "rate_limited", message: "Too many requests. Wait 7 seconds.", requestId: "1" };
  const answered = await inScimErrorShape(
    Response.json(refused, { status: 429, headers: { "retry-after": "7" } }),
  );
  expect([answered.status, answered.headers.get("retry-after"), await answered.json()]).toEqual([
    429,
    "7",
    { schemas: [errorSchema], status: "429", detail: refused.message },
  ]);
});

interface Answer {
  status: number;
  type: string | null;
  body: unknown;
}

async function scim(method: string, path: string, body?: unknown, by = token): Promise<Answer> {
  const response = await fetch(`${fanal.url}/scim/v2${path}`, {
    method,
    headers: { authorization: `Bearer ${by}`, "content-type": "application/scim+json" },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    type: response.headers.get("content-type"),
    body: text === "" ? null : JSON.parse(text),
  };
}

function patch(id: string, Operations: object[], by?: string): Promise<Answer> {
  return scim("PATCH", `/Users/${id}`, { schemas: [patchOp], Operations }, by);
}

function idOf(body: unknown): string {
  return typeof body === "object" && body !== null && "id" in body ? String(body.id) : "";
}

function asOktaSends(email: string, more: { externalId?: string; active?: boolean } = {}): object {
  return {
    schemas: [core],
    userName: email,
    name: { givenName: "Nils", familyName: "Berg" },
    emails: [{ primary: true, value: email, type: "work" }],
    displayName: "Nils Berg",
    locale: "en-US",
    groups: [],
    active: true,
    ...more,
  };
}

/** As if its record had been found. */
async function prove(slug: string, domain: string): Promise<void> {
  await database.pool.query("delete from auth.email_domain where domain = $1", [domain]);
  await database.pool.query(
    `insert into auth.email_domain (id, organization_id, domain, token, verified_at, created_at)
     select gen_random_uuid(), id, $2, 'token', now(), now() from auth.organization where slug = $1`,
    [slug, domain],
  );
}

async function makeToken({ client }: Person, of: string): Promise<string> {
  const { token: made } = await client.scimTokens.create({ organization: of, name: "Okta" });
  return made ?? "";
}

/** Somebody whose address is known to be theirs. */
async function provenPerson(name: string): Promise<Person> {
  const person = await fanal.signUp(name);
  await database.db.update(user).set({ emailVerified: true }).where(eq(user.email, person.email));
  return person;
}

async function signInAgain({ email, password }: Person): Promise<string> {
  const response = await fetch(`${fanal.url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: fanal.url },
    body: JSON.stringify({ email, password }),
  });
  expect(response.status).toBe(200);
  return cookieOf(response);
}

async function memberNames(): Promise<string[]> {
  return (await mara.client.members.list({ organization })).map(({ name }) => name);
}
