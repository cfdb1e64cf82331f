import type { AffectedService } from "@fanal/contract";
import type { Snapshot } from "@fanal/contract/snapshot";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { openAsSuperuser } from "../../http/test-helpers.ts";

let fanal: TestFanal;
let database: ReturnType<typeof openAsSuperuser>;
let mara: Person;
let organization: string;
let pageId: string;
let api: string;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  database = openAsSuperuser(fanal.databaseUrl);
  mara = await fanal.signUp("Mara Ilves");
});
beforeEach(async () => {
  ({ slug: organization } = await mara.client.organizations.create({ name: "Acme" }));
  api = (await mara.client.services.create({ organization, name: "API" })).id;
  pageId = (await mara.client.statusPages.list({ organization }))[0]?.id ?? "";
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

function declare(status: AffectedService["status"]) {
  return mara.client.incidents.create({
    organization,
    title: "Trouble",
    message: "We look.",
    services: [{ serviceId: api, status }],
  });
}

/** What a page that is published now says of today: the statuses that were not operational. */
async function today(): Promise<string[]> {
  await mara.client.services.update({ organization, serviceId: api, description: `At ${Date.now()}` });
  const { rows } = await database.pool.query<{ snapshot: Snapshot }>(
    "select snapshot from publications where page_id = $1 order by version desc limit 1",
    [pageId],
  );
  const [group] = rows[0]?.snapshot.groups ?? [];
  return Object.keys(group?.services[0]?.history.troubles[0]?.seconds ?? {}).sort();
}

test("an incident that is deleted takes back what it made of a service", async () => {
  const { id: incidentId } = await declare("major_outage");
  await expect.poll(today).toEqual(["major_outage"]);
  await mara.client.incidents.delete({ organization, incidentId });
  await expect.poll(today).toEqual([]);
  await mara.client.incidents.restore({ organization, incidentId });
  await expect.poll(today).toEqual(["major_outage"]);
});

test("of two that say the same, deleting the first leaves what the other says", async () => {
  const first = await declare("partial_outage");
  await declare("partial_outage");
  await mara.client.incidents.delete({ organization, incidentId: first.id });
  await expect.poll(today).toEqual(["partial_outage"]);
});

test("deleting the worse of two leaves what the milder one says", async () => {
  await declare("degraded_performance");
  const worse = await declare("major_outage");
  await expect.poll(today).toEqual(["degraded_performance", "major_outage"]);
  await mara.client.incidents.delete({ organization, incidentId: worse.id });
  await expect.poll(today).toEqual(["degraded_performance"]);
});

test("deleting the milder of two takes back what lasted on from it when the worse was over", async () => {
  const milder = await declare("degraded_performance");
  const worse = await declare("major_outage");
  await mara.client.incidents.postUpdate({
    organization,
    incidentId: worse.id,
    status: "resolved",
    message: "It is over.",
  });
  await expect.poll(today).toEqual(["degraded_performance", "major_outage"]);
  await mara.client.incidents.delete({ organization, incidentId: milder.id });
  await expect.poll(today).toEqual(["major_outage"]);
});

test("a maintenance that went on under an incident that is deleted is there for that time", async () => {
  const worse = await declare("major_outage");
  const now = Date.now();
  const clock = (minutes: number) => new Date(now + minutes * 60_000).toISOString().slice(0, 16);
  const { id: maintenanceId } = await mara.client.maintenances.create({
    organization,
    title: "New disks",
    message: "We put in new disks.",
    serviceIds: [api],
    localStart: clock(5),
    localEnd: clock(60),
    timeZone: "UTC",
  });
  for (const status of ["in_progress", "completed"] as const)
    await mara.client.maintenances.postUpdate({ organization, maintenanceId, status, message: "On." });
  await mara.client.incidents.delete({ organization, incidentId: worse.id });
  await expect.poll(today).toEqual(["under_maintenance"]);
});

test("what was set by hand under an incident that is deleted is there for that time", async () => {
  const set = (status: "partial_outage" | "operational") =>
    mara.client.services.setStatus({ organization, serviceId: api, status });
  const worse = await declare("major_outage");
  await set("partial_outage");
  await set("operational");
  await mara.client.incidents.delete({ organization, incidentId: worse.id });
  await expect.poll(today).toEqual(["partial_outage"]);
});

test("words said by hand while an incident goes on that is deleted later do not keep its status", async () => {
  const worse = await declare("major_outage");
  await mara.client.services.setStatus({
    organization,
    serviceId: api,
    status: "degraded_performance",
    message: "It is slow, too.",
  });
  await expect.poll(today).toEqual(["major_outage"]);
  await mara.client.incidents.delete({ organization, incidentId: worse.id });
  await expect.poll(today).toEqual(["degraded_performance"]);
});

test("a service that is corrected out of an incident was never affected by it", async () => {
  const { id: incidentId } = await declare("major_outage");
  await expect.poll(today).toEqual(["major_outage"]);
  await mara.client.incidents.update({ organization, incidentId, services: [] });
  await expect.poll(today).toEqual([]);
});

test("a draft says nothing, and an incident that is recorded afterwards says it without an interval of the log", async () => {
  const startedAt = new Date(Date.now() - 120_000).toISOString();
  const past = { startedAt, resolvedAt: new Date(Date.now() - 60_000).toISOString() };
  const { id: incidentId } = await mara.client.incidents.create({
    organization,
    title: "Trouble",
    message: "It was short.",
    services: [{ serviceId: api, status: "major_outage" }],
    isDraft: true,
    ...past,
  });
  expect(await today()).toEqual([]);
  await mara.client.incidents.publish({ organization, incidentId });
  await expect.poll(today).toContain("major_outage");
});
