import { once } from "node:events";
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

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  mara = await fanal.signUp("Mara Ilves");
});
afterAll(() => fanal[Symbol.asyncDispose]());

beforeEach(async () => {
  ({ slug: organization } = await mara.client.organizations.create({ name: "Acme" }));
});

async function pageAt(
  slug: string,
  url = fanal.url,
): Promise<{ status: number; html: string; version: number }> {
  const response = await fetch(`${url}/status/${slug}`);
  const html = await response.text();
  return { status: response.status, html, version: Number(/data-version="(\d+)"/.exec(html)?.[1]) };
}

function headlineOf(html: string): string | undefined {
  return /<title>(.*?) ·/.exec(html)?.[1];
}

async function onlyPage(): Promise<string> {
  const [page] = await mara.client.statusPages.list({ organization });
  return page?.id ?? "";
}

interface OpenPage extends AsyncDisposable {
  messages: VisitorMessage[];
  closed: Promise<number>;
}

async function openSocket(
  slug: string,
  version: number | string,
  url = fanal.url,
  headers: Record<string, string> = {},
): Promise<OpenPage> {
  const address = `${url.replace("http", "ws")}/status/${slug}/live?version=${version}`;
  const socket = new WebSocket(address, { headers });
  const messages: VisitorMessage[] = [];
  socket.on("message", (data) => messages.push(JSON.parse(String(data))));
  const closed = once(socket, "close").then(([code]) => Number(code));
  await once(socket, "open");
  return {
    messages,
    closed,
    [Symbol.asyncDispose]: async () => {
      socket.terminate();
      await closed;
    },
  };
}

test("what the API has answered is in the next response of the page", async () => {
  const service = await mara.client.services.create({ organization, name: "API" });
  const statuses = ["major_outage", "degraded_performance", "operational"] as const;
  const headlines = ["Major System Outage", "Partially Degraded Service", "All Systems Operational"];
  for (let round = 0; round < 15; round++) {
    const status = statuses[round % 3] ?? "operational";
    await mara.client.services.setStatus({ organization, serviceId: service.id, status });
    expect(headlineOf((await pageAt(organization)).html)).toBe(headlines[round % 3]);
  }
});

test("whoever opens a page's socket, from wherever, with whatever cookie, hears what every visitor hears", async () => {
  const { id: serviceId } = await mara.client.services.create({ organization, name: "API" });
  const { version } = await pageAt(organization);
  const listeners: Record<string, string>[] = [
    {},
    { cookie: mara.cookie, origin: fanal.url },
    { cookie: mara.cookie, origin: "https://evil.example" },
    { origin: "null" },
  ];
  await using sockets = new AsyncDisposableStack();
  const heard: VisitorMessage[][] = [];
  for (const headers of listeners)
    heard.push(sockets.use(await openSocket(organization, version, fanal.url, headers)).messages);
  await mara.client.services.setStatus({ organization, serviceId, status: "major_outage" });
  await vi.waitFor(() => expect(heard.map((messages) => messages.length)).toEqual([2, 2, 2, 2]));
  const [first] = heard;
  expect(first?.map(({ type }) => type)).toEqual(["current", "update"]);
  for (const messages of heard) expect(messages).toEqual(first);
});

test("what an operator has to say of a service is on the page, also when its status stays", async () => {
  const { id: serviceId } = await mara.client.services.create({ organization, name: "API" });
  const pages = await mara.client.statusPages.list({ organization });
  const [page] = pages;
  if (page === undefined) throw new Error("There is no page");
  const set = (message?: string) =>
    mara.client.services.setStatus({ organization, serviceId, status: "degraded_performance", message });
  await set("We see slow answers.");
  const { statusSince } = await set();
  const again = await set("Still slow, the provider works on it.");
  expect(again.statusSince).toBe(statusSince);
  const { html } = await pageAt(page.slug);
  expect(html).toContain("We see slow answers.");
  expect(html).toContain("Still slow, the provider works on it.");
  await mara.client.services.setStatus({ organization, serviceId, status: "operational" });
  expect(headlineOf((await pageAt(page.slug)).html)).toBe("All Systems Operational");
});

test("an incident that began before the timeline is in it when it ends, and says how it ended", async () => {
  const [page] = await mara.client.statusPages.list({ organization });
  const { id: incidentId } = await mara.client.incidents.create({
    organization,
    title: "A long night",
    status: "investigating",
    message: "We look.",
    services: [],
    startedAt: new Date(Date.now() - 20 * 86_400_000).toISOString(),
  });
  await mara.client.incidents.postUpdate({
    organization,
    incidentId,
    status: "resolved",
    message: "It is over.",
  });
  const { html } = await pageAt(page?.slug ?? "");
  const timeline = html.slice(html.indexOf("fragment-timeline"));
  expect(timeline).toContain("A long night");
  expect(timeline).toContain("It is over.");
});

test("of an incident with very many updates the page has the newest, and its own address all", async () => {
  const { id: incidentId } = await mara.client.incidents.create({
    organization,
    title: "A long night",
    status: "investigating",
    message: "Message 0.",
    services: [],
  });
  for (let number = 1; number <= 20; number++) {
    const message = `Message ${number}.`;
    await mara.client.incidents.postUpdate({ organization, incidentId, status: "investigating", message });
  }
  const told = (html: string) => new Set(html.match(/Message \d+\./g));
  const shown = told((await pageAt(organization)).html);
  expect(shown).toContain("Message 20.");
  expect(shown).not.toContain("Message 15.");
  const story = await pageAt(`${organization}/incidents/${incidentId}`);
  expect(told(story.html)).toEqual(new Set(Array.from({ length: 21 }, (_, index) => `Message ${index}.`)));
});

