import { everything, type SubscriberChoices } from "@fanal/domain";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { giveRole, openAsSuperuser } from "../http/test-helpers.ts";

let fanal: TestFanal;
let database: ReturnType<typeof openAsSuperuser>;
let mara: Person;
let organization: string;
let organizationId: string;
let pageId: string;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  database = openAsSuperuser(fanal.databaseUrl);
  mara = await fanal.signUp("Mara Ilves");
});
beforeEach(async () => {
  ({ slug: organization, id: organizationId } = await mara.client.organizations.create({ name: "Acme" }));
  const [page] = await mara.client.statusPages.list({ organization });
  pageId = page?.id ?? "";
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

type Input = Partial<Parameters<typeof mara.client.subscribers.create>[0]>;

function add(email: string, more: Input = {}) {
  return mara.client.subscribers.create({ organization, pageId, email, confirmation: "vouched", ...more });
}

async function addresses(
  filter: Omit<Parameters<typeof mara.client.subscribers.list>[0], "organization" | "pageId"> = {},
) {
  const { items } = await mara.client.subscribers.list({ organization, pageId, ...filter });
  return items.map(({ address }) => address);
}

function only(...serviceIds: string[]): SubscriberChoices {
  return { ...everything, scope: { serviceIds, groupIds: [] } };
}

async function service(name: string, groupId?: string): Promise<string> {
  const { id } = await mara.client.services.create({
    organization,
    name,
    ...(groupId === undefined ? {} : { groupId }),
  });
  return id;
}

/** As if whoever reads it had said no. */
async function unsubscribe(address: string): Promise<void> {
  await database.pool.query(
    "update subscribers set state = 'unsubscribed', unsubscribed_at = now() where organization_id = $1 and address = $2",
    [organizationId, address],
  );
}

test("whoever is vouched for is told at once, and whoever is asked is not before they say yes", async () => {
  const vouched = await add("Nils.Berg@Acme.example");
  expect(vouched).toMatchObject({
    pageId,
    address: "nils.berg@acme.example",
    channel: "email",
    state: "active",
    choices: everything,
    language: "en",
    isShared: false,
    addedBy: "operator",
    confirmationSentAt: null,
    confirmedAt: vouched.createdAt,
    version: 1,
  });
  const asked = await add("pia@acme.example", { confirmation: "ask", language: "de", isShared: true });
  expect(asked).toMatchObject({ state: "unconfirmed", language: "de", isShared: true, confirmedAt: null });
  expect(asked.confirmationSentAt).not.toBeNull();
  const byDefault = await mara.client.subscribers.create({ organization, pageId, email: "rui@acme.example" });
  expect(byDefault.state).toBe("unconfirmed");
  expect(await addresses()).toEqual(["rui@acme.example", "pia@acme.example", "nils.berg@acme.example"]);
});

test("an address is on a page once, and on another page too", async () => {
  await add("nils@acme.example");
  await expect(add("NILS@acme.example")).rejects.toMatchObject({
    code: "name_taken",
    message: "nils@acme.example subscribes to this page already.",
    data: { issues: [{ path: ["email"] }] },
  });
  const { id: other } = await mara.client.statusPages.create({
    organization,
    name: "Inside",
    slug: `inside-${organization}`,
  });
  expect(await add("nils@acme.example", { pageId: other })).toMatchObject({ pageId: other });
});

test("whoever unsubscribed is not added again, and removed they are forgotten", async () => {
  const { id: subscriberId } = await add("nils@acme.example");
  await unsubscribe("nils@acme.example");
  await expect(add("nils@acme.example")).rejects.toMatchObject({ code: "unsubscribed", status: 409 });
  await mara.client.subscribers.remove({ organization, subscriberId });
  expect(await addresses()).toEqual([]);
  const { rows } = await database.pool.query("select t::text as row from subscribers t where id = $1", [
    subscriberId,
  ]);
  expect(rows[0]?.row).toContain("removed");
  expect(rows[0]?.row).not.toContain("nils");
  await expect(
    mara.client.subscribers.update({ organization, subscriberId, language: "de" }),
  ).rejects.toMatchObject({ code: "not_found" });
  expect((await add("nils@acme.example")).id).not.toBe(subscriberId);
});

test("only whoever has not said yes is asked again", async () => {
  const active = await add("nils@acme.example");
  const asked = await add("pia@acme.example", { confirmation: "ask" });
  const again = await mara.client.subscribers.resendConfirmation({ organization, subscriberId: asked.id });
  expect(again).toMatchObject({ state: "unconfirmed", version: asked.version + 1 });
  expect(Date.parse(again.confirmationSentAt ?? "")).toBeGreaterThan(
    Date.parse(asked.confirmationSentAt ?? ""),
  );
  await expect(
    mara.client.subscribers.resendConfirmation({ organization, subscriberId: active.id }),
  ).rejects.toMatchObject({ code: "bad_request", message: expect.stringContaining("not confirmed yet") });
});

test("a mailbox is asked three times a day at most, however often an operator wants to, and by whatever spelling", async () => {
  const ask = (email: string) => add(email, { confirmation: "ask" });
  const { id: subscriberId } = await ask("tired@acme.example");
  await mara.client.subscribers.resendConfirmation({ organization, subscriberId });
  await ask("ti.red+status@acme.example");
  const patience = {
    code: "rate_limited",
    message: "This address was asked 3 times today. Ask again tomorrow.",
  };
  await expect(ask("t.ired@acme.example")).rejects.toMatchObject(patience);
  await expect(
    mara.client.subscribers.resendConfirmation({ organization, subscriberId }),
  ).rejects.toMatchObject(patience);
  const file = { organization, pageId, confirmation: "ask" as const, csv: "email\nti.r.ed@acme.example" };
  const { id: importId } = await mara.client.subscriberImports.create(file);
  await expect
    .poll(() => mara.client.subscriberImports.get({ organization, importId }))
    .toMatchObject({ state: "finished", added: 0, refused: 1, errors: [{ line: 2 }] });
  expect(await addresses()).toEqual(["ti.red+status@acme.example", "tired@acme.example"]);
  const { rows } = await database.pool.query("select from mails where organization_id = $1", [
    organizationId,
  ]);
  expect(rows).toHaveLength(3);
});

test("what is left out of a change stays, and a part of the page has to be on it", async () => {
  const api = await service("API");
  const before = await add("nils@acme.example", { isShared: true });
  const one = { organization, subscriberId: before.id };
  const choices = only(api);
  const changed = await mara.client.subscribers.update({ ...one, choices });
  expect(changed).toEqual({ ...before, choices, version: 2, updatedAt: changed.updatedAt });
  await expect(
    mara.client.subscribers.update({ ...one, choices: only(crypto.randomUUID()) }),
  ).rejects.toMatchObject({ code: "not_found" });
  await expect(mara.client.subscribers.update({ ...one, choices: only() })).rejects.toMatchObject({
    code: "bad_request",
    data: { issues: [{ path: ["choices", "scope", "serviceIds"] }] },
  });
});

test("a list comes in pages, newest first, without a gap or a double", async () => {
  for (let index = 0; index < 7; index++) await add(`reader${index}@acme.example`);
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await mara.client.subscribers.list({
      organization,
      pageId,
      limit: 3,
      ...(cursor === undefined ? {} : { cursor }),
    });
    found.push(...page.items.map(({ address }) => address));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(found).toEqual([6, 5, 4, 3, 2, 1, 0].map((index) => `reader${index}@acme.example`));
  await expect(
    mara.client.subscribers.list({ organization, pageId, cursor: "made up" }),
  ).rejects.toMatchObject({ code: "bad_request" });
});

test("a part of an address finds it, and what means something to PostgreSQL means nothing here", async () => {
  await add("nils.berg@acme.example");
  await add("nils_berg@harbour.example");
  expect(await addresses({ q: "BERG@acme" })).toEqual(["nils.berg@acme.example"]);
  expect(await addresses({ q: "s_b" })).toEqual(["nils_berg@harbour.example"]);
  expect(await addresses({ q: "%" })).toEqual([]);
  expect(await addresses({ q: "\\" })).toEqual([]);
});

test("those who are told of a service are found and counted: by it, by its group, and by all of the page", async () => {
  const { id: core } = await mara.client.serviceGroups.create({ organization, name: "Core" });
  const [api, web] = [await service("API", core), await service("Web")];
  await add("all@acme.example");
  await add("api@acme.example", { choices: only(api) });
  await add("core@acme.example", { choices: { ...everything, scope: { serviceIds: [], groupIds: [core] } } });
  await add("web@acme.example", { choices: only(web), confirmation: "ask" });
  expect(await addresses({ serviceId: api })).toEqual([
    "core@acme.example",
    "api@acme.example",
    "all@acme.example",
  ]);
  expect(await addresses({ serviceId: web })).toEqual(["web@acme.example", "all@acme.example"]);
  expect(await addresses({ serviceId: web, state: "active" })).toEqual(["all@acme.example"]);
  expect(await addresses({ serviceId: crypto.randomUUID() })).toEqual([]);
  expect(await addresses({ channel: "slack" })).toEqual([]);
  expect(await mara.client.subscribers.counts({ organization, pageId })).toEqual({
    states: { unconfirmed: 1, active: 3, quarantined: 0, unsubscribed: 0 },
    channels: { email: 3, webhook: 0, slack: 0, discord: 0, microsoft_teams: 0, push: 0 },
    services: [
      { serviceId: api, count: 3 },
      { serviceId: web, count: 1 },
    ],
  });
  await mara.client.services.update({ organization, serviceId: web, groupId: core });
  expect((await mara.client.subscribers.counts({ organization, pageId })).services).toContainEqual({
    serviceId: web,
    count: 2,
  });
});

test("a hundred thousand subscribers are counted and listed in a moment", async () => {
  const api = await service("API");
  const choices = [everything, only(api)].map((one) => JSON.stringify(one));
  await database.pool.query(
    `insert into subscribers (organization_id, id, page_id, channel, address, address_key, state, choices, language, added_by, created_at, updated_at)
     select $1, gen_random_uuid(), $2, 'email', 'r' || n || '@acme.example', 'r' || n || '@acme.example', 'active',
       (case when n % 2 = 0 then $3 else $4 end)::jsonb, 'en', 'import', now() - n * interval '1 second', now()
     from generate_series(1, 100000) n`,
    [organizationId, pageId, ...choices],
  );
  const start = performance.now();
  const counts = await mara.client.subscribers.counts({ organization, pageId });
  const found = await addresses({ q: "r99999@", serviceId: api });
  const took = performance.now() - start;
  expect(counts.services).toEqual([{ serviceId: api, count: 100_000 }]);
  expect(found).toEqual(["r99999@acme.example"]);
  expect(took).toBeLessThan(5_000);
});

test("the log says what was done to which subscriber, and never who it is", async () => {
  const { id: subscriberId } = await add("nils@acme.example");
  await mara.client.subscribers.update({ organization, subscriberId, language: "de" });
  await mara.client.subscribers.remove({ organization, subscriberId });
  const { items } = await mara.client.events.list({ organization, kind: "subscriber" });
  expect(items.map(({ type, subjectId }) => [type, subjectId])).toEqual([
    ["subscriber.removed", subscriberId],
    ["subscriber.updated", subscriberId],
    ["subscriber.added", subscriberId],
  ]);
  expect(JSON.stringify(items)).not.toContain("nils");
});

const cells = ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)"];

test("an export has what was asked for, and nothing in it is a formula", async () => {
  const { id: core } = await mara.client.serviceGroups.create({ organization, name: "Core" });
  const api = await service("=1+1", core);
  const odd = await service("A; B");
  await add("nils@acme.example");
  await add("pia@acme.example", {
    language: "de",
    isShared: true,
    choices: { ...everything, scope: { serviceIds: [api, odd], groupIds: [core] }, leastImpact: "major" },
  });
  for (const [index, cell] of cells.entries()) {
    await add(`odd${index}@acme.example`);
    await database.pool.query(
      "update subscribers set address = $1 where address = $2 and organization_id = $3",
      [`${cell}@acme.example`, `odd${index}@acme.example`, organizationId],
    );
  }
  await unsubscribe("nils@acme.example");
  const response = await exported("");
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  const rows: Record<string, string>[] = parse(await response.text(), { columns: true });
  expect(rows.map(({ address }) => address)).toEqual([
    ...cells.map((cell) => `'${cell}@acme.example`).toReversed(),
    "pia@acme.example",
    "nils@acme.example",
  ]);
  expect(rows.find(({ address }) => address === "pia@acme.example")).toMatchObject({
    channel: "email",
    state: "active",
    services: `'=1+1; ${odd}; Core`,
    language: "de",
    shared: "yes",
    least_impact: "major",
    only_start_and_end: "no",
    added_by: "operator",
  });
  const some: Record<string, string>[] = parse(await (await exported("?state=unsubscribed")).text(), {
    columns: true,
  });
  expect(some.map(({ address, services }) => [address, services])).toEqual([["nils@acme.example", ""]]);
});

test("an export is for those who may read subscribers, and says what cannot be asked for", async () => {
  const vera = await fanal.signUp("Vera Viewer");
  const { id: userId } = await vera.client.me.get();
  expect((await exported("", vera)).status).toBe(404);
  await giveRole(database, { organizationId, userId, role: "viewer" });
  expect((await exported("", vera)).status).toBe(403);
  await giveRole(database, { organizationId, userId, role: "responder" });
  expect((await exported("", vera)).status).toBe(200);
  expect(await (await exported("?state=lost")).json()).toMatchObject({
    code: "bad_request",
    issues: [{ path: ["state"] }],
  });
  expect((await exported("", mara, crypto.randomUUID())).status).toBe(404);
});

function exported(query: string, { cookie }: Person = mara, ofPage = pageId): Promise<Response> {
  return fetch(
    `${fanal.url}/api/v1/organizations/${organization}/status-pages/${ofPage}/subscribers/export${query}`,
    { headers: { cookie } },
  );
}
