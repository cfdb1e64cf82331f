import { randomUUID } from "node:crypto";
import { contract } from "@fanal/contract";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { addressOf, exampleBody, furnish, namedBy } from "./http/examples.fixture.ts";
import {
  type Answer,
  ask,
  errorOf,
  giveRole,
  openAsSuperuser,
  proceduresOf,
  writtenFor,
} from "./http/test-helpers.ts";
import { forgetIdempotencyKeys } from "./idempotency.ts";

let fanal: TestFanal;
let database: ReturnType<typeof openAsSuperuser>;
let mara: Person;
let gita: Person;
let acme: { id: string; slug: string };

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  database = openAsSuperuser(fanal.databaseUrl);
  mara = await fanal.signUp("Mara Ilves");
  gita = await fanal.signUp("Gita Guest");
});

beforeEach(async () => {
  acme = await mara.client.organizations.create({ name: "Acme" });
});

afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

/** Who hands over ownership may not do it again, and what a link carries works once. */
const posts = proceduresOf(contract).filter(
  ({ method, name, inputFields }) =>
    method === "POST" && name !== "members.handOver" && !inputFields.includes("token"),
);

test.for(posts)("$name with one key has one answer and one effect", async ({ name, path, successStatus }) => {
  const ids = await furnish(mara.client, acme.slug, gita, namedBy({ name, path }));
  const body = exampleBody(name, ids);
  const request = { path: addressOf(path, acme.slug, ids).replace("/api/v1", ""), body, key: randomUUID() };
  const first = await post(mara, request);
  expect(first.status).toBe(successStatus);
  const organizations = await mara.client.organizations.list();
  const before = await writtenFor(database, acme.id);
  const second = await post(mara, request);
  expect({ status: second.status, body: second.body }).toEqual({
    status: first.status,
    body: withoutSecret(first.body),
  });
  expect(await writtenFor(database, acme.id)).toBe(before);
  expect(await mara.client.organizations.list()).toEqual(organizations);
});

test("of fifty requests at once with one key one takes effect and all get its answer", async () => {
  const request = { ...incident("Errors"), key: randomUUID() };
  const answers = await Promise.all(Array.from({ length: 50 }, () => post(mara, request)));
  expect(answers.map((answer) => answer.status)).toEqual(Array(50).fill(201));
  expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
  expect(await titles()).toEqual(["Errors"]);
  const { rows } = await database.pool.query(
    "select 1 from events where organization_id = $1 and type = 'incident.created' and data->'after'->>'title' = 'Errors'",
    [acme.id],
  );
  expect(rows).toHaveLength(1);
});

test("of fifty requests at once that found an organization with one key one does", async () => {
  const request = { path: "/organizations", body: { name: "Harbour" }, key: randomUUID() };
  const before = (await mara.client.organizations.list()).length;
  const answers = await Promise.all(Array.from({ length: 50 }, () => post(mara, request)));
  expect(answers.map((answer) => answer.status)).toEqual(Array(50).fill(201));
  expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
  expect(await mara.client.organizations.list()).toHaveLength(before + 1);
});

test("the same request without a key or with another one takes effect again", async () => {
  const request = incident("Errors");
  for (const key of [null, null, randomUUID(), randomUUID()]) {
    expect((await post(mara, { ...request, key })).status).toBe(201);
  }
  expect(await titles()).toEqual(["Errors", "Errors", "Errors", "Errors"]);
});

test("a key that was used for another request is refused in words, and nothing happens", async () => {
  const incidentId = await openIncident();
  const key = randomUUID();
  await post(mara, { ...incident("Errors"), key });
  const before = await writtenFor(database, acme.id);
  for (const other of [
    incident("Other errors"),
    { ...incident("Errors"), path: `/organizations/${acme.slug}/services` },
    { ...incident("Errors"), path: `/organizations/${acme.slug}/incidents/${incidentId}/updates` },
  ]) {
    const answer = await post(mara, {
      ...other,
      body: { name: "Web", status: "identified", ...other.body },
      key,
    });
    expect(answer.status).toBe(409);
    expect(errorOf(answer)).toMatchObject({
      code: "idempotency_conflict",
      message: "This Idempotency-Key was used for a different request. Use a new key.",
    });
  }
  expect(await writtenFor(database, acme.id)).toBe(before);
});

test("at once with one key and two bodies one takes effect and the other is refused", async () => {
  const key = randomUUID();
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      post(mara, { ...incident(index % 2 ? "Errors" : "Delays"), key }),
    ),
  );
  const created = answers.filter((answer) => answer.status === 201);
  const refused = answers.filter((answer) => answer.status === 409);
  expect([created.length, refused.length]).toEqual([10, 10]);
  expect(new Set(created.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
  expect(await titles()).toHaveLength(1);
});

