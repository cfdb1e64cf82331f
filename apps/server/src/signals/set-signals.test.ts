import { randomUUID } from "node:crypto";
import { type Database, inOrganization } from "@fanal/database";
import type { SignalStatus } from "@fanal/domain";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { fanal as byItself, clockOf } from "../by-itself.ts";
import { openAsSuperuser } from "../http/test-helpers.ts";
import { setSignals } from "./set-signals.ts";

let fanal: TestFanal;
let database: Database;
let mara: Person;
let organization: string;
let organizationId: string;
let apiId: string;
let searchId: string;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  database = openAsSuperuser(fanal.databaseUrl);
  mara = await fanal.signUp("Mara Ilves");
});
beforeEach(async () => {
  ({ slug: organization, id: organizationId } = await mara.client.organizations.create({ name: "Lumen" }));
  ({ id: apiId } = await mara.client.services.create({ organization, name: "API" }));
  ({ id: searchId } = await mara.client.services.create({ organization, name: "Search" }));
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

const nightly = randomUUID();

async function say(said: Record<string, SignalStatus>, sourceId = nightly): Promise<void> {
  await inOrganization(database, organizationId, async (tx) => {
    const at = await clockOf(tx);
    const signals = Object.entries(said).map(([serviceId, status]) => ({ serviceId, status }));
    const signaler = { source: "heartbeat", sourceId, name: "Nightly backup" } as const;
    await setSignals(tx, { actor: byItself, now: () => at }, signaler, signals);
  });
}

async function statuses(): Promise<string[]> {
  return (await mara.client.services.list({ organization })).map(({ status }) => status);
}

async function told() {
  const { items } = await mara.client.events.list({ organization });
  return items.filter(({ type }) => type === "service.signaled").map(({ data }) => [data.before, data.after]);
}

test("what a machine says shows until it says it no more, with why", async () => {
  await say({ [apiId]: "major_outage" });
  const api = await mara.client.services.get({ organization, serviceId: apiId });
  expect(api).toMatchObject({
    status: "major_outage",
    manualStatus: "operational",
    signals: [{ source: "heartbeat", sourceId: nightly, status: "major_outage" }],
  });
  await say({});
  expect(await statuses()).toEqual(["operational", "operational"]);
  const { rows } = await database.pool.query(
    "select status, reason from status_changes where service_id = $1 order by started_at, id",
    [apiId],
  );
  const reason = { kind: "signal", source: "heartbeat", sourceId: nightly };
  expect(rows.slice(1)).toEqual([
    { status: "major_outage", reason: { ...reason, status: "major_outage" } },
    { status: "operational", reason: { ...reason, status: "operational" } },
  ]);
});

test("what a machine says again is no event, and what it says of other services replaces what it said before", async () => {
  await say({ [apiId]: "major_outage" });
  for (let again = 0; again < 3; again++) await say({ [apiId]: "major_outage" });
  await say({ [apiId]: "degraded_performance", [searchId]: "partial_outage" });
  expect(await statuses()).toEqual(["degraded_performance", "partial_outage"]);
  await say({ [searchId]: "partial_outage" });
  expect(await statuses()).toEqual(["operational", "partial_outage"]);
  expect((await told()).toReversed()).toEqual([
    ["operational", "major_outage"],
    ...(apiId < searchId
      ? [
          ["major_outage", "degraded_performance"],
          ["operational", "partial_outage"],
        ]
      : [
          ["operational", "partial_outage"],
          ["major_outage", "degraded_performance"],
        ]),
    ["degraded_performance", "operational"],
  ]);
});

test("of several machines the worst counts, and each heals only what it said", async () => {
  const other = randomUUID();
  await say({ [apiId]: "degraded_performance" });
  await say({ [apiId]: "partial_outage" }, other);
  expect(await statuses()).toEqual(["partial_outage", "operational"]);
  await say({}, other);
  expect(await statuses()).toEqual(["degraded_performance", "operational"]);
});

test("a maintenance that is going on hides what machines say, until it is over", async () => {
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
  await say({ [apiId]: "major_outage" });
  const { id: maintenanceId } = await mara.client.maintenances.create({
    organization,
    title: "New disks",
    message: "We put in new disks.",
    serviceIds: [apiId],
    localStart: at(60).slice(0, 16),
    localEnd: at(120).slice(0, 16),
    timeZone: "Etc/UTC",
  });
  const post = (status: "in_progress" | "completed") =>
    mara.client.maintenances.postUpdate({ organization, maintenanceId, status, message: "On it." });
  await post("in_progress");
  expect(await statuses()).toEqual(["under_maintenance", "operational"]);
  await post("completed");
  expect(await statuses()).toEqual(["major_outage", "operational"]);
});

test("visitors see what a machine says", async () => {
  const { slug } = await mara.client.statusPages.create({
    organization,
    name: "Lumen",
    slug: `page-${organization}`,
    serviceIds: [apiId],
  });
  const summary = `${fanal.url}/status/${slug}/api/v2/status.json`;
  await say({ [apiId]: "major_outage" });
  await expect.poll(async () => (await (await fetch(summary)).json()).status?.indicator).toBe("critical");
});

test("a program that sets the same status by hand again and again writes nothing", async () => {
  const set = (message?: string) =>
    mara.client.services.setStatus({ organization, serviceId: apiId, status: "partial_outage", message });
  const first = await set();
  expect(await set()).toEqual(first);
  expect((await set("Still so.")).version).toBe(first.version + 1);
  const { items } = await mara.client.events.list({ organization });
  expect(items.filter(({ type }) => type === "service.status_set")).toHaveLength(2);
});
