import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Maintenance } from "@fanal/contract";
import { connect, type Database, jobSchema, jobSchemaVersion, migrate } from "@fanal/database";
import { startFanal } from "@fanal/server";
import { type Person, startTestFanal, type TestFanal, testConfig } from "@fanal/testing";
import { getConstructionPlans } from "pg-boss";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { openAsSuperuser } from "../http/test-helpers.ts";
import { findDueSteps, takeDueSteps } from "../maintenances/steps.ts";
import { setWindow, windowIn } from "../maintenances/test-helpers.ts";

let fanal: TestFanal;
let everything: Database;
let database: Database;
let mara: Person;
let organization: string;
let organizationId: string;
let serviceId: string;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  everything = openAsSuperuser(fanal.databaseUrl);
  const { role } = await migrate(fanal.databaseUrl);
  database = connect({ url: fanal.databaseUrl, role, maxConnections: 6, name: "test", onError: () => {} });
  mara = await fanal.signUp("Mara Ilves");
});
beforeEach(async () => {
  ({ slug: organization, id: organizationId } = await mara.client.organizations.create({ name: "Lumen" }));
  ({ id: serviceId } = await mara.client.services.create({ organization, name: "API" }));
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await everything[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

type Input = Parameters<typeof mara.client.maintenances.create>[0];

function schedule(input: Partial<Input> = {}): Promise<Maintenance> {
  return mara.client.maintenances.create({
    organization,
    title: "New disks",
    message: "We put in new disks.",
    serviceIds: [serviceId],
    ...windowIn(60, 120),
    ...input,
  });
}

function read(maintenanceId: string): Promise<Maintenance> {
  return mara.client.maintenances.get({ organization, maintenanceId });
}

/** Its window starts and ends so many milliseconds from now. */
async function soon(id: string, startsInMs: number, endsInMs: number): Promise<Maintenance> {
  return setWindow(
    { client: mara.client, database: everything },
    { organization, id },
    { startsInMs, endsInMs },
  );
}

async function statusOf(): Promise<string | undefined> {
  return (await mara.client.services.list({ organization }))[0]?.status;
}

/** The states that it went through by itself. */
function steps({ updates }: Maintenance): string[] {
  return updates.filter(({ author }) => author.id === null).map(({ status }) => status);
}

async function dueHere(): Promise<unknown[]> {
  return (await findDueSteps(database)).filter((step) => step.organizationId === organizationId);
}

function jobsOf(id: string): Promise<{ state: string; start_after: Date }[]> {
  return everything.pool
    .query(`select state, start_after from ${jobSchema}.job where singleton_key = $1 order by created_on`, [
      id,
    ])
    .then(({ rows }) => rows);
}

test("a window starts and ends by itself within about a second, and its services with it", async () => {
  const { id } = await schedule();
  const planned = await soon(id, 1_500, 6_000);
  await expect.poll(async () => (await read(id)).status).toBe("in_progress");
  expect(await statusOf()).toBe("under_maintenance");
  await expect.poll(async () => (await read(id)).status).toBe("completed");
  expect(await statusOf()).toBe("operational");
  const done = await read(id);
  expect(done).toMatchObject({ startedAt: planned.startsAt, finishedAt: planned.endsAt });
  expect(steps(done)).toEqual(["completed", "in_progress"]);
  expect(done.updates[0]).toMatchObject({
    message: "",
    messageHtml: "",
    author: { id: null, name: "Fanal" },
  });
  // Half a second between two looks, and what a busy machine needs.
  const [endedAt, startedAt] = done.updates.map(({ createdAt }) => Date.parse(createdAt));
  for (const [taken = 0, due] of [
    [startedAt, planned.startsAt],
    [endedAt, planned.endsAt],
  ] as const) {
    expect(taken - Date.parse(due)).toBeGreaterThanOrEqual(0);
    expect(taken - Date.parse(due)).toBeLessThan(5_000);
  }
  const { rows } = await everything.pool.query(
    "select actor, data from events where subject_id = $1 and type = 'maintenance.update_posted' order by position",
    [id],
  );
  const actor = { kind: "system", id: null, name: "Fanal" };
  const told = { title: planned.title, telling: { holdMinutes: 0 } };
  const [ended, started] = done.updates;
  const updateId = done.updates[0]?.id ?? "";
  const one = { organization, maintenanceId: id, updateId, message: "All disks spin." };
  const edited = await mara.client.maintenances.editUpdate(one);
  expect(edited.updates[0]).toMatchObject({ message: "All disks spin.", author: { name: "Mara Ilves" } });
  expect(rows).toEqual([
    { actor, data: { ...told, updateId: started?.id, before: "scheduled", after: "in_progress" } },
    { actor, data: { ...told, updateId: ended?.id, before: "in_progress", after: "completed" } },
  ]);
});

test("a window that has begun when it is scheduled starts at once", async () => {
  const { id } = await schedule(windowIn(-5, 30));
  await expect.poll(async () => (await read(id)).status).toBe("in_progress");
});

describe("turned off", () => {
  test("the start waits for a person, and the end comes by itself", async () => {
    const { id } = await schedule({ startsAutomatically: false });
    await soon(id, -1_000, 60_000);
    await takeDueSteps(database, { organizationId, maintenanceId: id });
    expect((await read(id)).status).toBe("scheduled");
    await mara.client.maintenances.postUpdate({
      organization,
      maintenanceId: id,
      status: "in_progress",
      message: "Go.",
    });
    await soon(id, -2_000, 500);
    await expect.poll(async () => (await read(id)).status).toBe("completed");
  });

  test("the end waits for a person", async () => {
    const { id } = await schedule({ finishesAutomatically: false });
    await soon(id, -2_000, -1_000);
    await expect.poll(async () => (await read(id)).status).toBe("in_progress");
    await takeDueSteps(database, { organizationId, maintenanceId: id });
    expect(steps(await read(id))).toEqual(["in_progress"]);
    expect(await dueHere()).toEqual([]);
  });
});

test("what was canceled before its start does not start, and what was deleted neither", async () => {
  const [canceled, deleted] = [await schedule(), await schedule()];
  await mara.client.maintenances.postUpdate({
    organization,
    maintenanceId: canceled.id,
    status: "canceled",
    message: "No.",
  });
  await mara.client.maintenances.delete({ organization, maintenanceId: deleted.id });
  await everything.pool.query(
    "update maintenances set starts_at = now() - interval '1 hour' where organization_id = $1",
    [organizationId],
  );
  for (const { id } of [canceled, deleted])
    await takeDueSteps(database, { organizationId, maintenanceId: id });
  expect(await dueHere()).toEqual([]);
  expect((await read(canceled.id)).status).toBe("canceled");
  await mara.client.maintenances.restore({ organization, maintenanceId: deleted.id });
  await expect.poll(async () => (await read(deleted.id)).status).toBe("in_progress");
});

test("a job that outlives what it was for does nothing, and one maintenance has one that waits", async () => {
  const { id } = await schedule();
  await expect.poll(async () => (await jobsOf(id)).length).toBe(1);
  await soon(id, 700, 60_000);
  await mara.client.maintenances.update({ organization, maintenanceId: id, ...windowIn(60, 120) });
  await expect
    .poll(async () => (await jobsOf(id))[0]?.start_after.toISOString())
    .toBe((await read(id)).startsAt);
  expect(await jobsOf(id)).toHaveLength(1);
  // The job of before, as it would come from a server that was slow.
  await takeDueSteps(database, { organizationId, maintenanceId: id });
  await takeDueSteps(database, { organizationId, maintenanceId: crypto.randomUUID() });
  expect((await read(id)).status).toBe("scheduled");
});

test("twenty servers that start and end one window at once do it once", async () => {
  const { id } = await schedule({ startsAutomatically: false, finishesAutomatically: false });
  await everything.pool.query(
    `update maintenances set starts_automatically = true, finishes_automatically = true,
       starts_at = now() - interval '2 hours', ends_at = now() - interval '1 hour' where id = $1`,
    [id],
  );
  await Promise.all(
    Array.from({ length: 20 }, () => takeDueSteps(database, { organizationId, maintenanceId: id })),
  );
  const done = await read(id);
  expect(steps(done)).toEqual(["completed", "in_progress"]);
  expect(done).toMatchObject({ startedAt: done.startsAt, finishedAt: done.endsAt });
  const { rows } = await everything.pool.query(
    "select status from status_changes where service_id = $1 order by started_at, id",
    [serviceId],
  );
  expect(rows.map(({ status }) => status)).toEqual(["operational", "under_maintenance", "operational"]);
});

test("the clock of the database decides, whatever the clock of a server shows", async () => {
  const { id } = await schedule();
  const real = Date.now;
  try {
    Date.now = () => real() + 7 * 86_400_000;
    await takeDueSteps(database, { organizationId, maintenanceId: id });
    expect(await dueHere()).toEqual([]);
  } finally {
    Date.now = real;
  }
  expect((await read(id)).status).toBe("scheduled");
});

test("two whole servers on one database start and end a window once, and one that comes later takes what was missed", async () => {
  const dataDirectory = await mkdtemp(path.join(tmpdir(), "fanal-data-"));
  const config = testConfig(fanal.databaseUrl, dataDirectory);
  try {
    const second = await startFanal(config);
    const { id } = await schedule();
    await soon(id, 700, 2_200);
    await expect.poll(async () => (await read(id)).status).toBe("completed");
    expect(steps(await read(id))).toEqual(["completed", "in_progress"]);
    await second[Symbol.asyncDispose]();

    // No event tells of it, as if nobody had been there: what comes up next has to find it.
    const missed = await schedule();
    await everything.pool.query(
      "update maintenances set starts_at = now() - interval '1 minute' where id = $1",
      [missed.id],
    );
    await using third = await startFanal({ ...config, port: 0 });
    expect(third.port).toBeGreaterThan(0);
    await expect.poll(async () => (await read(missed.id)).status).toBe("in_progress");
  } finally {
    await rm(dataDirectory, { recursive: true, force: true });
  }
});

test("every occurrence of what repeats has a job for its start", async () => {
  const first = await schedule({ rrule: "FREQ=WEEKLY;COUNT=3", notifiesAutomatically: false });
  const { items } = await mara.client.maintenances.list({ organization });
  expect(items.map(({ id }) => id)).toContain(first.id);
  for (const { id, startsAt } of items) {
    await expect
      .poll(async () => (await jobsOf(id)).map((job) => job.start_after.toISOString()))
      .toEqual([startsAt]);
  }
});

test("occurrences for the time to come are asked for once a day, by whichever server is there", async () => {
  const { rows } = await everything.pool.query(
    `select count(*)::int as count from ${jobSchema}.job where name = 'series-extension'`,
  );
  expect(rows).toEqual([{ count: 1 }]);
});

test("the tables of jobs are those of the pg-boss that is installed, and our role owns none of them", async () => {
  expect(getConstructionPlans(jobSchema)).toContain(`VALUES ('${jobSchemaVersion}')`);
  const { rows } = await database.pool.query<{ tables: number; owned: number }>(
    `select count(*)::int as tables, (count(*) filter (where tableowner = current_user))::int as owned
     from pg_tables where schemaname = $1`,
    [jobSchema],
  );
  expect(rows[0]?.tables).toBeGreaterThan(3);
  expect(rows[0]?.owned).toBe(0);
});
