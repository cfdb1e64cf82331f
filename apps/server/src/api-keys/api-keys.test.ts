import { createClient } from "@fanal/contract/client";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { WebSocket } from "ws";
import { ask, errorOf, giveRole, openAsSuperuser, writtenFor } from "../http/test-helpers.ts";

let fanal: TestFanal;
let database: ReturnType<typeof openAsSuperuser>;
let mara: Person;
let acme: { id: string; slug: string };

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  database = openAsSuperuser(fanal.databaseUrl);
  mara = await fanal.signUp("Mara Ilves");
});

beforeEach(async () => {
  acme = await mara.client.organizations.create({ name: "Acme" });
});

afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

type Scope = "read" | "services:write" | "incidents:write" | "admin";

async function make(name: string, ...scopes: Scope[]) {
  const made = await mara.client.apiKeys.create({ organization: acme.slug, name, scopes });
  const key = made.key ?? "";
  const client = createClient({ url: fanal.url, headers: () => ({ authorization: `Bearer ${key}` }) });
  return { ...made, key, client };
}

function listServices(headers: Record<string, string>, query = "") {
  return ask(fanal.url, { path: `/api/v1/organizations/${acme.slug}/services${query}`, headers });
}

test("a key is shown once: neither lists nor the database have it", async () => {
  const { key, id, prefix } = await make("Deploys", "read", "services:write");
  const [listed] = await mara.client.apiKeys.list({ organization: acme.slug });
  expect(listed).toEqual({
    id,
    name: "Deploys",
    prefix,
    scopes: ["read", "services:write"],
    state: "active",
    createdAt: expect.any(String),
    createdBy: { id: expect.any(String), name: "Mara Ilves" },
    expiresAt: null,
    lastUsedAt: null,
  });
  const kept = await writtenFor(database, acme.id);
  expect(kept).toContain(prefix);
  expect(kept).not.toContain(key);
});

test("a repeated request makes no second key, and is not shown the first", async () => {
  const organization = acme.slug;
  const create = () =>
    mara.client.apiKeys.create(
      { organization, name: "Deploys", scopes: ["read"] },
      { context: { idempotencyKey: "once" } },
    );
  const [first, second] = [await create(), await create()];
  expect(first.key).toMatch(/^fanal_/);
  expect(second).toEqual({ ...first, key: null });
  expect(await mara.client.apiKeys.list({ organization })).toHaveLength(1);
  expect(await writtenFor(database, acme.id)).not.toContain(first.key);
});

test("what else a request for a key says is not followed: whose it is, where, and what it may do", async () => {
  const nils = await fanal.signUp("Nils Berg");
  const theirs = await nils.client.organizations.create({ name: "Harbour" });
  const { id: userId } = await nils.client.me.get();
  const answer = await ask(fanal.url, {
    method: "POST",
    path: `/api/v1/organizations/${acme.slug}/api-keys`,
    headers: { cookie: mara.cookie },
    body: {
      name: "Sly",
      scopes: ["read"],
      userId,
      createdBy: userId,
      organization: theirs.slug,
      organizationId: theirs.id,
      permissions: ["organization.delete"],
      actions: ["organization.delete"],
      rateLimit: 1_000_000,
      lastUsedAt: "2030-01-01T00:00:00Z",
      key: "fanal_mine",
      hash: "0",
    },
  });
  expect(answer).toMatchObject({
    status: 201,
    body: { name: "Sly", scopes: ["read"], createdBy: { name: "Mara Ilves" }, lastUsedAt: null },
  });
  expect(await nils.client.apiKeys.list({ organization: theirs.slug })).toEqual([]);
  expect(await mara.client.apiKeys.list({ organization: acme.slug })).toHaveLength(1);
});

