import type { WholePastImport } from "@fanal/contract";
import { everything } from "@fanal/domain";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { openAsSuperuser } from "../http/test-helpers.ts";
import { startStatuspage, statuspageExport } from "./statuspage.fixture.ts";

const key = "89a229ce1a8d";
const sourcePageId = "y2j98763l56x";

let fanal: TestFanal;
let database: ReturnType<typeof openAsSuperuser>;
let statuspage: Awaited<ReturnType<typeof startStatuspage>>;
let mara: Person;
let organization: string;
let organizationId: string;
let pageId: string;
let slug: string;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"), { allowsPrivateNetworks: true });
  database = openAsSuperuser(fanal.databaseUrl);
  statuspage = await startStatuspage(key);
  mara = await fanal.signUp("Mara Ilves");
});
beforeEach(async () => {
  ({ slug: organization, id: organizationId } = await mara.client.organizations.create({ name: "Acme" }));
  const [page] = await mara.client.statusPages.list({ organization });
  pageId = page?.id ?? "";
  slug = page?.slug ?? "";
});
afterAll(async () => {
  await statuspage[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

const file = (exported: object = statuspageExport) => ({
  source: "statuspage" as const,
  file: JSON.stringify(exported),
});

async function until({ id: pastImportId }: { id: string }, ...states: WholePastImport["state"][]) {
  const get = () => mara.client.imports.get({ organization, pastImportId });
  await expect
    .poll(async () => (await get()).state, { timeout: 25_000, interval: 50 })
    .toSatisfy((state) => states.some((one) => one === state));
  return get();
}

async function read(input: Partial<Parameters<typeof mara.client.imports.create>[0]> = file()) {
  const made = await mara.client.imports.create({ organization, pageId, source: "statuspage", ...input });
  return made.state === "ready" ? made : until(made, "ready", "failed");
}

async function bring(input?: Parameters<typeof read>[0]) {
  const { id: pastImportId } = await read(input);
  await mara.client.imports.start({ organization, pastImportId });
  return until({ id: pastImportId }, "finished");
}

async function allMaintenances() {
  const list = (state: "open" | "over") => mara.client.maintenances.list({ organization, state });
  return [...(await list("open")).items, ...(await list("over")).items];
}

/** How many of everything there are. */
async function counts() {
  const { rows } = await database.pool.query(
    `select (select count(*)::int from service_groups where organization_id = $1) as groups,
      (select count(*)::int from services where organization_id = $1) as services,
      (select count(*)::int from incidents where organization_id = $1) as incidents,
      (select count(*)::int from incident_updates where organization_id = $1) as updates,
      (select count(*)::int from maintenances where organization_id = $1) as maintenances,
      (select count(*)::int from subscribers where organization_id = $1) as subscribers`,
    [organizationId],
  );
  return rows[0];
}

const whole = { groups: 1, services: 3, incidents: 3, updates: 5, maintenances: 2, subscribers: 2 };
const counted = (planOrResult: WholePastImport["plan"]) =>
  planOrResult.map(({ kind, added, known, refused }) => `${kind} ${added} ${known} ${refused}`);

test("a dry run says what would be made and what cannot be, and makes nothing", async () => {
  const dry = await read();
  expect(dry).toMatchObject({ state: "ready", canStart: true, total: 11, done: 0, failure: null });
  expect(counted(dry.plan)).toEqual([
    "group 1 0 0",
    "service 3 0 0",
    "incident 3 0 1",
    "maintenance 2 0 0",
    "subscriber 2 0 4",
  ]);
  expect(dry.problems.map(({ name, message }) => `${name}: ${message}`)).toEqual([
    "Half of an incident: It is not as this product writes it at “status”.",
    "Text messages (2): They are no mail addresses. Ask those who want them to subscribe anew.",
    "Quarantined addresses: No mail reached them.",
    "Webhooks: They are no mail addresses. Ask those who want them to subscribe anew.",
  ]);
  expect(await counts()).toMatchObject({ groups: 0, services: 0, incidents: 0, subscribers: 0 });
});

test("what is read by the API comes with its times, is told to nobody, and the key is forgotten", async () => {
  statuspage.beBusy();
  const done = await bring({ address: statuspage.url, sourcePageId, key });
  expect(done).toMatchObject({ state: "finished", done: 11, total: 11, canStart: false });
  expect(counted(done.result)).toEqual([
    "group 1 0 0",
    "service 3 0 0",
    "incident 3 0 1",
    "maintenance 2 0 0",
    "subscriber 2 0 4",
  ]);
  expect(await counts()).toEqual(whole);

  const services = await mara.client.services.list({ organization });
  expect(services.map(({ name, status }) => `${name} ${status}`)).toEqual([
    "API partial_outage",
    "Webhooks degraded_performance",
    "Website operational",
  ]);
  const [page] = await mara.client.statusPages.list({ organization });
  expect(page?.serviceIds).toEqual(services.map(({ id }) => id));

  const { items } = await mara.client.incidents.list({ organization });
  expect(items.map(({ title, status, impact }) => `${title} ${status} ${impact}`)).toEqual([
    "Slow answers identified major",
    "File uploads fail resolved critical",
    "Written down afterwards resolved minor",
  ]);
  const over = await mara.client.incidents.get({ organization, incidentId: items[1]?.id ?? "" });
  expect(over).toMatchObject({
    startedAt: "2026-05-04T08:55:00.000Z",
    resolvedAt: "2026-05-04T10:00:00.000Z",
    createdAt: "2026-05-04T09:00:00.000Z",
    isBackfilled: true,
    services: [{ serviceId: services[2]?.id, status: "major_outage" }],
    postmortem: {
      message: "## What happened\n\nA certificate ran out.",
      publishedAt: "2026-05-04T10:30:00.000Z",
    },
  });
  expect(over.updates.map(({ status, message, createdAt }) => [status, message, createdAt])).toEqual([
    ["resolved", "Resolved.", "2026-05-04T10:00:00.000Z"],
    ["investigating", "Uploads **fail**.\\\nSee [here](https://acme.example/x).", "2026-05-04T09:00:00.000Z"],
  ]);
  expect(done.problems).toContainEqual({
    kind: "incident",
    name: "File uploads fail",
    message: "It is brought without one service that is not here.",
  });

  expect(
    (await allMaintenances()).map(({ title, status, startsAt, endsAt }) => [title, status, startsAt, endsAt]),
  ).toEqual([
    ["Move of the data centre", "scheduled", "2199-01-10T01:00:00.000Z", "2199-01-10T05:00:00.000Z"],
    ["Database upgrade", "completed", "2026-05-03T15:20:00.000Z", "2026-05-03T17:20:00.000Z"],
  ]);

  const subscribers = await mara.client.subscribers.list({ organization, pageId });
  expect(
    subscribers.items.map(({ address, state, choices }) => ({ address, state, choices })).toReversed(),
  ).toEqual([
    { address: "nils@acme.example", state: "active", choices: everything },
    {
      address: "pia@acme.example",
      state: "active",
      choices: { ...everything, scope: { serviceIds: [services[0]?.id], groupIds: [] } },
    },
  ]);

  const { rows } = await database.pool.query("select access, past from imports where organization_id = $1", [
    organizationId,
  ]);
  expect(rows).toEqual([{ access: null, past: null }]);
  for (const table of ["notifications", "notices", "deliveries", "mails"])
    expect(
      (await database.pool.query(`select 1 from ${table} where organization_id = $1`, [organizationId])).rows,
      table,
    ).toEqual([]);
  const { items: log } = await mara.client.events.list({ organization, kind: "import" });
  expect(log.map(({ type, actor }) => `${type} ${actor.name}`).toReversed()).toEqual([
    "import.created Mara Ilves",
    "import.read Mara Ilves",
    "import.started Mara Ilves",
    "import.finished Mara Ilves",
  ]);
  expect(JSON.stringify(log)).not.toContain(key);
});

test("the same again makes nothing twice, and adds what is new there", async () => {
  await bring();
  const again = await bring();
  expect(counted(again.result)).toEqual([
    "group 0 1 0",
    "service 0 3 0",
    "incident 0 3 1",
    "maintenance 0 2 0",
    "subscriber 0 2 4",
  ]);
  expect(await counts()).toEqual(whole);

  const { incidents } = statuspageExport;
  const later = { ...incidents[0], id: "newer0000001", name: "Newer" };
  const dry = await read(file({ ...statuspageExport, incidents: [later, ...incidents] }));
  expect(counted(dry.plan)).toContain("incident 1 3 1");
});

test("what has the same name here is taken for the same", async () => {
  const { id } = await mara.client.services.create({ organization, name: "api" });
  const done = await bring();
  expect(counted(done.result)).toContain("service 2 1 0");
  const { items } = await mara.client.incidents.list({ organization, state: "open" });
  expect(items[0]?.services).toEqual([{ serviceId: id, status: "partial_outage" }]);
});

test("an import that is stopped goes on where it was, also when somebody undid what it made", async () => {
  const { incidents } = statuspageExport;
  const many = Array.from({ length: 100 }, (_, index) => ({
    ...incidents[2],
    id: `many${index}`,
    name: `No. ${index}`,
  }));
  const { id: pastImportId, total } = await read(file({ ...statuspageExport, incidents: many }));
  await mara.client.imports.start({ organization, pastImportId });
  await expect
    .poll(async () => (await mara.client.imports.get({ organization, pastImportId })).done, { interval: 10 })
    .toBeGreaterThan(0);
  const stopped = await mara.client.imports.stop({ organization, pastImportId });
  expect(stopped.state).toBe("stopped");
  expect(stopped.done).toBeLessThan(total);
  expect(stopped.canStart).toBe(true);
  expect((await mara.client.imports.get({ organization, pastImportId })).done).toBe(stopped.done);

  await mara.client.imports.start({ organization, pastImportId });
  const done = await until({ id: pastImportId }, "finished");
  expect(counted(done.result)).toContain("incident 100 0 0");
  expect((await mara.client.incidents.list({ organization, limit: 100 })).items).toHaveLength(100);
});

test("one that a server left in the middle goes on with the next", async () => {
  const { id: pastImportId } = await read();
  await mara.client.imports.start({ organization, pastImportId });
  await until({ id: pastImportId }, "finished");
  // As if the server had been killed behind its fifth piece, and what came later never been committed.
  await database.pool.query(
    "delete from import_aliases where organization_id = $1 and kind in ('maintenance')",
    [organizationId],
  );
  await database.pool.query("delete from maintenances where organization_id = $1", [organizationId]);
  const again = await read();
  await database.pool.query(
    `update imports set state = 'running', result = plan, done = 4, taken_until = now() - interval '1 second' where id = $1`,
    [again.id],
  );
  const done = await until(again, "finished");
  expect(done.done).toBe(11);
  expect(await counts()).toEqual(whole);
});

test("old links lead to what is here now, and to nothing once it is deleted", async () => {
  await bring();
  const { items } = await mara.client.incidents.list({ organization });
  const old = items.find(({ title }) => title === "File uploads fail");
  const get = (path: string) => fetch(`${fanal.url}/status/${slug}/${path}`, { redirect: "manual" });
  const leads = async (path: string) => {
    const { status, headers } = await get(path);
    return [status, headers.get("location")];
  };
  await expect
    .poll(() => leads("incidents/p31zjtct2jer"))
    .toEqual([301, `/status/${slug}/incidents/${old?.id}`]);
  expect((await get(`incidents/${old?.id}`)).status).toBe(200);
  const upgrade = (await allMaintenances()).find(({ title }) => title === "Database upgrade");
  await expect
    .poll(() => leads("incidents/m7yrlfyn6zf7"))
    .toEqual([301, `/status/${slug}/maintenances/${upgrade?.id}`]);
  expect(await leads("incidents/nobody000000")).toEqual([404, null]);

  const nils = await fanal.signUp("Nils Berg");
  const theirs = await nils.client.organizations.create({ name: "Lumen" });
  await expect.poll(async () => (await fetch(`${fanal.url}/status/${theirs.slug}`)).status).toBe(200);
  expect((await fetch(`${fanal.url}/status/${theirs.slug}/incidents/p31zjtct2jer`)).status).toBe(404);

  await mara.client.incidents.delete({ organization, incidentId: old?.id ?? "" });
  await expect.poll(() => leads("incidents/p31zjtct2jer")).toEqual([404, null]);
});

test("what cannot be read says why, in words", async () => {
  const failure = async (input: Parameters<typeof read>[0]) => (await read(input)).failure;
  const access = { address: statuspage.url, sourcePageId, key };
  expect(await failure({ ...access, key: "wrong" })).toBe(
    "The source does not take this key. Make one that may read, and try again.",
  );
  expect(await failure({ ...access, sourcePageId: "elsewhere" })).toContain("Check the address and the id");
  for (const file of ["no json", '{"monitorList":[]}', "[]", "null"])
    await expect(
      mara.client.imports.create({ organization, pageId, source: "statuspage", file }),
      file,
    ).rejects.toMatchObject({ code: "bad_request", data: { issues: [{ path: ["file"] }] } });
  await expect(
    mara.client.imports.create({ organization, pageId, source: "statuspage" }),
  ).rejects.toMatchObject({
    code: "bad_request",
    data: { issues: [{ path: ["sourcePageId"] }] },
  });
  await expect(
    mara.client.imports.create({ organization, pageId, source: "cachet", file: "{}" }),
  ).rejects.toMatchObject({ code: "bad_request", data: { issues: [{ path: ["address"] }] } });
});

test("what PostgreSQL cannot keep is left out, and what contradicts itself is a line of the report", async () => {
  const [, over] = statuspageExport.incidents;
  const odd = { ...over, id: "odd", name: "a\u0000b \ud800", postmortem_body: "\u0000" };
  const future = {
    ...over,
    id: "future",
    name: "Tomorrow",
    started_at: "2199-01-01T00:00:00Z",
    resolved_at: null,
  };
  const done = await bring(file({ components: statuspageExport.components, incidents: [odd, future] }));
  expect(counted(done.result)).toContain("incident 1 0 1");
  expect(done.problems).toContainEqual({
    kind: "incident",
    name: "Tomorrow",
    message:
      "An incident that is recorded afterwards has to be over. Give an end that has passed, or leave it out.",
  });
  const { items } = await mara.client.incidents.list({ organization });
  expect(items.map(({ title }) => title)).toEqual(["a b �"]);
});

test("an open incident that is brought goes on here", async () => {
  await bring();
  const { items } = await mara.client.incidents.list({ organization, state: "open" });
  const incidentId = items[0]?.id ?? "";
  const serviceId = items[0]?.services[0]?.serviceId ?? "";
  await mara.client.incidents.postUpdate({
    organization,
    incidentId,
    status: "resolved",
    message: "Fixed.",
    notify: false,
  });
  expect((await mara.client.services.get({ organization, serviceId })).status).toBe("operational");
});
