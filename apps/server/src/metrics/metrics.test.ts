import { once } from "node:events";
import type { Metric, MetricSeries } from "@fanal/contract";
import { connect, type Database, migrate } from "@fanal/database";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { openAsSuperuser } from "../http/test-helpers.ts";
import { keepPartitions, rollUp } from "./roll-up.ts";

let fanal: TestFanal;
let everything: Database;
let database: Database;
let mara: Person;
let organization: string;
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
  metric = await mara.client.metrics.create({ organization, name: "Response time", unit: "ms" });
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await everything[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

type Points = Parameters<typeof mara.client.metrics.addPoints>[0]["points"];

function add(points: Points, to: Metric = metric): Promise<{ count: number }> {
  return mara.client.metrics.addPoints({ organization, metricId: to.id, points });
}

function series(period: MetricSeries["period"] = "day"): Promise<MetricSeries> {
  return mara.client.metrics.series({ organization, metricId: metric.id, period });
}

async function rollAllUp(): Promise<void> {
  // The server does so too, and leaves what this one has locked.
  while ((await rollUp(database, 0)) > 0);
  await expect.poll(() => waiting(metric)).toBe(0);
}

async function waiting({ id }: Metric): Promise<number> {
  const { rowCount } = await everything.pool.query("select from metric_touched_hours where metric_id = $1", [
    id,
  ]);
  return rowCount ?? 0;
}

async function countPoints({ id }: Metric): Promise<number> {
  const { rows } = await everything.pool.query(
    "select count(*)::int as count from metric_points where metric_id = $1",
    [id],
  );
  return rows[0].count;
}

/** A moment so many minutes before the last whole hour, as ISO 8601. */
function ago(minutes: number): string {
  return new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000 - minutes * 60_000).toISOString();
}

test("a metric is defined, changed and removed, and the log tells of it", async () => {
  expect(metric).toMatchObject({
    name: "Response time",
    unit: "ms",
    decimals: 0,
    isPublic: false,
    latest: null,
  });
  const changed = await mara.client.metrics.update({
    organization,
    metricId: metric.id,
    decimals: 2,
    isPublic: true,
    version: 1,
  });
  expect(changed).toMatchObject({ name: "Response time", decimals: 2, isPublic: true, version: 2 });
  await add([{ at: ago(1), value: 1 }]);
  await rollAllUp();
  await mara.client.metrics.remove({ organization, metricId: metric.id });
  expect(await mara.client.metrics.list({ organization })).toEqual([]);
  for (const table of ["metric_points", "metric_five_minutes", "metric_hours", "metric_touched_hours"]) {
    const { rowCount } = await everything.pool.query(`select from ${table} where metric_id = $1`, [
      metric.id,
    ]);
    expect({ table, rowCount }).toEqual({ table, rowCount: 0 });
  }
  const { items } = await mara.client.events.list({ organization, kind: "metric" });
  expect(items.map(({ type, subjectName }) => [type, subjectName])).toEqual([
    ["metric.removed", "Response time"],
    ["metric.updated", "Response time"],
    ["metric.created", "Response time"],
  ]);
});

