import { connect, type Database, migrate } from "@fanal/database";
import { nextDueAt } from "@fanal/domain";
import {
  type Person,
  startTestFanal,
  startTestReceiver,
  type TestFanal,
  type TestReceiver,
} from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { openAsSuperuser } from "../http/test-helpers.ts";
import { createLog } from "../log.ts";
import { createOutgoing } from "../outgoing.ts";
import { type Claimed, claimDue } from "./claim.ts";
import { type Finished, noteAll } from "./record.ts";
import { startChecking } from "./scheduler.ts";
import { noteTurn } from "./settle.ts";

let fanal: TestFanal;
let everything: Database;
let database: Database;
let receiver: TestReceiver;
let mara: Person;
let organization: string;
let serviceId: string;
const outgoing = createOutgoing({ allowsPrivateNetworks: true });
const log = createLog("silent");

beforeAll(async () => {
  [fanal, receiver] = await Promise.all([
    startTestFanal(inject("clusterUrl"), { allowsPrivateNetworks: true }),
    startTestReceiver(),
  ]);
  everything = openAsSuperuser(fanal.databaseUrl);
  const { role } = await migrate(fanal.databaseUrl);
  database = connect({ url: fanal.databaseUrl, role, maxConnections: 6, name: "test", onError: () => {} });
  mara = await fanal.signUp("Mara Ilves");
});
beforeEach(async () => {
  ({ slug: organization } = await mara.client.organizations.create({ name: "Lumen" }));
  ({ id: serviceId } = await mara.client.services.create({ organization, name: "API" }));
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await everything[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
  await receiver[Symbol.asyncDispose]();
});

type Input = Parameters<typeof mara.client.checks.create>[0];
type Http = Extract<Input["settings"], { type: "http" }>;
let paths = 0;

/** A path of its own, that answers so from now on. */
function answering(status: number, body = ""): { path: string; url: string } {
  const path = `/${paths++}`;
  answer(path, status, body);
  return { path, url: `${receiver.url}${path}` };
}

function answer(path: string, status: number, body = ""): void {
  receiver.answer(path, (response) => void response.writeHead(status).end(body));
}

/** Its own moments are far apart: what a test counts are the runs that it asked for. */
const periodSeconds = 86_400;

function make(http: Omit<Http, "type">, input: Partial<Input> = {}) {
  return mara.client.checks.create({
    organization,
    serviceId,
    name: "Front door",
    settings: { type: "http", ...http },
    periodSeconds,
    ...input,
  });
}

function read(checkId: string) {
  return mara.client.checks.get({ organization, checkId });
}

async function runNow(checkId: string) {
  const { results } = await read(checkId);
  await mara.client.checks.run({ organization, checkId });
  await expect
    .poll(async () => (await read(checkId)).results[0]?.at, { timeout: 15_000 })
    .not.toBe(results[0]?.at);
  return read(checkId);
}

async function firstResultOf(checkId: string) {
  await expect.poll(async () => (await read(checkId)).lastResult, { timeout: 15_000 }).not.toBeNull();
  const { lastResult } = await read(checkId);
  if (lastResult === null) throw new Error("It has not run");
  return lastResult;
}

async function statusOf(): Promise<string> {
  return (await mara.client.services.get({ organization, serviceId })).status;
}

async function drafts() {
  return (await mara.client.incidents.list({ organization, state: "draft" })).items;
}

async function typesOf(): Promise<string[]> {
  const { items } = await mara.client.events.list({ organization });
  return items.map(({ type }) => type).filter((type) => /^(check|metric|service\.signaled)/.test(type));
}

test("a check runs at once, then at its own moments, and its response time becomes a metric that is not public", async () => {
  const { url, path } = answering(200);
  const made = await make({ url });
  expect(made).toMatchObject({ state: "waiting", lastResult: null, measures: true, downSince: null });
  expect(await firstResultOf(made.id)).toMatchObject({ isUp: true, problem: null });
  const { state, dueAt, results, metricId } = await read(made.id);
  expect({ state, count: results.length }).toEqual({ state: "up", count: 1 });
  const due = Date.parse(dueAt ?? "");
  expect(due).toBe(nextDueAt({ id: made.id, periodSeconds }, due - 1));
  const [post] = await receiver.atLeast(1, path);
  expect(post?.headers).toMatchObject({ "user-agent": "Fanal", connection: "close" });
  const metric = (await mara.client.metrics.list({ organization })).find(({ id }) => id === metricId);
  expect(metric).toMatchObject({
    name: "Front door: response time",
    unit: "ms",
    isPublic: false,
    latest: { value: results[0]?.responseMs, at: results[0]?.at },
  });
  expect(await typesOf()).toEqual(["check.created", "metric.created"]);
});

test("failures are confirmed before the service is down, and it heals once it has recovered", async () => {
  const { url, path } = answering(500);
  const { id } = await make(
    { url },
    { status: "partial_outage", failuresToConfirm: 3, successesToRecover: 2 },
  );
  await firstResultOf(id);
  expect(await runNow(id)).toMatchObject({ state: "up", lastResult: { problem: "It answered 500." } });
  expect(await statusOf()).toBe("operational");
  const down = await runNow(id);
  expect(down).toMatchObject({ state: "down" });
  expect(down.downSince).not.toBeNull();
  expect(await statusOf()).toBe("partial_outage");
  answer(path, 204);
  expect(await runNow(id)).toMatchObject({ state: "down", lastResult: { isUp: true } });
  expect(await runNow(id)).toMatchObject({ state: "up", downSince: null });
  expect(await statusOf()).toBe("operational");
  expect((await typesOf()).filter((type) => type === "service.signaled")).toHaveLength(2);
  expect((await read(id)).results.map(({ isUp }) => isUp)).toEqual([true, true, false, false, false]);
});

test("what is expected is a status and a text, redirects lead on, and what is wrong is said in words", async () => {
  const well = answering(200, "All is <b>well</b>");
  const moved = answering(200);
  receiver.answer(moved.path, (response) => void response.writeHead(302, { location: well.path }).end());
  const round = answering(200);
  receiver.answer(round.path, (response) => void response.writeHead(302, { location: round.path }).end());
  const silent = answering(200);
  receiver.answer(silent.path, () => undefined);
  const cases: [Omit<Http, "type">, string | null][] = [
    [{ url: well.url, expectedText: "<b>well</b>" }, null],
    [{ url: well.url, expectedText: "better" }, "It answered 200, without the text that is expected."],
    [{ url: well.url, expectedStatus: "201, 400-499" }, "It answered 200."],
    [{ url: answering(404).url, expectedStatus: "201, 400-499" }, null],
    [{ url: moved.url, expectedText: "well" }, null],
    [{ url: moved.url, expectedStatus: "302" }, null],
    [{ url: round.url }, "It redirects more than 5 times."],
    [{ url: silent.url }, "No whole answer within 1 s."],
    [{ url: "http://127.0.0.1:9/" }, "It refused the connection."],
    [{ url: answering(200, `${"x".repeat(2_000_000)}end`).url }, null],
    [
      { url: answering(200, `${"x".repeat(2_000_000)}end`).url, expectedText: "end" },
      "It answered 200, without the text that is expected.",
    ],
  ];
  const made = await Promise.all(
    cases.map(([http]) => make(http, { timeoutSeconds: 1, failuresToConfirm: 10, measures: false })),
  );
  const found = await Promise.all(made.map(({ id }) => firstResultOf(id)));
  expect(found.map(({ problem }) => problem)).toEqual(cases.map(([, problem]) => problem));
  expect(found.map(({ isUp }) => isUp)).toEqual(cases.map(([, problem]) => problem === null));
});

test("a draft of an incident is written when it is chosen, and taken away when the check has recovered", async () => {
  const { url, path } = answering(503);
  const { id } = await make({ url }, { failuresToConfirm: 1, draftsIncident: true });
  await expect.poll(drafts).toMatchObject([{ title: "API: Front door is down", isDraft: true }]);
  answer(path, 200);
  await runNow(id);
  expect(await drafts()).toEqual([]);
  expect(await statusOf()).toBe("operational");
});

test("paused it says nothing and does not run, resumed it runs at once, and deleting clears it", async () => {
  const { url, path } = answering(500);
  const { id } = await make({ url }, { failuresToConfirm: 1 });
  await expect.poll(statusOf).toBe("major_outage");
  const change = (input: object) => mara.client.checks.update({ organization, checkId: id, ...input });
  expect(await change({ isPaused: true })).toMatchObject({ state: "paused", dueAt: null, downSince: null });
  expect(await statusOf()).toBe("operational");
  await expect(mara.client.checks.run({ organization, checkId: id })).rejects.toThrow("It is paused.");
  const before = receiver.received.filter((post) => post.path === path).length;
  await change({ isPaused: false });
  await receiver.atLeast(before + 1, path);
  await expect.poll(statusOf).toBe("major_outage");
  expect(await change({ status: "degraded_performance" })).toMatchObject({ state: "down" });
  expect(await statusOf()).toBe("degraded_performance");
  const { metricId } = await read(id);
  await mara.client.checks.delete({ organization, checkId: id });
  expect(await statusOf()).toBe("operational");
  expect((await mara.client.metrics.list({ organization })).map((metric) => metric.id)).toEqual([metricId]);
});

test("without its metric a check goes on, and it may have another", async () => {
  const { id, metricId } = await make({ url: answering(200).url });
  await mara.client.metrics.remove({ organization, metricId: metricId ?? "" });
  expect(await runNow(id)).toMatchObject({ state: "up", measures: false, metricId: null });
  const changed = await mara.client.checks.update({ organization, checkId: id, measures: true });
  expect(changed.metricId).not.toBeNull();
  expect(await mara.client.checks.update({ organization, checkId: id, measures: false })).toMatchObject({
    metricId: null,
  });
});

test("addresses of the server's own network are refused where they are typed, and not asked where they are led to", async () => {
  await using strict = await startTestFanal(inject("clusterUrl"));
  const nils = await strict.signUp("Nils Berg");
  const { slug } = await nils.client.organizations.create({ name: "Harbor" });
  const service = await nils.client.services.create({ organization: slug, name: "API" });
  const { path, url } = answering(200);
  const add = (address: string) =>
    nils.client.checks.create({
      organization: slug,
      serviceId: service.id,
      name: "Front door",
      settings: { type: "http", url: address },
      periodSeconds,
    });
  for (const address of [url, "https://localhost/", "http://169.254.169.254/", "http://[::1]/"])
    await expect(add(address)).rejects.toThrow("FANAL_PRIVATE_NETWORKS=1");
  // As if the address had changed since.
  const made = await add("https://api.acme.example/");
  const own = openAsSuperuser(strict.databaseUrl);
  await own.pool.query(`update checks set settings = jsonb_set(settings, '{url}', to_jsonb($1::text))`, [
    url,
  ]);
  await nils.client.checks.run({ organization: slug, checkId: made.id });
  await expect
    .poll(
      async () => {
        const { lastResult } = await nils.client.checks.get({ organization: slug, checkId: made.id });
        return lastResult?.problem;
      },
      { timeout: 15_000 },
    )
    .toBe("127.0.0.1 leads into a private network, where this server does not ask.");
  await own[Symbol.asyncDispose]();
  expect(receiver.received.filter((post) => post.path === path)).toEqual([]);
});

/**
 * Checks in a database of their own, whose server has ended: they are run by the schedulers of a test alone.
 *
 * @param counts of each organization
 */
async function withoutServer(url: string, ...counts: number[]) {
  const house = await startTestFanal(inject("clusterUrl"), { allowsPrivateNetworks: true });
  const { client } = await house.signUp("Gita Rao");
  let index = 0;
  for (const count of counts) {
    const { slug } = await client.organizations.create({ name: "Quay" });
    const service = await client.services.create({ organization: slug, name: "API" });
    for (const end = index + count; index < end; index++) {
      await client.checks.create({
        organization: slug,
        serviceId: service.id,
        name: `Door ${index}`,
        settings: { type: "http", url: `${url}/${index}` },
        periodSeconds: 3_600,
        timeoutSeconds: 30,
        isPaused: true,
        measures: false,
      });
    }
  }
  await house.fanal[Symbol.asyncDispose]();
  const superuser = openAsSuperuser(house.databaseUrl);
  const { role } = await migrate(house.databaseUrl);
  const own = connect({ url: house.databaseUrl, role, maxConnections: 8, name: "test", onError: () => {} });
  return {
    own,
    /** All of them, in the order in which they were made. */
    makeDue: () =>
      superuser.pool.query(
        `update check_states set due_at = created_at - interval '1 hour' from checks
         where check_states.organization_id = checks.organization_id and check_id = id`,
      ),
    letPass: (time: string) =>
      superuser.pool.query("update check_states set claimed_until = claimed_until - $1::interval", [time]),
    /** How many results each check has. */
    noted: async () => {
      const { rows } = await superuser.pool.query<{ count: number }>(
        "select jsonb_array_length(results) as count from check_states order by check_id",
      );
      return rows.map((row) => row.count);
    },
    [Symbol.asyncDispose]: async () => {
      await own[Symbol.asyncDispose]();
      await superuser[Symbol.asyncDispose]();
      await house[Symbol.asyncDispose]();
    },
  };
}

test("of two servers one runs each check, and each once", async () => {
  const count = 60;
  const open = new Map<string, number>();
  const asked = new Map<string, number>();
  await using target = await startTestReceiver();
  for (let index = 0; index < count; index++) {
    const path = `/${index}`;
    target.answer(path, (response) => {
      asked.set(path, (asked.get(path) ?? 0) + 1);
      open.set(path, (open.get(path) ?? 0) + 1);
      expect(open.get(path)).toBe(1);
      setTimeout(() => {
        open.set(path, 0);
        response.writeHead(200).end();
      }, 50);
    });
  }
  await using alone = await withoutServer(target.url, count);
  const options = { database: alone.own, outgoing, log };
  await alone.makeDue();
  {
    await using _one = startChecking(options);
    await using _other = startChecking(options);
    await expect.poll(alone.noted, { timeout: 15_000 }).toEqual(Array(count).fill(1));
  }
  expect([...asked.values()]).toEqual(Array(count).fill(1));
});

test("organizations whose checks hang leave room for the checks of another, which came last", async () => {
  await using target = await startTestReceiver();
  for (let index = 0; index < 24; index++) target.answer(`/${index}`, () => undefined);
  target.answer("/24", (response) => void response.writeHead(200).end());
  await using alone = await withoutServer(target.url, 12, 12, 1);
  await alone.makeDue();
  await using _only = startChecking({ database: alone.own, outgoing, log, mostUnderWay: 12 });
  await expect.poll(alone.noted, { timeout: 15_000 }).toEqual([...Array(24).fill(0), 1]);
});

test("what a server that was killed had taken is run by another once its claim is over, and what it says then is too late", async () => {
  const { url } = answering(200);
  await using alone = await withoutServer(url, 1);
  await alone.makeDue();
  const claim = async () =>
    (await claimDue(alone.own, { limit: 10, aheadMs: 0, room: 20, underWay: new Map() })).claimed;
  const [dead] = await claim();
  expect(await claim()).toEqual([]);
  await alone.letPass("1 hour");
  const [taken] = await claim();
  expect(taken?.checkId).toBe(dead?.checkId);
  await noteAll(alone.own, [finished(dead, true)]);
  await noteTurn(alone.own, finished(dead, false));
  expect(await alone.noted()).toEqual([0]);
  await noteAll(alone.own, [finished(taken, true)]);
  expect(await alone.noted()).toEqual([1]);
});

function finished(check: Claimed | undefined, isUp: boolean): Finished {
  if (check === undefined) throw new Error("Nothing was claimed");
  return {
    check,
    at: check.claimedAt,
    observation: { isUp, responseMs: 12, problem: isUp ? null : "Down." },
  };
}

test("what a server has in its hands when it ends is given back, and run by the next at once", async () => {
  await using target = await startTestReceiver();
  target.answer("/0", () => undefined);
  await using alone = await withoutServer(target.url, 1);
  await alone.makeDue();
  {
    await using _ending = startChecking({ database: alone.own, outgoing, log });
    await target.atLeast(1, "/0");
  }
  expect(await alone.noted()).toEqual([0]);
  target.answer("/0", (response) => void response.writeHead(200).end());
  await using _next = startChecking({ database: alone.own, outgoing, log });
  await expect.poll(alone.noted).toEqual([1]);
});

test("checks of a service that is deleted are put off, and go on when it is restored", async () => {
  const { url, path } = answering(200);
  const { id } = await make({ url });
  await firstResultOf(id);
  const service = { organization, serviceId };
  await mara.client.services.delete(service);
  expect(await mara.client.checks.list({ organization })).toEqual([]);
  await everything.pool.query("update check_states set due_at = now() where check_id = $1", [id]);
  await expect
    .poll(
      async () => {
        const { rows } = await everything.pool.query(
          "select due_at > now() and claim is null as is_put_off from check_states where check_id = $1",
          [id],
        );
        return rows[0]?.is_put_off;
      },
      { timeout: 15_000 },
    )
    .toBe(true);
  const { length } = receiver.received.filter((post) => post.path === path);
  expect(length).toBe(1);
  await mara.client.services.restore(service);
  expect(await runNow(id)).toMatchObject({ state: "up" });
});
