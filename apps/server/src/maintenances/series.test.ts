import type { Maintenance, MaintenanceSummary } from "@fanal/contract";
import { connect, type Database, migrate } from "@fanal/database";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { openAsSuperuser } from "../http/test-helpers.ts";
import { extendAllSeries } from "./extend.ts";
import { localIn, sequenceOf, windowIn } from "./test-helpers.ts";

let fanal: TestFanal;
let everything: Database;
let database: Database;
let mara: Person;
let organization: string;
let apiId: string;
let searchId: string;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  everything = openAsSuperuser(fanal.databaseUrl);
  const { role } = await migrate(fanal.databaseUrl);
  database = connect({ url: fanal.databaseUrl, role, maxConnections: 4, name: "test", onError: () => {} });
  mara = await fanal.signUp("Mara Ilves");
});
beforeEach(async () => {
  ({ slug: organization } = await mara.client.organizations.create({ name: "Lumen" }));
  ({ id: apiId } = await mara.client.services.create({ organization, name: "API" }));
  ({ id: searchId } = await mara.client.services.create({ organization, name: "Search" }));
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await everything[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

/** Tuesdays around the night of 2089-10-30, in which clocks of Berlin go back. */
const tuesdays = ["2089-10-18", "2089-10-25", "2089-11-01", "2089-11-08", "2089-11-15"];
const night = { localStart: "2089-10-18T02:00", localEnd: "2089-10-18T03:00", timeZone: "Europe/Berlin" };

/** Gives exactly these Tuesdays. */
const untilNovember = "FREQ=WEEKLY;BYDAY=TU;UNTIL=20891115";

type Input = Parameters<typeof mara.client.maintenances.create>[0];

async function repeat(input: Partial<Input> = {}): Promise<MaintenanceSummary[]> {
  await mara.client.maintenances.create({
    organization,
    title: "Disks",
    message: "We look after the disks.",
    serviceIds: [apiId],
    rrule: untilNovember,
    ...night,
    ...input,
  });
  return all();
}

async function all(): Promise<MaintenanceSummary[]> {
  return (await mara.client.maintenances.list({ organization, limit: 100 })).items;
}

const startsOf = (items: { localStart: string }[]) => items.map(({ localStart }) => localStart);
const idsOf = (items: { id: string }[]) => items.map(({ id }) => id);

function nth<Item>(items: readonly Item[], index: number): Item {
  const item = items.at(index);
  if (item === undefined) throw new Error(`There is no occurrence ${index}`);
  return item;
}

type Change = Omit<Parameters<typeof mara.client.maintenances.update>[0], "organization" | "maintenanceId">;

function change({ id: maintenanceId }: { id: string }, input: Change): Promise<Maintenance> {
  return mara.client.maintenances.update({ organization, maintenanceId, ...input });
}

function read({ id: maintenanceId }: { id: string }): Promise<Maintenance> {
  return mara.client.maintenances.get({ organization, maintenanceId });
}

const at = (time: string) => tuesdays.map((day) => `${day}T${time}`);

test("what repeats is made ahead, each occurrence at the same reading of the clock and with the first update", async () => {
  const made = await repeat();
  expect(startsOf(made)).toEqual(at("02:00"));
  expect(made.map(({ startsAt }) => startsAt.slice(11, 16))).toEqual([
    "00:00",
    "00:00",
    "01:00",
    "01:00",
    "01:00",
  ]);
  for (const { series, serviceIds, latestUpdate } of made) {
    expect(series).toMatchObject({ rrule: untilNovember, isDetached: false });
    expect(serviceIds).toEqual([apiId]);
    expect(latestUpdate).toMatchObject({
      message: "We look after the disks.",
      author: { name: "Mara Ilves" },
    });
  }
  expect(new Set(made.map(({ series }) => series?.id)).size).toBe(1);
});

test("daily ones are made for ninety days, yearly ones for five years", async () => {
  const daily = await repeat({ ...windowIn(60, 70), rrule: "FREQ=DAILY" });
  expect(daily).toHaveLength(90);
  const yearly = await mara.client.maintenances.create({
    organization,
    title: "Once a year",
    message: "Again.",
    ...windowIn(60, 70),
    rrule: "FREQ=YEARLY",
  });
  const { rows } = await everything.pool.query(
    "select count(*)::int as count from maintenances where series_id = $1",
    [yearly.series?.id],
  );
  expect(rows).toEqual([{ count: 5 }]);
});

test("a first occurrence that has passed is refused, and so is a rule that gives none, beside its field", async () => {
  await expect(repeat({ ...windowIn(-120, -60), rrule: "FREQ=DAILY" })).rejects.toMatchObject({
    code: "bad_request",
    message: "The first occurrence has passed. Choose a later start.",
    data: { issues: [{ path: ["localStart"] }] },
  });
  await expect(repeat({ rrule: "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31" })).rejects.toMatchObject({
    code: "bad_request",
    data: { issues: [{ path: ["rrule"] }] },
  });
  expect(await all()).toEqual([]);
});

test("one occurrence is changed on its own; the others stay", async () => {
  const made = await repeat();
  const second = await change(nth(made, 1), {
    title: "Disks, later",
    localStart: "2089-10-25T05:00",
    localEnd: "2089-10-25T06:00",
  });
  expect(second.series?.isDetached).toBe(true);
  expect(startsOf(await all())).toEqual(at("02:00").with(1, "2089-10-25T05:00"));
  expect((await all()).map(({ title }) => title)).toEqual([
    "Disks",
    "Disks, later",
    "Disks",
    "Disks",
    "Disks",
  ]);
});

describe("this and all following", () => {
  test("take another title and other services, and keep their ids; those before stay as they are", async () => {
    const made = await repeat();
    const changed = await change(nth(made, 2), {
      scope: "following",
      title: "Cables",
      serviceIds: [searchId],
    });
    expect(changed).toMatchObject({ title: "Cables", serviceIds: [searchId], series: { isDetached: false } });
    const now = await all();
    expect(idsOf(now)).toEqual(idsOf(made));
    expect(startsOf(now)).toEqual(at("02:00"));
    expect(now.map(({ title }) => title)).toEqual(["Disks", "Disks", "Cables", "Cables", "Cables"]);
    expect(now.map(({ serviceIds }) => serviceIds)).toEqual([
      [apiId],
      [apiId],
      [searchId],
      [searchId],
      [searchId],
    ]);
    expect(now.map(({ version }) => version)).toEqual([1, 1, 2, 2, 2]);
    const sequences = await Promise.all(now.map(({ id }) => sequenceOf(everything, id)));
    expect(sequences).toEqual([0, 0, 1, 1, 1]);
    expect(new Set(now.map(({ series }) => series?.id)).size).toBe(2);
  });

  test("move to another time of day, each at that reading of the clock", async () => {
    const made = await repeat();
    await change(nth(made, 1), {
      scope: "following",
      localStart: "2089-10-25T04:30",
      localEnd: "2089-10-25T06:00",
    });
    const now = await all();
    expect(idsOf(now)).toEqual(idsOf(made));
    expect(startsOf(now)).toEqual(at("04:30").with(0, "2089-10-18T02:00"));
    expect(nth(now, 4)).toMatchObject({
      startsAt: "2089-11-15T03:30:00.000Z",
      endsAt: "2089-11-15T05:00:00.000Z",
    });
  });

  test("move to another day where the rule does not name days", async () => {
    const made = await repeat({ rrule: "FREQ=WEEKLY" });
    await change(nth(made, 3), {
      scope: "following",
      localStart: "2089-11-09T02:00",
      localEnd: "2089-11-09T03:00",
    });
    const now = await all();
    expect(idsOf(now).slice(0, 5)).toEqual(idsOf(made));
    expect(startsOf(now)).toEqual([
      ...at("02:00").slice(0, 3),
      ...["2089-11-09", "2089-11-16", "2089-11-23", "2089-11-30", "2089-12-07"].map((day) => `${day}T02:00`),
    ]);
  });

  test("do not move to a day that their rule does not give, unless the rule changes, too", async () => {
    const made = await repeat();
    const wednesday = {
      localStart: "2089-11-02T02:00",
      localEnd: "2089-11-02T03:00",
      scope: "following",
    } as const;
    await expect(change(nth(made, 2), wednesday)).rejects.toMatchObject({
      message: `2089-11-02 is not a day of ${untilNovember}. Change the rule, too.`,
      data: { issues: [{ path: ["rrule"] }] },
    });
    expect(await all()).toEqual(made);
    await change(nth(made, 2), { ...wednesday, rrule: "FREQ=WEEKLY;BYDAY=WE" });
    const now = await all();
    expect(startsOf(now).slice(0, 4)).toEqual([
      ...at("02:00").slice(0, 2),
      "2089-11-02T02:00",
      "2089-11-09T02:00",
    ]);
    expect(nth(now, 2).id).toBe(nth(made, 2).id);
  });

  test("under another rule keep those that are on its days, and lose the others", async () => {
    const made = await repeat();
    await change(nth(made, 1), { scope: "following", rrule: "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU" });
    const now = await all();
    expect(startsOf(now)).toEqual(
      ["2089-10-18", "2089-10-25", "2089-11-08", "2089-11-22", "2089-12-06", "2089-12-20"].map(
        (day) => `${day}T02:00`,
      ),
    );
    expect(idsOf(now).slice(0, 3)).toEqual([0, 1, 3].map((index) => nth(made, index).id));
    for (const index of [2, 4]) {
      await expect(read(nth(made, index))).rejects.toMatchObject({ code: "not_found" });
      expect(await sequenceOf(everything, nth(made, index).id)).toBe(1);
    }
  });

  test("of a rule that counts are as many as are left", async () => {
    const made = await repeat({ rrule: "FREQ=WEEKLY;COUNT=4" });
    const changed = await change(nth(made, 1), { scope: "following", title: "Cables" });
    expect(changed.series?.rrule).toBe("FREQ=WEEKLY;COUNT=3");
    expect(changed.rruleFromHere).toBe("FREQ=WEEKLY;COUNT=3");
    expect((await read(nth(made, 3))).rruleFromHere).toBe("FREQ=WEEKLY;COUNT=1");
    expect(idsOf(await all())).toEqual(idsOf(made));
  });

  test("leave alone what was edited on its own, canceled or deleted, and none of it comes back", async () => {
    const made = await repeat();
    await change(nth(made, 1), {
      title: "Mine",
      localStart: "2089-10-26T08:00",
      localEnd: "2089-10-26T09:00",
    });
    const canceled = {
      organization,
      maintenanceId: nth(made, 2).id,
      status: "canceled",
      message: "No.",
    } as const;
    await mara.client.maintenances.postUpdate(canceled);
    await mara.client.maintenances.delete({ organization, maintenanceId: nth(made, 3).id });
    await change(nth(made, 0), {
      scope: "following",
      title: "Cables",
      localStart: "2089-10-18T04:00",
      localEnd: "2089-10-18T05:00",
    });
    await extendAllSeries(database);
    const now = await all();
    expect(now.map(({ title, localStart }) => `${title} ${localStart}`)).toEqual([
      "Cables 2089-10-18T04:00",
      "Mine 2089-10-26T08:00",
      "Cables 2089-11-15T04:00",
    ]);
    expect(await read(nth(made, 2))).toMatchObject({
      status: "canceled",
      title: "Disks",
      localStart: "2089-11-01T02:00",
    });
  });

  test("from one that was edited on its own take what it says", async () => {
    const made = await repeat();
    await change(nth(made, 1), {
      title: "Mine",
      localStart: "2089-10-25T08:00",
      localEnd: "2089-10-25T09:00",
    });
    await change(nth(made, 1), { scope: "following", serviceIds: [searchId] });
    const now = await all();
    expect(startsOf(now)).toEqual(at("08:00").with(0, "2089-10-18T02:00"));
    expect(now.map(({ title, series }) => [title, series?.isDetached])).toEqual([
      ["Disks", false],
      ...Array.from({ length: 4 }, () => ["Mine", false]),
    ]);
  });

  test("reach as far as their own series, which is split again and again, also at the first; each has one place", async () => {
    const made = await repeat();
    for (const [index, title] of ["A", "B", "C"].entries()) {
      await change(nth(made, 2 - index), { scope: "following", title });
      await extendAllSeries(database);
    }
    const now = await all();
    expect(idsOf(now)).toEqual(idsOf(made));
    expect(now.map(({ title }) => title)).toEqual(["C", "B", "A", "A", "A"]);
  });

  test("are extended while the first of them is going on", async () => {
    const made = await repeat({
      ...windowIn(-30, 30),
      rrule: "FREQ=DAILY;COUNT=3",
      startsAutomatically: false,
    });
    const first = nth(made, 0);
    await mara.client.maintenances.postUpdate({
      organization,
      maintenanceId: first.id,
      status: "in_progress",
      message: "Go.",
    });
    await change(first, { scope: "following", localEnd: localIn(90), serviceIds: [searchId] });
    const now = await all();
    expect(now.map(({ status }) => status)).toEqual(["in_progress", "scheduled", "scheduled"]);
    for (const { startsAt, endsAt } of now)
      expect(Date.parse(endsAt) - Date.parse(startsAt)).toBe(120 * 60_000);
    const services = await mara.client.services.list({ organization });
    expect(services.map(({ status }) => status)).toEqual(["operational", "under_maintenance"]);
  });

  test("are not changed from one that is over, and by nobody twice", async () => {
    const made = await repeat();
    const first = nth(made, 0);
    await mara.client.maintenances.postUpdate({
      organization,
      maintenanceId: first.id,
      status: "canceled",
      message: "No.",
    });
    await expect(change(first, { scope: "following", title: "X" })).rejects.toMatchObject({
      message: "This occurrence is over. Choose the next one to change all that follow.",
    });
    const version = nth(made, 1).version;
    const both = await Promise.allSettled([
      change(nth(made, 1), { scope: "following", title: "X", version }),
      change(nth(made, 1), { scope: "following", title: "Y", version }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(idsOf(await all())).toEqual(idsOf(made).slice(1));
  });
});

test("what does not repeat begins to with a rule, and is its first occurrence", async () => {
  const { id } = await mara.client.maintenances.create({
    organization,
    title: "Disks",
    message: "Once.",
    ...night,
  });
  await expect(change({ id }, { scope: "following", title: "X" })).rejects.toMatchObject({
    message: "This does not repeat yet. Give the rule by which it is to.",
  });
  await expect(change({ id }, { rrule: "FREQ=WEEKLY" })).rejects.toMatchObject({
    data: { issues: [{ path: ["rrule"] }] },
  });
  const changed = await change({ id }, { scope: "following", rrule: "FREQ=WEEKLY;COUNT=3" });
  expect(changed).toMatchObject({ id, series: { rrule: "FREQ=WEEKLY;COUNT=3" } });
  const now = await all();
  expect(startsOf(now)).toEqual(at("02:00").slice(0, 3));
  expect(now.map(({ latestUpdate }) => latestUpdate?.message)).toEqual(["Once.", "Once.", "Once."]);
});

describe("deleted", () => {
  const remove = ({ id: maintenanceId }: { id: string }, scope: "this" | "following") =>
    mara.client.maintenances.delete({ organization, maintenanceId, scope });

  test("one occurrence is gone, does not come back by itself, and can be restored", async () => {
    const made = await repeat();
    await remove(nth(made, 1), "this");
    await extendAllSeries(database);
    expect(idsOf(await all())).toEqual(idsOf(made).toSpliced(1, 1));
    await mara.client.maintenances.restore({ organization, maintenanceId: nth(made, 1).id });
    expect(idsOf(await all())).toEqual(idsOf(made));
  });

  test("this and all following are gone for good, also those that were edited; those before stay", async () => {
    const made = await repeat();
    await change(nth(made, 3), { title: "Mine" });
    await remove(nth(made, 2), "following");
    await extendAllSeries(database);
    expect(idsOf(await all())).toEqual(idsOf(made).slice(0, 2));
    expect(await sequenceOf(everything, nth(made, 4).id)).toBe(1);
  });

  test("from the first on, nothing is left", async () => {
    const made = await repeat();
    await remove(nth(made, 0), "following");
    await extendAllSeries(database);
    expect(await all()).toEqual([]);
  });
});

test("occurrences that come within reach are made once, however many servers look after them", async () => {
  const made = await repeat();
  await everything.pool.query("delete from maintenances where id = any($1::uuid[])", [idsOf(made).slice(3)]);
  await Promise.all(Array.from({ length: 4 }, () => extendAllSeries(database)));
  const now = await all();
  expect(startsOf(now)).toEqual(at("02:00"));
  expect(now.map(({ serviceIds }) => serviceIds)).toEqual(made.map(() => [apiId]));
  expect(nth(now, 4).latestUpdate).toMatchObject({
    message: "We look after the disks.",
    author: { id: null, name: "Fanal" },
  });
  const { rows } = await everything.pool.query(
    "select data from events where type = 'maintenance_series.updated' and subject_id = $1",
    [nth(made, 0).series?.id],
  );
  expect(rows).toEqual([{ data: { maintenanceIds: idsOf(now).slice(3) } }]);
});
