import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { VisitorMessage } from "@fanal/contract";
import { startFanal } from "@fanal/server";
import { type Person, startTestFanal, type TestFanal, testConfig } from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, expect, inject, test, vi } from "vitest";
import { WebSocket } from "ws";

let fanal: TestFanal;
let mara: Person;
let organization: string;
let serviceId: string;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  mara = await fanal.signUp("Mara Ilves");
});
afterAll(() => fanal[Symbol.asyncDispose]());

beforeEach(async () => {
  ({ slug: organization } = await mara.client.organizations.create({ name: "Acme" }));
  ({ id: serviceId } = await mara.client.services.create({ organization, name: "API" }));
});

async function at(below: string, url = fanal.url): Promise<{ status: number; text: string }> {
  const response = await fetch(`${url}/status/${organization}/${below}`.replace(/\/$/, ""));
  return { status: response.status, text: await response.text() };
}

function declare(more: object = {}) {
  return mara.client.incidents.create({
    organization,
    title: "Nobody gets in",
    status: "investigating",
    message: "canary-first",
    services: [{ serviceId, status: "major_outage" }],
    ...more,
  });
}

async function onlyPage(): Promise<string> {
  const [page] = await mara.client.statusPages.list({ organization });
  return page?.id ?? "";
}

const stories = ["history.atom", "history.rss", "feed.json", "history"];

test("a story is told wherever it has its place, and is gone everywhere once it is deleted", async () => {
  const { id: incidentId } = await declare();
  await expect.poll(async () => (await at(`incidents/${incidentId}`)).status).toBe(200);
  for (const path of stories) expect((await at(path)).text, path).toContain("Nobody gets in");
  await mara.client.incidents.delete({ organization, incidentId });
  await expect.poll(async () => (await at(`incidents/${incidentId}`)).status).toBe(410);
  for (const path of ["", ...stories]) expect((await at(path)).text, path).not.toContain("Nobody gets in");
  await mara.client.incidents.restore({ organization, incidentId });
  await expect.poll(async () => (await at(`incidents/${incidentId}`)).status).toBe(200);
});

test("each update says what it made of the services that the page shows, and nothing of others", async () => {
  const hidden = await mara.client.services.create({ organization, name: "canary-hidden" });
  await mara.client.statusPages.update({
    organization,
    pageId: await onlyPage(),
    serviceIds: [serviceId],
  });
  const { id: incidentId } = await declare({
    services: [
      { serviceId, status: "major_outage" },
      { serviceId: hidden.id, status: "major_outage" },
    ],
  });
  await mara.client.incidents.postUpdate({
    organization,
    incidentId,
    status: "identified",
    message: "Better.",
    services: [
      { serviceId, status: "degraded_performance" },
      { serviceId: hidden.id, status: "partial_outage" },
    ],
  });
  const told = async () => {
    const { text } = await at(`incidents/${incidentId}`);
    expect(text).not.toContain("canary-hidden");
    return [...text.matchAll(/<bdi>API<\/bdi>: ([^<]+)/g)].map(([, status]) => status);
  };
  await expect.poll(told).toEqual(["Degraded performance", "Major outage"]);
});

test("how bad an incident is, is told by the services that the page shows", async () => {
  const hidden = await mara.client.services.create({ organization, name: "Search" });
  const pageId = await onlyPage();
  await mara.client.statusPages.update({ organization, pageId, serviceIds: [serviceId] });
  const { id: incidentId, impact } = await declare({
    services: [
      { serviceId, status: "degraded_performance" },
      { serviceId: hidden.id, status: "major_outage" },
    ],
  });
  expect(impact).toBe("critical");
  const told = async () => /<li>(Minor|Major|Critical)/.exec((await at(`incidents/${incidentId}`)).text)?.[1];
  await expect.poll(told).toBe("Minor");
  await mara.client.statusPages.update({ organization, pageId, serviceIds: [serviceId, hidden.id] });
  await expect.poll(told).toBe("Critical");
  await mara.client.statusPages.update({ organization, pageId, serviceIds: [serviceId] });
  await mara.client.incidents.update({ organization, incidentId, impact: "major" });
  await expect.poll(told).toBe("Major");
});

test("what is corrected in an old incident is told everywhere, though the page itself stays as it was", async () => {
  const longAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
  const { id: incidentId, updates } = await declare({ startedAt: longAgo(200), resolvedAt: longAgo(199) });
  await expect.poll(async () => (await at(`incidents/${incidentId}`)).text).toContain("canary-first");
  const before = (await at("")).text;
  expect(before).not.toContain("Nobody gets in");
  const updateId = updates[0]?.id ?? "";
  await mara.client.incidents.editUpdate({ organization, incidentId, updateId, message: "canary-second" });
  await expect.poll(async () => (await at(`incidents/${incidentId}`)).text).toContain("canary-second");
  for (const path of ["history.atom", "history.rss", "feed.json"]) {
    const { text } = await at(path);
    expect(text, path).toContain("canary-second");
    expect(text, path).not.toContain("canary-first");
  }
});

test("a story names services as the page calls them now, and is none where none of them is shown", async () => {
  const { id: incidentId } = await declare();
  await mara.client.services.update({ organization, serviceId, name: "Gateway" });
  await expect.poll(async () => (await at(`incidents/${incidentId}`)).text).toContain("Gateway");
  const pageId = await onlyPage();
  await mara.client.statusPages.update({ organization, pageId, serviceIds: [] });
  await expect.poll(async () => (await at(`incidents/${incidentId}`)).status).toBe(410);
  expect((await at("history.atom")).text).not.toContain("Nobody gets in");
});

