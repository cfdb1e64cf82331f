import { createClient } from "@fanal/contract/client";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { giveRole, openAsSuperuser } from "../http/test-helpers.ts";

let fanal: TestFanal;
let database: ReturnType<typeof openAsSuperuser>;
let mara: Person;
let organization: string;
let organizationId: string;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  database = openAsSuperuser(fanal.databaseUrl);
  mara = await fanal.signUp("Mara Ilves");
});

beforeEach(async () => {
  ({ slug: organization, id: organizationId } = await mara.client.organizations.create({ name: "Acme" }));
});

afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

async function typesOf(filter: Omit<Parameters<Person["client"]["events"]["list"]>[0], "organization"> = {}) {
  const { items } = await mara.client.events.list({ organization, ...filter });
  return items.map(({ type }) => type);
}

function exportAs(format: string, query = "", headers: Record<string, string> = { cookie: mara.cookie }) {
  return fetch(`${fanal.url}/api/v1/organizations/${organization}/events/export?format=${format}${query}`, {
    headers,
  });
}

test("the log says who did what to which thing, from where, and what it was before", async () => {
  const { id } = await mara.client.services.create({ organization, name: "API" });
  await mara.client.services.update({ organization, serviceId: id, name: "Public API" });
  const { items } = await mara.client.events.list({ organization });
  expect(items[0]).toMatchObject({
    type: "service.updated",
    actor: { kind: "member", name: "Mara Ilves" },
    subjectId: id,
    subjectName: "Public API",
    address: "127.0.0.1",
    data: { before: { name: "API" }, after: { name: "Public API" } },
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(items.map(({ type }) => type)).toEqual([
    "service.updated",
    "service.created",
    "status_page.created",
    "organization.created",
  ]);
});

test("whoever stands in the log is listed once, also a key that is revoked and a member who is gone, by their last name", async () => {
  const { client } = mara;
  const nils = await fanal.signUp("Nils Berg");
  const [made] = await client.invitations.create({ organization, emails: [nils.email], role: "responder" });
  await nils.client.invitations.accept({ token: made?.link?.split("/").at(-1) ?? "" });
  await nils.client.me.update({ name: "Nils Holm" });
  await nils.client.members.leave({ organization });
  const key = await client.apiKeys.create({
    organization,
    name: "Deploy pipeline",
    scopes: ["services:write"],
  });
  await createClient({
    url: fanal.url,
    headers: () => ({ authorization: `Bearer ${key.key}` }),
  }).services.create({
    organization,
    name: "API",
  });
  await client.apiKeys.revoke({ organization, apiKeyId: key.id });
  const actors = await client.events.actors({ organization });
  expect(actors.toSorted((one, other) => one.name.localeCompare(other.name))).toEqual([
    { kind: "key", id: key.id, name: "Deploy pipeline" },
    { kind: "member", id: expect.any(String), name: "Mara Ilves" },
    { kind: "member", id: expect.any(String), name: "Nils Holm" },
  ]);
});

test("pages of the log go on where the one before ended, newest first, to the first event", async () => {
  for (const name of ["A", "B", "C"]) await mara.client.serviceGroups.create({ organization, name });
  const positions: number[] = [];
  let before: number | null = null;
  do {
    const page: Awaited<ReturnType<Person["client"]["events"]["list"]>> = await mara.client.events.list({
      organization,
      limit: 2,
      ...(before === null ? {} : { before }),
    });
    positions.push(...page.items.map(({ position }) => position));
    before = page.nextBefore;
  } while (before !== null);
  expect(positions).toEqual(positions.toSorted((one, other) => other - one));
  expect(new Set(positions).size).toBe(5);
  expect(positions.at(-1)).toBe(1);
});

test("the log is narrowed to who, what kind, which thing and when; all that is asked holds", async () => {
  const { key = "", id: keyId } = await mara.client.apiKeys.create({
    organization,
    name: "Alerts",
    scopes: ["incidents:write", "services:write"],
  });
  const program = createClient({ url: fanal.url, headers: () => ({ authorization: `Bearer ${key}` }) });
  const { id: serviceId } = await mara.client.services.create({ organization, name: "API" });
  await mara.client.services.reorder({ organization, services: [{ serviceId, groupId: null }] });
  await mara.client.serviceGroups.create({ organization, name: "Core" });
  await program.services.setStatus({ organization, serviceId, status: "major_outage" });
  const now = new Date().toISOString();

  expect(await typesOf({ actor: keyId })).toEqual(["service.status_set"]);
  expect(await typesOf({ kind: "service" })).toEqual([
    "service.status_set",
    "services.reordered",
    "service.created",
  ]);
  expect(await typesOf({ kind: "service_group" })).toEqual(["service_group.created"]);
  expect(await typesOf({ subjectId: serviceId })).toEqual(["service.status_set", "service.created"]);
  const { id: maraId } = await mara.client.me.get();
  expect(await typesOf({ subjectId: serviceId, actor: maraId })).toEqual(["service.created"]);
  expect(await typesOf({ from: now })).toEqual([]);
  expect(await typesOf({ to: now })).toHaveLength(7);
  await expect.poll(() => typesOf({ actor: "system" })).toContain("status_page.published");
  expect(await typesOf()).not.toContain("status_page.published");
});

test("no table of the log tells a page's password or the secret of its feeds", async () => {
  const [page] = await mara.client.statusPages.list({ organization });
  const pageId = page?.id ?? "";
  await mara.client.statusPages.update({
    organization,
    pageId,
    visibility: "password",
    password: "lantern-9",
  });
  const { feedToken } = await mara.client.statusPages.renewFeedToken({ organization, pageId });
  const told = JSON.stringify(await mara.client.events.list({ organization }));
  expect(told).toContain('"changed":["visibility","password"]');
  expect(told).not.toContain("lantern-9");
  expect(feedToken).not.toBe("");
  expect(told).not.toContain(feedToken);
});

const hostile = [
  `=HYPERLINK("https://evil.example","x")`,
  "+1+1",
  "-2+3",
  "@SUM(1)",
  `quo"te, comma; semi`,
  "]]> <script>alert(1)</script>",
];

test("the log as CSV is read by spreadsheets as texts, however things are called", async () => {
  for (const name of hostile) await mara.client.serviceGroups.create({ organization, name });
  const answer = await exportAs("csv");
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(answer.headers.get("content-disposition")).toBe('attachment; filename="audit-log.csv"');
  expect(answer.headers.get("cache-control")).toBe("no-store");
  const rows: Record<string, string>[] = parse(await answer.text(), { columns: true });
  const named = rows.filter(({ type }) => type === "service_group.created").map((row) => row.subject_name);
  expect(named.toReversed()).toEqual(hostile.map((name) => (/^[=+\-@]/.test(name) ? `'${name}` : name)));
  for (const row of rows) for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  expect(rows.at(-1)).toMatchObject({
    position: "1",
    actor_kind: "member",
    actor_name: "Mara Ilves",
    type: "organization.created",
    address: "127.0.0.1",
  });
});

test("the log as JSON has every event, what Fanal does by itself too, and keeps to the filter", async () => {
  for (const name of hostile) await mara.client.serviceGroups.create({ organization, name });
  const { rows } = await database.pool.query<{ hash: string }>(
    "select encode(hash, 'hex') as hash from events where organization_id = $1 and split_part(type, '.', 1) <> 'status_page' order by position desc",
    [organizationId],
  );
  const all: { type: string; hash: string }[] = await (await exportAs("json")).json();
  expect(all.filter(({ type }) => !type.startsWith("status_page.")).map(({ hash }) => hash)).toEqual(
    rows.map(({ hash }) => hash),
  );
  const some: { type: string }[] = await (await exportAs("json", "&kind=organization")).json();
  expect(some.map(({ type }) => type)).toEqual(["organization.created"]);
  expect(await (await exportAs("json", "&kind=announcement")).json()).toEqual([]);
});

test("a log of any length is sent while it is read", async () => {
  await database.pool.query(
    `insert into events (organization_id, position, type, actor, data, created_at)
     select $1, number, 'service.updated', '{"kind":"system","id":null,"name":"Test"}', '{}', now()
     from generate_series(1001, 3700) as number order by number`,
    [organizationId],
  );
  const all: { position: number }[] = await (await exportAs("json", "&kind=service")).json();
  expect(all).toHaveLength(2_700);
  expect(new Set(all.map(({ position }) => position)).size).toBe(2_700);
  expect([all[0]?.position, all.at(-1)?.position]).toEqual([3_700, 1_001]);
});

test("only who may read the log gets it as a file: admins and keys that may, of this organization", async () => {
  const vera = await fanal.signUp("Vera Viewer");
  const nils = await fanal.signUp("Nils Berg");
  const userId = (await vera.client.me.get()).id;
  await giveRole(database, { organizationId, userId, role: "responder" });
  const keyOf = async (scope: "read" | "admin") =>
    (await mara.client.apiKeys.create({ organization, name: scope, scopes: [scope] })).key;
  const asked = async (headers: Record<string, string>) => (await exportAs("csv", "", headers)).status;
  expect(await asked({})).toBe(401);
  expect(await asked({ cookie: nils.cookie })).toBe(404);
  expect(await asked({ cookie: vera.cookie })).toBe(403);
  expect(await asked({ authorization: `Bearer ${await keyOf("read")}` })).toBe(403);
  expect(await asked({ authorization: `Bearer ${await keyOf("admin")}` })).toBe(200);
  expect(await asked({ authorization: "Bearer fanal_wrong", cookie: mara.cookie })).toBe(401);
});

test("a file in no known format, or with a filter that is none, is refused at the field", async () => {
  expect(await (await exportAs("xlsx")).json()).toMatchObject({
    code: "bad_request",
    issues: [{ path: ["format"] }],
  });
  expect(await (await exportAs("csv", "&kind=everything")).json()).toMatchObject({
    code: "bad_request",
    issues: [{ path: ["kind"] }],
  });
});