describe("points", () => {
  test("are taken in any order, singly and in bulk, and one of the same time takes the place of the one before", async () => {
    expect(await add([{ at: ago(1), value: 3 }])).toEqual({ count: 1 });
    const bulk = Array.from({ length: 10_000 }, (_, index) => ({
      at: Date.parse(ago(1)) / 1_000 - 9_999 + index,
      value: index,
    }));
    expect(await add(bulk.toReversed())).toEqual({ count: 10_000 });
    expect(await countPoints(metric)).toBe(10_000);
    const [listed] = await mara.client.metrics.list({ organization });
    expect(listed?.latest).toEqual({ at: ago(1), value: 9_999 });
  });

  test("are all refused where one is wrong, which is named by its place", async () => {
    const old = new Date(Date.now() - 15 * 86_400_000).toISOString();
    await expect(
      add([{ value: 1 }, { at: old, value: 2 }, { at: Date.now(), value: 3 }]),
    ).rejects.toMatchObject({
      code: "bad_request",
      data: {
        issues: [
          { path: ["points", 1, "at"], message: expect.stringContaining("14 days") },
          { path: ["points", 2, "at"], message: expect.stringContaining("not milliseconds") },
        ],
      },
    });
    const malformed = { points: [{ value: 1 }, { value: "fast", at: "yesterday" }] };
    const answer = await fetch(
      `${fanal.url}/api/v1/organizations/${organization}/metrics/${metric.id}/points`,
      {
        method: "POST",
        headers: { cookie: mara.cookie, "content-type": "application/json", origin: fanal.url },
        body: JSON.stringify(malformed),
      },
    );
    expect(answer.status).toBe(400);
    const { issues } = await answer.json();
    expect(issues.map(({ path }: { path: unknown }) => path)).toEqual([
      ["points", 1, "at"],
      ["points", 1, "value"],
    ]);
    await expect(add([])).rejects.toMatchObject({ code: "bad_request" });
    await expect(add(Array.from({ length: 10_001 }, () => ({ value: 1 })))).rejects.toMatchObject({
      code: "bad_request",
    });
    expect(await countPoints(metric)).toBe(0);
  });

  test("are added by a key that may, by the line that the documents show", async () => {
    const makeKey = async (scope: "read" | "metrics:write") =>
      (await mara.client.apiKeys.create({ organization, name: scope, scopes: [scope] })).key ?? "";
    const send = async (key: string) =>
      fetch(`${fanal.url}/api/v1/organizations/${organization}/metrics/${metric.id}/points`, {
        method: "POST",
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
        body: '{"points":[{"value":212}]}',
      });
    expect((await send(await makeKey("read"))).status).toBe(403);
    expect((await send(await makeKey("metrics:write"))).status).toBe(201);
    expect(await countPoints(metric)).toBe(1);
  });

  test("may be so many that their request is larger than others may be", async () => {
    const points = Array.from({ length: 10_000 }, (_, index) => ({
      at: new Date(Date.now() - index * 1_000).toISOString(),
      value: index / 3,
    }));
    expect(JSON.stringify(points).length).toBeGreaterThan(256 * 1024);
    expect(await add(points)).toEqual({ count: 10_000 });
  });

  test("of two requests at once that name the same moments are all taken", async () => {
    const points = Array.from({ length: 500 }, (_, index) => ({ at: ago(index), value: index }));
    await Promise.all([add(points), add(points.toReversed()), add(points), add(points.toReversed())]);
    expect(await countPoints(metric)).toBe(500);
  });

  test("are taken until a metric is removed, and leave nothing behind", async () => {
    const adding = Array.from({ length: 8 }, (_, index) =>
      add([{ at: ago(index), value: index }]).catch((error: { code: string }) => error.code),
    );
    await mara.client.metrics.remove({ organization, metricId: metric.id });
    for (const outcome of await Promise.all(adding))
      expect([{ count: 1 }, "not_found"]).toContainEqual(outcome);
    expect(await countPoints(metric)).toBe(0);
  });
});

describe("a series", () => {
  test("has exact averages, extremes and percentiles of five minutes for a day, and of hours for a week", async () => {
    const begin = Date.parse(ago(60)) / 1_000;
    await add(Array.from({ length: 300 }, (_, index) => ({ at: begin + index, value: index + 1 })));
    await add([{ at: begin + 3_599, value: -1 }]);
    await rollAllUp();
    const day = await series();
    expect(day.resolutionSeconds).toBe(300);
    expect(day.buckets[0]).toEqual({
      at: ago(60),
      count: 300,
      average: 150.5,
      min: 1,
      max: 300,
      p50: 150.5,
      p95: 285.05,
      p99: 297.01,
    });
    expect(day.buckets).toHaveLength(2);
    const week = await series("week");
    expect(week).toMatchObject({ resolutionSeconds: 3600, buckets: [{ at: ago(60), count: 301, min: -1 }] });
    expect(week.summary).toMatchObject({ count: 301, min: -1, max: 300 });
    const [listed] = await mara.client.metrics.list({ organization });
    expect(listed?.lastDay.filter((value) => value !== null)).toEqual([week.buckets[0]?.average]);
  });

  test("is right again after late points, and after others of the same time", async () => {
    await add([{ at: ago(30), value: 10 }]);
    await rollAllUp();
    await add([
      { at: ago(30), value: 20 },
      { at: ago(29), value: 40 },
    ]);
    await rollAllUp();
    expect((await series()).summary).toEqual({ count: 2, average: 30, min: 20, max: 40 });
  });

  test("has nothing before there are points", async () => {
    expect(await series("month")).toMatchObject({ buckets: [], summary: null });
  });

  test("is not of another organization, and no points are added to one", async () => {
    const { slug } = await mara.client.organizations.create({ name: "Harbour" });
    const theirs = { organization: slug, metricId: metric.id };
    await expect(mara.client.metrics.series(theirs)).rejects.toMatchObject({ code: "not_found" });
    await expect(mara.client.metrics.addPoints({ ...theirs, points: [{ value: 1 }] })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await countPoints(metric)).toBe(0);
  });
});