test("a request that was refused leaves its key free", async () => {
  const key = randomUUID();
  const path = `/organizations/${acme.slug}/incidents`;
  const body = { title: "Errors", message: "We see errors." };
  expect((await post(mara, { path, body: { ...body, title: "" }, key })).status).toBe(400);
  const unknown = [{ serviceId: randomUUID(), status: "major_outage" }];
  expect((await post(mara, { path, body: { ...body, services: unknown }, key })).status).toBe(404);
  expect((await post(mara, { path, body, key })).status).toBe(201);
  expect(await titles()).toEqual(["Errors"]);
});

test("the key of a refused state works once the state allows it", async () => {
  const incidentId = await openIncident();
  const key = randomUUID();
  const { version } = await mara.client.incidents.get({
    organization: acme.slug,
    incidentId,
  });
  const path = `/organizations/${acme.slug}/incidents/${incidentId}/updates`;
  const body = { status: "identified", message: "Found.", version: version + 1 };
  expect((await post(mara, { path, body, key })).status).toBe(409);
  await post(mara, { path, body: { status: "identified", message: "Nearly found." }, key: null });
  expect((await post(mara, { path, body, key })).status).toBe(201);
});

test("keys of two people do not mix", async () => {
  const nils = await fanal.signUp("Nils Berg");
  const { id: userId } = await nils.client.me.get();
  await giveRole(database, { organizationId: acme.id, userId, role: "responder" });
  const request = { ...incident("Errors"), key: "the-same-key" };
  const hers = await post(mara, request);
  const his = await post(nils, request);
  expect([hers.status, his.status]).toEqual([201, 201]);
  expect((await post(mara, request)).body).toEqual(hers.body);
  expect((await post(nils, request)).body).toEqual(his.body);
  expect(await titles()).toEqual(["Errors", "Errors"]);
  const other = await post(nils, { ...incident("Delays"), key: "her-own-key" });
  const unmixed = await post(mara, { ...incident("Errors"), key: "her-own-key" });
  expect([other.status, unmixed.status]).toEqual([201, 201]);
});

test("an answer is not given again to who may no longer have it", async () => {
  const nils = await fanal.signUp("Nils Berg");
  const { id: userId } = await nils.client.me.get();
  await giveRole(database, { organizationId: acme.id, userId, role: "responder" });
  const request = { ...incident("Errors"), key: randomUUID() };
  expect((await post(nils, request)).status).toBe(201);
  await giveRole(database, { organizationId: acme.id, userId, role: "viewer" });
  expect((await post(nils, request)).status).toBe(403);
  await database.pool.query("delete from auth.member where user_id = $1", [userId]);
  expect((await post(nils, request)).status).toBe(404);
});

test("keys are forgotten after a day, not before", async () => {
  const request = { ...incident("Errors"), key: randomUUID() };
  await post(mara, request);
  await forgetIdempotencyKeys(database, new Date(Date.now() + 23 * 3_600_000));
  await post(mara, request);
  expect(await titles()).toHaveLength(1);
  await forgetIdempotencyKeys(database, new Date(Date.now() + 25 * 3_600_000));
  await post(mara, request);
  expect(await titles()).toHaveLength(2);
});

test("the typed client sends the key that it is given", async () => {
  const input = { organization: acme.slug, title: "Errors", message: "We see errors." };
  const context = { idempotencyKey: randomUUID() };
  const first = await mara.client.incidents.create(input, { context });
  expect(await mara.client.incidents.create(input, { context })).toEqual(first);
});

async function openIncident(): Promise<string> {
  return (await furnish(mara.client, acme.slug, gita, ["incidentId"])).incidentId;
}

function incident(title: string) {
  return { path: `/organizations/${acme.slug}/incidents`, body: { title, message: "We see errors." } };
}

function post(
  person: Person,
  { path, body, key }: { path: string; body: object | undefined; key: string | null },
): Promise<Answer> {
  return ask(fanal.url, {
    method: "POST",
    path: `/api/v1${path}`,
    body,
    headers: { cookie: person.cookie, ...(key === null ? {} : { "idempotency-key": key }) },
  });
}

/** What is shown once is in the first answer only. */
function withoutSecret(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(withoutSecret);
  if (typeof body !== "object" || body === null) return body;
  const secrets = ["key", "link", "secret", "token"].filter((name) => name in body);
  return { ...body, ...Object.fromEntries(secrets.map((name) => [name, null])) };
}

async function titles(): Promise<string[]> {
  const { items } = await mara.client.incidents.list({ organization: acme.slug });
  return items.map((item) => item.title).sort();
}
