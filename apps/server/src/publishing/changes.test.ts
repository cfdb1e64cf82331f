import { connect, type Database, inOrganization } from "@fanal/database";
import { statusPages } from "@fanal/database/schema";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";

let fanal: TestFanal;
let database: Database;
let mara: Person;
let organization: string;
let organizationId: string;
let pageId: string;
let serviceId: string;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  database = connect({
    url: fanal.databaseUrl,
    role: null,
    maxConnections: 2,
    name: "test",
    onError: () => {},
  });
  mara = await fanal.signUp("Mara Ilves");
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

beforeEach(async () => {
  ({ slug: organization, id: organizationId } = await mara.client.organizations.create({ name: "Acme" }));
  const [page] = await mara.client.statusPages.list({ organization });
  pageId = page?.id ?? "";
  ({ id: serviceId } = await mara.client.services.create({ organization, name: "API" }));
});

async function changesAt(): Promise<number> {
  const { result } = await inOrganization(database, organizationId, ({ db }) =>
    db.select({ at: statusPages.changesAt }).from(statusPages).where(eq(statusPages.id, pageId)),
  );
  return result[0]?.at?.getTime() ?? 0;
}

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const page = async () => (await fetch(`${fanal.url}/status/${organization}`)).text();

test("a page is due at the next midnight of its zone when nothing else happens before", async () => {
  await mara.client.statusPages.update({ organization, pageId, timeZone: "Asia/Kathmandu" });
  const date = (at: number) => new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Kathmandu" }).format(at);
  await expect.poll(async () => date(await changesAt()) > date(Date.now())).toBe(true);
  const due = await changesAt();
  expect(date(due - 1)).toBe(date(Date.now()));
  expect(date(due)).not.toBe(date(due - 1));
});

test("an announcement goes up and comes down by itself, at its moments", async () => {
  const start = new Date(Date.now() + 2_500);
  const end = new Date(start.getTime() + 2_500);
  await mara.client.announcements.create({
    organization,
    pageId,
    title: "We move",
    startsAt: start.toISOString(),
    endsAt: end.toISOString(),
  });
  expect(await page()).not.toContain("We move");
  await expect.poll(page, { interval: 20, timeout: 15_000 }).toContain("We move");
  expect(Date.now()).toBeGreaterThanOrEqual(start.getTime());
  await expect.poll(page, { interval: 20, timeout: 15_000 }).not.toContain("We move");
  expect(Date.now()).toBeGreaterThanOrEqual(end.getTime());
});

test("a promise of the next update makes the page due when it passes", async () => {
  const promised = inMinutes(7);
  await mara.client.incidents.create({
    organization,
    title: "Slow",
    status: "investigating",
    message: "We look.",
    services: [],
    nextUpdateAt: promised,
  });
  await expect.poll(changesAt).toBeLessThanOrEqual(Date.parse(promised));
});

test("a maintenance makes the page due when it comes near enough to be announced", async () => {
  const start = new Date(Date.now() + 7 * 86_400_000 + 5 * 60_000);
  const local = (date: Date) => date.toISOString().slice(0, 16);
  await mara.client.maintenances.create({
    organization,
    title: "New disks",
    message: "We put in new disks.",
    serviceIds: [serviceId],
    localStart: local(start),
    localEnd: local(new Date(start.getTime() + 3_600_000)),
    timeZone: "Etc/UTC",
  });
  await expect.poll(changesAt).toBeLessThanOrEqual(start.getTime() - 7 * 86_400_000);
  expect(await page()).not.toContain("New disks");
});

test("while something is wrong the page says anew now and then for how long, but not with every event", async () => {
  await mara.client.services.setStatus({ organization, serviceId, status: "major_outage" });
  await expect.poll(changesAt).toBeLessThanOrEqual(Date.now() + 15 * 60_000);
  const version = async () => /data-version="(\d+)"/.exec(await page())?.[1];
  const before = await version();
  await mara.client.serviceGroups.create({ organization, name: "Empty" });
  await mara.client.serviceGroups.create({ organization, name: "Empty too" });
  expect(await version()).toBe(before);
});