test("a draft is nowhere until it is published", async () => {
  const { id: incidentId } = await declare({ isDraft: true });
  expect((await at(`incidents/${incidentId}`)).status).toBe(404);
  for (const path of ["", ...stories]) expect((await at(path)).text, path).not.toContain("Nobody gets in");
  await mara.client.incidents.publish({ organization, incidentId });
  await expect.poll(async () => (await at(`incidents/${incidentId}`)).status).toBe(200);
});

async function schedule(): Promise<string> {
  const { id } = await mara.client.maintenances.create({
    organization,
    title: "New disks",
    message: "We put in new disks.",
    serviceIds: [serviceId],
    localStart: "2030-07-10T02:00",
    localEnd: "2030-07-10T04:00",
    timeZone: "Europe/Berlin",
  });
  return id;
}

/** The only one in the calendar. */
async function event() {
  const { text } = await at("maintenance.ics");
  const value = (name: string) => new RegExp(`^${name}[^:]*:(.*)\\r$`, "m").exec(text)?.[1];
  return {
    uid: value("UID"),
    start: value("DTSTART"),
    sequence: Number(value("SEQUENCE")),
    status: value("STATUS"),
  };
}

test("calendars believe that a maintenance is on again whose service comes back to the page", async () => {
  const maintenanceId = await schedule();
  const pageId = await onlyPage();
  const show = (...serviceIds: string[]) =>
    mara.client.statusPages.update({ organization, pageId, serviceIds });
  await expect.poll(event).toMatchObject({ status: "CONFIRMED" });
  const sequences = [(await event()).sequence];
  const expectNext = async (expected: object) => {
    await expect.poll(event).toMatchObject(expected);
    sequences.push((await event()).sequence);
  };
  for (let round = 0; round < 2; round++) {
    await show();
    await expectNext({ status: "CANCELLED" });
    await show(serviceId);
    await expectNext({ status: "CONFIRMED" });
  }
  const change = { localStart: "2030-07-10T03:00", localEnd: "2030-07-10T05:00" };
  await mara.client.maintenances.update({ organization, maintenanceId, ...change });
  await expectNext({ start: "20300710T010000Z" });
  await mara.client.maintenances.delete({ organization, maintenanceId });
  await expectNext({ status: "CANCELLED" });
  await mara.client.maintenances.restore({ organization, maintenanceId });
  await expectNext({ status: "CONFIRMED" });
  expect(sequences).toEqual([...new Set(sequences)].toSorted((a, b) => a - b));
});

test("calendars are told of a maintenance, of its new window, and that it is off, by one name", async () => {
  const maintenanceId = await schedule();
  await expect.poll(event).toMatchObject({ start: "20300710T000000Z", status: "CONFIRMED" });
  const first = await event();
  await mara.client.maintenances.update({
    organization,
    maintenanceId,
    localStart: "2030-12-10T02:00",
    localEnd: "2030-12-10T04:00",
    timeZone: "Europe/Berlin",
  });
  await expect.poll(event).toMatchObject({ start: "20301210T010000Z", uid: first.uid });
  const moved = await event();
  expect(moved.sequence).toBeGreaterThan(first.sequence);
  await mara.client.maintenances.delete({ organization, maintenanceId });
  await expect.poll(event).toMatchObject({ status: "CANCELLED", uid: first.uid });
  expect((await event()).sequence).toBeGreaterThan(moved.sequence);
  expect((await at("maintenance.ics")).text).not.toContain("New disks");
  expect((await at(`maintenances/${maintenanceId}`)).status).toBe(410);
});

test("another server has the stories too, those from before its start and those from after", async () => {
  const { id: before } = await declare();
  const { id: gone } = await declare({ title: "By mistake" });
  await mara.client.incidents.delete({ organization, incidentId: gone });
  const folder = await mkdtemp(path.join(tmpdir(), "fanal-second-"));
  await using second = await startFanal(testConfig(fanal.databaseUrl, folder));
  expect((await at(`incidents/${before}`, second.url)).status).toBe(200);
  expect((await at(`incidents/${gone}`, second.url)).status).toBe(410);
  const { id: after } = await declare({ title: "Slow answers" });
  await expect.poll(async () => (await at(`incidents/${after}`, second.url)).status).toBe(200);
  expect((await at("history.atom", second.url)).text).toContain("Nobody gets in");
  await second[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

test("who reads the page in another language hears of changes in it", async () => {
  const { text } = await at("?lang=de");
  const version = /data-version="(\d+)"/.exec(text)?.[1];
  const address = `${fanal.url.replace("http", "ws")}/status/${organization}/live?version=${version}&language=de`;
  const socket = new WebSocket(address);
  const messages: VisitorMessage[] = [];
  socket.on("message", (data) => messages.push(JSON.parse(String(data))));
  await vi.waitFor(() => expect(messages.map(({ type }) => type)).toEqual(["current"]));
  const { id: incidentId } = await declare();
  await vi.waitFor(() => expect(messages.at(-1)?.type).toBe("update"), { timeout: 10_000 });
  const german = JSON.stringify(messages.at(-1));
  expect(german).toContain("Nobody gets in");
  const page = (await at("?lang=de")).text;
  const title = /<title>([^<]*)<\/title>/.exec(page)?.[1] ?? "";
  expect(messages.at(-1)).toMatchObject({ title });
  await mara.client.incidents.delete({ organization, incidentId });
  await vi.waitFor(() => expect(messages).toHaveLength(3), { timeout: 10_000 });
  socket.terminate();
});
