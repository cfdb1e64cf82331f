import type { Database } from "@fanal/database";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { openAsSuperuser } from "../http/test-helpers.ts";
import { noteLate } from "./late.ts";
import { look } from "./watch.ts";

let fanal: TestFanal;
let database: Database;
let mara: Person;
let organization: string;
let organizationId: string;
let serviceId: string;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  database = openAsSuperuser(fanal.databaseUrl);
  mara = await fanal.signUp("Mara Ilves");
});
beforeEach(async () => {
  ({ slug: organization, id: organizationId } = await mara.client.organizations.create({ name: "Lumen" }));
  ({ id: serviceId } = await mara.client.services.create({ organization, name: "Backups" }));
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

type Input = Parameters<typeof mara.client.heartbeats.create>[0];

async function make(input: Partial<Input> = {}): Promise<{ id: string; link: string }> {
  const { id, link } = await mara.client.heartbeats.create({
    organization,
    serviceId,
    name: "Nightly backup",
    periodSeconds: 3_600,
    ...input,
  });
  return { id, link: link ?? "" };
}

async function call(link: string, init: RequestInit = {}): Promise<number> {
  return (await fetch(link, init)).status;
}

/** As if so many seconds had passed since it was called last. */
async function letPass(id: string, seconds: number): Promise<void> {
  await database.pool.query(
    `update heartbeats set pinged_at = pinged_at - make_interval(secs => $2),
       due_at = due_at - make_interval(secs => $2) where id = $1`,
    [id, seconds],
  );
}

async function makeLate(id: string): Promise<void> {
  await letPass(id, 3_600 + 60 + 1);
  await noteLate(database, { organizationId, heartbeatId: id });
}

async function read(id: string) {
  return (await mara.client.heartbeats.list({ organization })).find((one) => one.id === id);
}

async function statusOf(): Promise<string> {
  return (await mara.client.services.get({ organization, serviceId })).status;
}

async function drafts() {
  return (await mara.client.incidents.list({ organization, state: "draft" })).items;
}

async function typesOf(): Promise<string[]> {
  const { items } = await mara.client.events.list({ organization });
  return items.map(({ type }) => type).filter((type) => /^(heartbeat|service\.signaled)/.test(type));
}

test("nobody is late before the first call, and each call by GET, POST or a form counts", async () => {
  const { id, link } = await make();
  await noteLate(database, { organizationId, heartbeatId: id });
  expect(await read(id)).toMatchObject({ state: "waiting", pingedAt: null, dueAt: null });
  for (const init of [
    {},
    { method: "POST" },
    { method: "POST", body: new URLSearchParams({ took: "3 s" }) },
  ]) {
    const before = (await read(id))?.pingedAt ?? "";
    expect(await call(link, init)).toBe(200);
    const { state, pingedAt = null, dueAt = null } = (await read(id)) ?? {};
    expect(state).toBe("on_time");
    expect(pingedAt !== null && pingedAt > before).toBe(true);
    expect(Date.parse(dueAt ?? "") - Date.parse(pingedAt ?? "")).toBe((3_600 + 60) * 1_000);
  }
});

test("what is late sets the status once, and the next call heals it", async () => {
  const { id, link } = await make({ status: "partial_outage" });
  await call(link);
  await makeLate(id);
  expect(await statusOf()).toBe("partial_outage");
  expect(await read(id)).toMatchObject({ state: "late" });
  await Promise.all(Array.from({ length: 5 }, () => noteLate(database, { organizationId, heartbeatId: id })));
  expect(await call(link)).toBe(200);
  expect(await statusOf()).toBe("operational");
  expect(await read(id)).toMatchObject({ state: "on_time", missedAt: null });
  expect(await typesOf()).toEqual(["service.signaled", "service.signaled", "heartbeat.created"]);
  expect(await drafts()).toEqual([]);
});

test("a running server notices by itself what is late", async () => {
  const { id, link } = await make();
  await call(link);
  await letPass(id, 3_600 + 60 + 1);
  await expect.poll(statusOf, { timeout: 20_000 }).toBe("major_outage");
});

test("two servers that look at once note it once", async () => {
  const { id, link } = await make({ draftsIncident: true });
  await call(link);
  await letPass(id, 3_600 + 60 + 1);
  await Promise.all([look(database), look(database), look(database)]);
  expect(await statusOf()).toBe("major_outage");
  expect(await drafts()).toHaveLength(1);
  expect((await typesOf()).filter((type) => type === "service.signaled")).toHaveLength(1);
});

test("what may have called while no server was there gets another turn, and what was not expected then does not", async () => {
  const expected = await make({ name: "Every hour" });
  const later = await make({ name: "Once a day", periodSeconds: 86_400 });
  const lateBefore = await make({ name: "Late before" });
  for (const { link } of [expected, later, lateBefore]) await call(link);
  await makeLate(lateBefore.id);
  const daily = (await read(later.id))?.dueAt;
  await database.pool.query(
    `with gap as (update heartbeat_watch set looked_at = now() - interval '2 hours')
     update heartbeats set due_at = now() - interval '1 minute' where id = $1`,
    [expected.id],
  );
  await look(database);
  const { state, dueAt } = (await read(expected.id)) ?? {};
  expect(state).toBe("on_time");
  expect(Date.parse(dueAt ?? "") - Date.now()).toBeGreaterThan(3_600_000);
  expect((await read(later.id))?.dueAt).toBe(daily);
  expect(await read(lateBefore.id)).toMatchObject({ state: "late" });
});

test("a draft of an incident is written when it is chosen, and taken away when the heartbeat comes back", async () => {
  const { id, link } = await make({ draftsIncident: true, status: "degraded_performance" });
  await call(link);
  await makeLate(id);
  expect(await drafts()).toMatchObject([
    {
      title: "Backups: Nightly backup is late",
      isDraft: true,
      services: [{ serviceId, status: "degraded_performance" }],
    },
  ]);
  await call(link);
  expect(await drafts()).toEqual([]);
  await makeLate(id);
  expect(await drafts()).toHaveLength(1);
});

test("a draft that a person wrote on, or published, stays theirs", async () => {
  const { id, link } = await make({ draftsIncident: true });
  await call(link);
  await makeLate(id);
  const [draft] = await drafts();
  const incidentId = draft?.id ?? "";
  await mara.client.incidents.update({
    organization,
    incidentId,
    message: "Last night's backup is missing.",
  });
  await call(link);
  expect(await drafts()).toMatchObject([{ id: incidentId }]);
  await mara.client.incidents.publish({ organization, incidentId, notify: false });
  await makeLate(id);
  await call(link);
  expect(await mara.client.incidents.get({ organization, incidentId })).toMatchObject({
    isDraft: false,
    status: "investigating",
  });
});

test("while a maintenance of the service goes on nothing shows and no draft is written", async () => {
  const { id, link } = await make({ draftsIncident: true });
  await call(link);
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString().slice(0, 16);
  const { id: maintenanceId } = await mara.client.maintenances.create({
    organization,
    title: "New disks",
    message: "We put in new disks.",
    serviceIds: [serviceId],
    localStart: at(60),
    localEnd: at(120),
    timeZone: "Etc/UTC",
  });
  const post = (status: "in_progress" | "completed") =>
    mara.client.maintenances.postUpdate({ organization, maintenanceId, status, message: "Go." });
  await post("in_progress");
  await makeLate(id);
  expect(await statusOf()).toBe("under_maintenance");
  expect(await drafts()).toEqual([]);
  await post("completed");
  expect(await statusOf()).toBe("major_outage");
});

test("more patience heals what is late, another status or service shows at once, and deleting clears it", async () => {
  const { id, link } = await make();
  const other = await mara.client.services.create({ organization, name: "Archive" });
  await call(link);
  await makeLate(id);
  const change = (input: object) =>
    mara.client.heartbeats.update({ organization, heartbeatId: id, ...input });
  await change({ status: "degraded_performance" });
  expect(await statusOf()).toBe("degraded_performance");
  await change({ serviceId: other.id });
  expect(await statusOf()).toBe("operational");
  expect((await mara.client.services.get({ organization, serviceId: other.id })).status).toBe(
    "degraded_performance",
  );
  await change({ serviceId });
  expect(await change({ periodSeconds: 86_400 })).toMatchObject({ state: "on_time", missedAt: null });
  expect(await statusOf()).toBe("operational");
  await change({ periodSeconds: 60 });
  await noteLate(database, { organizationId, heartbeatId: id });
  expect(await statusOf()).toBe("degraded_performance");
  await mara.client.heartbeats.delete({ organization, heartbeatId: id });
  expect(await statusOf()).toBe("operational");
  expect(await call(link)).toBe(404);
});

test("an address is shown once, kept as a hash, and works no more once it is renewed", async () => {
  const { id, link } = await make();
  const token = link.split("/").at(-1) ?? "";
  expect(link).toMatch(/\/api\/v1\/heartbeats\/[\w-]{43}$/);
  expect(JSON.stringify(await mara.client.heartbeats.list({ organization }))).not.toContain(token);
  const { rows } = await database.pool.query(
    "select to_jsonb(h)::text as row from heartbeats h where id = $1",
    [id],
  );
  expect(rows[0]?.row).not.toContain(token);
  const renewed = await mara.client.heartbeats.renewAddress({ organization, heartbeatId: id });
  expect(await call(link)).toBe(404);
  expect(await call(renewed.link ?? "")).toBe(200);
});

test("who guesses gets one answer, whatever was guessed, and too many calls are refused", async () => {
  const { link } = await make();
  const answers = await Promise.all(
    ["short", "x".repeat(43), link.slice(0, -1)].map(async (guess) => {
      const response = await fetch(
        guess.startsWith("http") ? guess : `${fanal.url}/api/v1/heartbeats/${guess}`,
      );
      const { requestId: _, ...body } = await response.json();
      return { status: response.status, body };
    }),
  );
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]).toMatchObject({ status: 404, body: { code: "not_found" } });
  const statuses: number[] = [];
  for (let count = 0; count < 61; count++) statuses.push(await call(link));
  expect([statuses[0], statuses.at(-1)]).toEqual([200, 429]);
});

test("calls of a well service are no events", async () => {
  const { link } = await make();
  for (let count = 0; count < 5; count++) await call(link);
  expect(await typesOf()).toEqual(["heartbeat.created"]);
});