test("a key that has no scope, an unknown one, or is over already is refused at the field", async () => {
  const organization = acme.slug;
  for (const [input, field] of [
    [{ scopes: [] }, "scopes"],
    [{ scopes: ["everything"] }, "scopes"],
    [{ scopes: ["read"], expiresAt: "2020-01-01T00:00:00Z" }, "expiresAt"],
  ] as const) {
    const answer = await ask(fanal.url, {
      method: "POST",
      path: `/api/v1/organizations/${organization}/api-keys`,
      headers: { cookie: mara.cookie },
      body: { name: "Deploys", ...input },
    });
    expect(answer.status).toBe(400);
    expect(errorOf(answer).issues?.[0]?.path[0]).toBe(field);
  }
});

test("a key that may not do something is told which scope may, or that none does", async () => {
  const { client } = await make("Deploys", "services:write");
  const organization = acme.slug;
  const declared = client.incidents.create({ organization, title: "API is slow", message: "We look." });
  await expect(declared).rejects.toThrow("Make one with the scope incidents:write.");
  await expect(client.events.list({ organization })).rejects.toThrow("Make one with the scope admin.");
  await expect(client.apiKeys.list({ organization })).rejects.toThrow("Make one with the scope admin.");
  const invited = client.invitations.create({ organization, emails: ["nils@acme.example"] });
  await expect(invited).rejects.toThrow("No API key may do this. Sign in to do it.");
});

test("a key acts under its own name, in the log and in what it writes", async () => {
  const { client, id } = await make("Alerts", "incidents:write");
  const incident = await client.incidents.create({
    organization: acme.slug,
    title: "Errors",
    message: "We see errors.",
  });
  expect(incident.updates[0]?.author).toMatchObject({ name: "Alerts" });
  const { rows } = await database.pool.query(
    "select actor, address from events where organization_id = $1 and type = 'incident.created'",
    [acme.id],
  );
  expect(rows).toEqual([{ actor: { kind: "key", id, name: "Alerts" }, address: "127.0.0.1" }]);
});