test("a page gets one version for each difference that visitors see, and none for what they do not", async () => {
  const service = await mara.client.services.create({ organization, name: "API" });
  const before = (await pageAt(organization)).version;
  await mara.client.serviceGroups.create({ organization, name: "Empty" });
  await mara.client.services.setStatus({ organization, serviceId: service.id, status: "operational" });
  expect((await pageAt(organization)).version).toBe(before);
  await mara.client.services.setStatus({ organization, serviceId: service.id, status: "major_outage" });
  expect((await pageAt(organization)).version).toBe(before + 1);
});

test("a page that gets another address is there at once, and at the old one no more", async () => {
  const pageId = await onlyPage();
  const slug = `${organization}-renamed`;
  await mara.client.statusPages.update({ organization, pageId, slug });
  expect((await pageAt(slug)).status).toBe(200);
  expect((await pageAt(organization)).status).toBe(404);
});

test("a page that is deleted is gone at once, and open ones are closed", async () => {
  const pageId = await onlyPage();
  await using visitor = await openSocket(organization, 0);
  await mara.client.statusPages.delete({ organization, pageId });
  expect(await visitor.closed).toBe(1000);
  expect((await pageAt(organization)).status).toBe(410);
});

test("a page says nothing of services that are not on it, of those that are gone, or of who works there", async () => {
  const { client } = mara;
  const shown = await client.services.create({ organization, name: "API" });
  const hidden = await client.services.create({
    organization,
    name: "canary-hidden",
    description: "canary-text",
  });
  const gone = await client.services.create({ organization, name: "canary-gone" });
  const pageId = await onlyPage();
  await client.statusPages.update({ organization, pageId, serviceIds: [shown.id, gone.id] });
  await client.services.delete({ organization, serviceId: gone.id });
  const both = [shown, hidden].map(({ id }) => ({ serviceId: id, status: "partial_outage" as const }));
  await client.incidents.create({
    organization,
    title: "Seen",
    status: "investigating",
    message: "We look.",
    services: both,
  });
  await client.incidents.create({
    organization,
    title: "canary-incident",
    status: "investigating",
    message: "canary-message",
    services: both.slice(1),
  });
  await using visitor = await openSocket(organization, 1);
  await vi.waitFor(() => expect(visitor.messages.length).toBeGreaterThan(0));
  const { html } = await pageAt(organization);
  expect(html).toContain("Seen");
  for (const text of [html, JSON.stringify(visitor.messages)]) {
    expect(text).not.toContain("canary");
    expect(text).not.toContain(hidden.id);
    expect(text).not.toContain(mara.email);
    expect(text).not.toContain(mara.name);
  }
});

test("what was taken back from a page is told to nobody any more, however old the page that they have", async () => {
  const { client } = mara;
  const service = await client.services.create({ organization, name: "canary-name" });
  const { id: incidentId } = await client.incidents.create({
    organization,
    title: "canary-title",
    status: "investigating",
    message: "canary-message",
    services: [],
  });
  const greetings = async () => {
    const texts: string[] = [];
    for (let version = 1; version <= (await pageAt(organization)).version; version++) {
      await using visitor = await openSocket(organization, version);
      await vi.waitFor(() => expect(visitor.messages.length).toBeGreaterThan(0));
      texts.push(JSON.stringify(visitor.messages));
    }
    return texts.join();
  };
  expect(await greetings()).toContain("canary-name");
  await client.services.update({ organization, serviceId: service.id, name: "API" });
  expect(await greetings()).not.toContain("canary-name");
  await client.incidents.update({ organization, incidentId, title: "Slow" });
  expect(await greetings()).not.toContain("canary-title");
  await client.incidents.delete({ organization, incidentId });
  expect(await greetings()).not.toContain("canary");
});

test("a visitor who was away is brought up to date by what was missed, or told to fetch the page", async () => {
  const service = await mara.client.services.create({ organization, name: "API" });
  const { version } = await pageAt(organization);
  for (const status of ["major_outage", "degraded_performance", "operational"] as const) {
    await mara.client.services.setStatus({ organization, serviceId: service.id, status });
  }
  const greeting = async (has: number | string, count: number) => {
    await using visitor = await openSocket(organization, has);
    await vi.waitFor(() => expect(visitor.messages.length).toBeGreaterThanOrEqual(count));
    return visitor.messages.map(({ type, version }) => `${type} ${version}`);
  };
  expect(await greeting(version + 3, 1)).toEqual([`current ${version + 3}`]);
  expect(await greeting(version, 3)).toEqual([1, 2, 3].map((step) => `update ${version + step}`));
  for (const odd of [0, -1, 1.5, "many", version + 4, 1e300, ""]) {
    expect(await greeting(odd, 1), String(odd)).toEqual([`reload ${version + 3}`]);
  }
});

test("a change that is written at one server is shown by the other one, to open pages too", async () => {
  const service = await mara.client.services.create({ organization, name: "API" });
  const folder = await mkdtemp(path.join(tmpdir(), "fanal-second-"));
  await using second = await startFanal(testConfig(fanal.databaseUrl, folder));
  const { version } = await pageAt(organization, second.url);
  await using visitor = await openSocket(organization, version, second.url);
  await mara.client.services.setStatus({ organization, serviceId: service.id, status: "major_outage" });
  await vi.waitFor(() =>
    expect(visitor.messages.at(-1)).toMatchObject({ type: "update", version: version + 1 }),
  );
  expect(headlineOf((await pageAt(organization, second.url)).html)).toBe("Major System Outage");
  await second[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});
