import type { Metric } from "@fanal/contract";
import { connect, type Database, migrate } from "@fanal/database";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { openAsSuperuser } from "../http/test-helpers.ts";
import { rollUp } from "../metrics/roll-up.ts";
import { publishDuePages } from "./due-pages.ts";
import { metricsChangeAt } from "./snapshot/metrics.ts";

let fanal: TestFanal;
let everything: Database;
let database: Database;
let mara: Person;
let organization: string;
let pageId: string;
let metric: Metric;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  everything = openAsSuperuser(fanal.databaseUrl);
  const { role } = await migrate(fanal.databaseUrl);
  database = connect({ url: fanal.databaseUrl, role, maxConnections: 4, name: "test", onError: () => {} });
  mara = await fanal.signUp("Mara Ilves");
});
beforeEach(async () => {
  ({ slug: organization } = await mara.client.organizations.create({ name: "Lumen" }));
  await mara.client.services.create({ organization, name: "API" });
  const [page] = await mara.client.statusPages.list({ organization });
  pageId = page?.id ?? "";
  metric = await mara.client.metrics.create({
    organization,
    name: "Response time",
    unit: "ms",
    isPublic: true,
  });
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await everything[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

async function read(path = ""): Promise<{ status: number; text: string }> {
  const answer = await fetch(`${fanal.url}/status/${organization}/${path}`.replace(/\/$/, ""));
  return { status: answer.status, text: await answer.text() };
}

/** Points so many minutes ago, as far as visitors may see them. */
async function add(...points: [minutesAgo: number, value: number][]): Promise<void> {
  await mara.client.metrics.addPoints({
    organization,
    metricId: metric.id,
    points: points.map(([minutes, value]) => ({ at: Date.now() / 1_000 - minutes * 60, value })),
  });
  while ((await rollUp(database, 0)) > 0);
  const waiting = () =>
    everything.pool.query("select from metric_touched_hours where metric_id = $1", [metric.id]);
  await expect.poll(async () => (await waiting()).rowCount).toBe(0);
}

function show(metricIds: string[]) {
  return mara.client.statusPages.update({ organization, pageId, metricIds });
}

/** What the server does by itself when a page is due, now. */
async function publishAsIfDue(): Promise<void> {
  await everything.pool.query(
    "update status_pages set changes_at = now() - interval '1 second' where id = $1",
    [pageId],
  );
  await using due = publishDuePages({
    database,
    addresses: { url: fanal.url, pagesDomain: null },
    now: () => new Date(),
    log: pino({ level: "silent" }),
  });
  await due.publish();
  const { rowCount } = await everything.pool.query(
    "select from status_pages where id = $1 and changes_at > now()",
    [pageId],
  );
  expect(rowCount).toBe(1);
}

async function version(): Promise<number> {
  return (await mara.client.statusPages.get({ organization, pageId })).publishedVersion;
}

test("a page shows the metrics that it chose, in its order, and each has a page of its own", async () => {
  const queue = await mara.client.metrics.create({ organization, name: "Queue length", isPublic: true });
  await add([30, 200], [31, 220]);
  expect((await read()).text).not.toContain("Response time");
  await show([queue.id, metric.id]);
  await expect.poll(async () => (await read()).text).toContain("Response time");
  const { text } = await read();
  expect(text.indexOf("Queue length")).toBeLessThan(text.indexOf("Response time"));
  expect(text).toContain("Average 210 ms, lowest 200 ms, highest 220 ms");
  const own = await read(`metrics/${metric.id}`);
  expect(own.status).toBe(200);
  for (const heading of ["Last 24 hours", "Last 7 days", "Last 30 days", "As a table"])
    expect(own.text).toContain(heading);
});

test("a metric that is not public is on no page, whatever a page chose, and neither is one that was removed", async () => {
  const queue = await mara.client.metrics.create({ organization, name: "Queue length" });
  await show([metric.id, queue.id]);
  await expect.poll(async () => (await read()).text).toContain("Response time");
  expect((await read()).text).not.toContain("Queue length");
  expect((await read(`metrics/${queue.id}`)).status).toBe(404);
  await mara.client.metrics.update({ organization, metricId: queue.id, isPublic: true });
  await expect.poll(async () => (await read()).text).toContain("Queue length");
  await mara.client.metrics.update({ organization, metricId: metric.id, isPublic: false });
  await expect.poll(async () => (await read()).text).not.toContain("Response time");
  await mara.client.metrics.remove({ organization, metricId: queue.id });
  await expect.poll(async () => (await read()).text).not.toContain("Queue length");
});

test("new points come onto the page without an event of theirs, and nothing new makes no new version", async () => {
  await show([metric.id]);
  await add([30, 200]);
  await publishAsIfDue();
  await expect.poll(async () => (await read()).text).toContain("Average 200 ms");
  const before = await version();
  for (let times = 0; times < 3; times++) await publishAsIfDue();
  // One, if five minutes were over just now: the chart has moved on.
  expect((await version()) - before).toBeLessThanOrEqual(1);
  await add([29, 400]);
  const { items } = await mara.client.events.list({ organization });
  await publishAsIfDue();
  await expect.poll(async () => (await read()).text).toContain("Average 300 ms");
  const { items: after } = await mara.client.events.list({ organization });
  const news = after.slice(0, after.length - items.length).map(({ type }) => type);
  expect(news.filter((type) => type !== "status_page.published")).toEqual([]);
});

test("a page that shows metrics looks for new ones every five minutes, some seconds after they are over", () => {
  const at = (time: string) =>
    metricsChangeAt(new Date(`2026-11-26T${time}Z`))
      .toISOString()
      .slice(11, 19);
  expect([at("12:00:00"), at("12:00:14.999"), at("12:00:15"), at("12:04:59")]).toEqual([
    "12:00:15",
    "12:00:15",
    "12:05:15",
    "12:05:15",
  ]);
});