test("a key works in its own organization, by slug and by id, and in no other that its maker is in", async () => {
  const other = await mara.client.organizations.create({ name: "Beacon" });
  const { client } = await make("Deploys", "read");
  expect(await client.services.list({ organization: acme.slug })).toEqual([]);
  expect(await client.services.list({ organization: acme.id })).toEqual([]);
  await expect(client.services.list({ organization: other.slug })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("a revoked key is refused with the next request, also beside a cookie, and cannot be revoked again", async () => {
  const { client, id: apiKeyId, key } = await make("Deploys", "read");
  await client.services.list({ organization: acme.slug });
  await mara.client.apiKeys.revoke({ organization: acme.slug, apiKeyId });
  const answer = await listServices({ authorization: `Bearer ${key}`, cookie: mara.cookie });
  expect(answer).toMatchObject({ status: 401, body: { code: "unauthorized" } });
  expect(await mara.client.apiKeys.list({ organization: acme.slug })).toEqual([]);
  const again = mara.client.apiKeys.revoke({ organization: acme.slug, apiKeyId });
  await expect(again).rejects.toMatchObject({ code: "not_found" });
});

test("a key stops with the rights of whoever made it, who has seen it", async () => {
  const ada = await fanal.signUp("Ada Admin");
  const to = { organizationId: acme.id, userId: (await ada.client.me.get()).id };
  await giveRole(database, { ...to, role: "admin" });
  const organization = acme.slug;
  const { key } = await ada.client.apiKeys.create({ organization, name: "Ada's", scopes: ["admin"] });
  const use = async () => (await listServices({ authorization: `Bearer ${key}` })).status;
  const stateOf = async () => (await mara.client.apiKeys.list({ organization }))[0]?.state;
  expect([await use(), await stateOf()]).toEqual([200, "active"]);
  await giveRole(database, { ...to, role: "responder" });
  expect([await use(), await stateOf()]).toEqual([401, "stopped"]);
  await database.pool.query("delete from auth.member where organization_id = $1 and user_id = $2", [
    to.organizationId,
    to.userId,
  ]);
  expect([await use(), await stateOf()]).toEqual([401, "stopped"]);
});

test("a key counts in the header alone, under the one scheme", async () => {
  const { key } = await make("Deploys", "read");
  for (const query of [`?access_token=${key}`, `?key=${key}`, `?authorization=Bearer%20${key}`]) {
    expect((await listServices({}, query)).status).toBe(401);
  }
  for (const headers of [{ "x-api-key": key }, { cookie: `authorization=${key}` }]) {
    expect((await listServices(headers)).status).toBe(401);
  }
  for (const authorization of [
    key,
    `Token ${key}`,
    `Basic ${btoa(`${key}:`)}`,
    "Bearer",
    `Bearer ${key} x`,
  ]) {
    expect((await listServices({ authorization })).status, authorization).toBe(401);
  }
  for (const authorization of [`Bearer ${key}`, `bearer  ${key}`]) {
    expect((await listServices({ authorization })).status, authorization).toBe(200);
  }
});

test("who has to get past a proxy's own login is signed in all the same", async () => {
  const answer = await listServices({ authorization: `Basic ${btoa("proxy:secret")}`, cookie: mara.cookie });
  expect(answer.status).toBe(200);
});

test("that a key is used is written once a minute, however often it is", async () => {
  const { client, id } = await make("Deploys", "read");
  const rowOf = async () => {
    const { rows } = await database.pool.query(
      "select xmin::text as version, last_used_at from api_keys where id = $1",
      [id],
    );
    return rows[0];
  };
  const use = () => client.services.list({ organization: acme.slug });
  await use();
  const first = await rowOf();
  expect(first.last_used_at.getTime() % 60_000).toBe(0);
  await use();
  await use();
  const later = await rowOf();
  // A minute may have passed in between; within one nothing is written.
  if (later.last_used_at.getTime() === first.last_used_at.getTime()) expect(later).toEqual(first);
  await database.pool.query(
    "update api_keys set last_used_at = last_used_at - interval '1 hour' where id = $1",
    [id],
  );
  await use();
  expect((await rowOf()).last_used_at.getTime()).toBeGreaterThanOrEqual(first.last_used_at.getTime());
});

test("two keys may use one Idempotency-Key; each has its own effect", async () => {
  const [one, two] = [await make("One", "services:write"), await make("Two", "services:write")];
  const context = { context: { idempotencyKey: "same" } };
  const create = (client: Person["client"]) =>
    client.services.create({ organization: acme.slug, name: "API" }, context);
  const ids = [await create(one.client), await create(two.client), await create(one.client)].map(
    ({ id }) => id,
  );
  expect(ids[0]).not.toBe(ids[1]);
  expect(ids[2]).toBe(ids[0]);
});

test("a key opens no dashboard socket and no door of sign-in, and reads previews like everything else", async () => {
  const { key } = await make("Deploys", "admin");
  const headers = { authorization: `Bearer ${key}` };
  const socket = new WebSocket(`${fanal.url.replace("http", "ws")}/api/v1/organizations/${acme.slug}/live`, {
    headers,
  });
  const status = await new Promise((resolve) => {
    socket.on("unexpected-response", (_, response) => resolve(response.statusCode));
    socket.on("open", () => resolve("open"));
  });
  expect(status).toBe(401);
  socket.on("error", () => {});
  socket.terminate();
  expect((await ask(fanal.url, { path: "/api/auth/get-session", headers })).body).toBeNull();

  const [page] = await mara.client.statusPages.list({ organization: acme.slug });
  const preview = (authorization: string, organization = acme.slug) =>
    fetch(`${fanal.url}/api/v1/organizations/${organization}/status-pages/${page?.id}/preview`, {
      headers: { authorization, cookie: mara.cookie },
    });
  expect((await preview(`Bearer ${key}`)).status).toBe(200);
  expect((await preview("Bearer fanal_wrong")).status).toBe(401);
  const other = await mara.client.organizations.create({ name: "Beacon" });
  expect((await preview(`Bearer ${key}`, other.slug)).status).toBe(404);
});