describe("rolling up", () => {
  test("waits for points that are being added, and never misses them", async () => {
    await add([{ at: ago(5), value: 1 }]);
    const adding = await everything.pool.connect();
    // As a request does it, in the middle.
    await adding.query("begin");
    await adding.query("update metric_points set value = 5 where metric_id = $1", [metric.id]);
    await adding.query("update metric_touched_hours set touched_at = touched_at where metric_id = $1", [
      metric.id,
    ]);
    await rollUp(database, 0);
    expect(await waiting(metric)).toBe(1);
    await adding.query("commit");
    adding.release();
    await rollAllUp();
    expect((await series()).summary).toMatchObject({ count: 1, average: 5 });
  });

  test("that is cut off in the middle is done by somebody else", async () => {
    await add([{ at: ago(5), value: 7 }]);
    const dying = await everything.pool.connect();
    const { rows } = await dying.query<{ pid: number }>("select pg_backend_pid() as pid");
    await dying.query("begin");
    await dying.query("delete from metric_touched_hours where metric_id = $1", [metric.id]);
    const gone = once(dying, "error");
    await everything.pool.query("select pg_terminate_backend($1)", [rows[0]?.pid]);
    await gone;
    dying.release(true);
    await rollAllUp();
    expect((await series()).summary).toMatchObject({ count: 1, average: 7 });
  });

  test("by several servers at once makes each bucket once", async () => {
    await add(Array.from({ length: 600 }, (_, index) => ({ at: ago(index), value: index })));
    await Promise.all(Array.from({ length: 4 }, () => rollUp(database, 0)));
    await rollAllUp();
    expect((await series()).summary).toMatchObject({ count: 600, min: 0, max: 599 });
  });

  test("is done by the server itself, some seconds after the points", async () => {
    await add([{ at: ago(5), value: 9 }]);
    await expect.poll(async () => (await series()).summary?.average, { timeout: 25_000 }).toBe(9);
  });
});

describe("partitions", () => {
  async function partitions(): Promise<string[]> {
    const { rows } = await everything.pool.query<{ name: string }>(
      "select relname as name from pg_class where relnamespace = 'fanal_partitions'::regnamespace and relkind = 'r' order by 1",
    );
    return rows.map(({ name }) => name);
  }

  async function makeOld(days: number): Promise<string> {
    const day = new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
    const name = `metric_points_${day.replaceAll("-", "")}`;
    await everything.pool.query(
      `create table fanal_partitions.${name} partition of metric_points
       for values from ('${day} 00:00+00') to (timestamptz '${day} 00:00+00' + interval '1 day')`,
    );
    return name;
  }

  test("are there for days to come, and made by several servers at once", async () => {
    const before = await partitions();
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10).replaceAll("-", "");
    expect(before).toContain(`metric_points_${tomorrow}`);
    await everything.pool.query(`drop table fanal_partitions.metric_points_${tomorrow}`);
    await Promise.all([keepPartitions(database), keepPartitions(database), keepPartitions(database)]);
    expect(await partitions()).toEqual(before);
  });

  test("whose time is over are dropped, but not while an hour of theirs waits to be rolled up", async () => {
    const [past, waits] = [await makeOld(30), await makeOld(40)];
    const inWaiting = new Date(Date.now() - 40 * 86_400_000);
    await everything.pool.query(
      `insert into metric_touched_hours select organization_id, id, date_trunc('hour', $2::timestamptz), 'infinity'
       from metrics where id = $1`,
      [metric.id, inWaiting],
    );
    await keepPartitions(database);
    expect(await partitions()).not.toContain(past);
    expect(await partitions()).toContain(waits);
    await everything.pool.query("delete from metric_touched_hours where metric_id = $1", [metric.id]);
    await keepPartitions(database);
    expect(await partitions()).not.toContain(waits);
  });
});
