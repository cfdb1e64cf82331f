import type { Maintenance } from "@fanal/contract";
import type { Database } from "@fanal/database";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { openAsSuperuser } from "../http/test-helpers.ts";
import { localIn, sequenceOf, windowIn } from "./test-helpers.ts";

let fanal: TestFanal;
let database: Database;
let mara: Person;
let organization: string;
let apiId: string;
let searchId: string;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  database = openAsSuperuser(fanal.databaseUrl);
  mara = await fanal.signUp("Mara Ilves");
});
beforeEach(async () => {
  ({ slug: organization } = await mara.client.organizations.create({ name: "Lumen" }));
  ({ id: apiId } = await mara.client.services.create({ organization, name: "API" }));
  ({ id: searchId } = await mara.client.services.create({ organization, name: "Search" }));
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

type Input = Parameters<typeof mara.client.maintenances.create>[0];

function schedule(input: Partial<Input> = {}): Promise<Maintenance> {
  return mara.client.maintenances.create({
    organization,
    title: "New disks",
    message: "We put in **new disks**.",
    serviceIds: [apiId],
    ...windowIn(60, 120),
    ...input,
  });
}

function post(maintenanceId: string, status: Maintenance["status"], message = "On it.") {
  return mara.client.maintenances.postUpdate({ organization, maintenanceId, status, message });
}

async function statuses(): Promise<string[]> {
  return (await mara.client.services.list({ organization })).map(({ status }) => status);
}

const refusal = (message: string, field: string) => ({
  code: "bad_request",
  message,
  data: { issues: [{ path: [field], message }] },
});

test("what is scheduled is told with its window on the clock it was written by, and its first update", async () => {
  const made = await schedule({
    serviceIds: [searchId, apiId],
    localStart: "2090-07-01T02:00",
    localEnd: "2090-07-01T04:30",
    timeZone: "America/New_York",
  });
  expect(made).toMatchObject({
    title: "New disks",
    status: "scheduled",
    serviceIds: [apiId, searchId],
    startsAt: "2090-07-01T06:00:00.000Z",
    endsAt: "2090-07-01T08:30:00.000Z",
    localStart: "2090-07-01T02:00",
    localEnd: "2090-07-01T04:30",
    timeZone: "America/New_York",
    startsAutomatically: true,
    finishesAutomatically: true,
    startedAt: null,
    finishedAt: null,
    series: null,
    updates: [
      {
        status: "scheduled",
        messageHtml: "<p>We put in <strong>new disks</strong>.</p>",
        author: { name: "Mara Ilves" },
      },
    ],
    version: 1,
  });
  expect(await mara.client.maintenances.get({ organization, maintenanceId: made.id })).toEqual(made);
  expect(await statuses()).toEqual(["operational", "operational"]);
});

describe("a window is refused in words beside its field when", () => {
  test.each([
    [
      "it ends before it starts",
      { localStart: "2090-01-01T03:00", localEnd: "2090-01-01T02:00" },
      "Ends before it starts: 02:00 is 1 hour before 03:00. Give it a later end.",
    ],
    [
      "the clocks skip its beginning",
      { localStart: "2089-03-27T02:15", localEnd: "2089-03-27T03:10", timeZone: "Europe/Berlin" },
      "Ends before it starts: the clocks go forward that night, 02:15 does not exist and becomes 03:15. Give it a later end.",
    ],
    [
      "it has passed",
      { localStart: "2020-01-01T03:00", localEnd: "2020-01-01T04:00" },
      /^This window ended \d+ days?.* ago\. Choose a later one, or record it afterwards\.$/,
    ],
    [
      "it has not passed and is to be recorded",
      { ...windowIn(-60, 90), recordsPast: true },
      /^This window ends in 1 hour .*\. Record it when it is over, or schedule it\.$/,
    ],
  ])("%s", async (_, window, words) => {
    const attempt = schedule({ timeZone: "UTC", ...window });
    await expect(attempt).rejects.toMatchObject({
      code: "bad_request",
      message: words instanceof RegExp ? expect.stringMatching(words) : words,
      data: { issues: [{ path: ["localEnd"] }] },
    });
  });

  test.each([
    [
      "the day does not exist",
      { localStart: "2090-02-30T03:00" },
      "localStart",
      "This day or hour does not exist.",
    ],
    [
      "the hour does not exist",
      { localEnd: "2090-02-03T24:00" },
      "localEnd",
      "This day or hour does not exist.",
    ],
    [
      "the zone does not exist",
      { timeZone: "Europe/Atlantis" },
      "timeZone",
      "This time zone does not exist. Use a name such as Europe/Berlin.",
    ],
  ])("%s", async (_, window, field, message) => {
    await expect(schedule(window)).rejects.toMatchObject({
      code: "bad_request",
      data: { issues: [{ path: [field], message }] },
    });
  });
});

test("work begins early, puts its services under maintenance, and gives them back when it is done early", async () => {
  const { id } = await schedule({ serviceIds: [apiId] });
  const begun = await post(id, "in_progress");
  expect(begun).toMatchObject({ status: "in_progress", finishedAt: null });
  expect(Date.parse(begun.startedAt ?? "")).toBeLessThan(Date.parse(begun.startsAt));
  const [api, search] = await mara.client.services.list({ organization });
  expect(api).toMatchObject({ status: "under_maintenance", activeMaintenanceIds: [id], openIncidentIds: [] });
  expect(search).toMatchObject({ status: "operational", activeMaintenanceIds: [] });
  await post(id, "verifying");
  expect(await statuses()).toEqual(["under_maintenance", "operational"]);
  const done = await post(id, "completed", "All disks spin.");
  expect(done.updates.map(({ status }) => status)).toEqual([
    "completed",
    "verifying",
    "in_progress",
    "scheduled",
  ]);
  expect(done.finishedAt).not.toBe(null);
  expect(await statuses()).toEqual(["operational", "operational"]);
  const { rows } = await database.pool.query(
    "select status, reason from status_changes where service_id = $1 order by started_at, id",
    [apiId],
  );
  const reason = { kind: "maintenance", maintenanceId: id };
  expect(rows.slice(1)).toEqual([
    { status: "under_maintenance", reason },
    { status: "operational", reason },
  ]);
});

test("an open incident says worse of a service than a maintenance, and when it is resolved the maintenance shows", async () => {
  const { id } = await schedule();
  await post(id, "in_progress");
  const incident = await mara.client.incidents.create({
    organization,
    title: "Slow",
    message: "We look.",
    services: [{ serviceId: apiId, status: "degraded_performance" }],
  });
  expect(await statuses()).toEqual(["degraded_performance", "operational"]);
  const update = { organization, incidentId: incident.id, message: "More." } as const;
  await mara.client.incidents.postUpdate({ ...update, status: "resolved" });
  expect(await statuses()).toEqual(["under_maintenance", "operational"]);
  await mara.client.incidents.postUpdate({ ...update, status: "investigating" });
  await post(id, "completed");
  expect(await statuses()).toEqual(["degraded_performance", "operational"]);
});

test("two maintenances of one service: it comes back when the last is over, also when that is deleted", async () => {
  const [first, second] = [await schedule(), await schedule({ serviceIds: [apiId, searchId] })];
  await post(first.id, "in_progress");
  await post(second.id, "in_progress");
  await post(first.id, "completed");
  expect(await statuses()).toEqual(["under_maintenance", "under_maintenance"]);
  await mara.client.maintenances.delete({ organization, maintenanceId: second.id });
  expect(await statuses()).toEqual(["operational", "operational"]);
  await mara.client.maintenances.restore({ organization, maintenanceId: second.id });
  expect(await statuses()).toEqual(["under_maintenance", "under_maintenance"]);
});

test("services are added to and taken from work that is going on", async () => {
  const { id: maintenanceId } = await schedule();
  await post(maintenanceId, "in_progress");
  const changed = await mara.client.maintenances.update({
    organization,
    maintenanceId,
    serviceIds: [searchId],
  });
  expect(changed.serviceIds).toEqual([searchId]);
  expect(await statuses()).toEqual(["operational", "under_maintenance"]);
});

test("a state that cannot follow is refused in words", async () => {
  const { id } = await schedule();
  const words = "This has not begun. Start it first, or cancel it.";
  await expect(post(id, "completed")).rejects.toMatchObject(refusal(words, "status"));
  expect((await mara.client.maintenances.get({ organization, maintenanceId: id })).updates).toHaveLength(1);
});

test("what was canceled is over and can be scheduled again while its window lies ahead", async () => {
  const { id } = await schedule();
  expect(await post(id, "canceled", "Not tonight.")).toMatchObject({ status: "canceled", startedAt: null });
  const { items } = await mara.client.maintenances.list({ organization, state: "over" });
  expect(items.map((item) => [item.id, item.latestUpdate?.message])).toEqual([[id, "Not tonight."]]);
  expect(await post(id, "scheduled", "Tonight after all.")).toMatchObject({
    status: "scheduled",
    finishedAt: null,
  });
});

test("a window that is going on is extended and cut short, but not moved away", async () => {
  const { id: maintenanceId } = await schedule(windowIn(-30, 30));
  await post(maintenanceId, "in_progress");
  const one = { organization, maintenanceId };
  const extended = await mara.client.maintenances.update({ ...one, localEnd: localIn(90) });
  expect(extended.localEnd).toBe(localIn(90));
  const past = mara.client.maintenances.update({ ...one, localEnd: localIn(-10) });
  await expect(past).rejects.toMatchObject({
    message: expect.stringMatching(/^This would have ended 1\d minutes ago/),
  });
  const away = mara.client.maintenances.update({ ...one, ...windowIn(60, 120) });
  await expect(away).rejects.toMatchObject({
    message: "This is going on already, so only its end can move into the future.",
  });
});

test("another zone for the same reading of the clock is another moment", async () => {
  const { id: maintenanceId } = await schedule({
    localStart: "2090-01-10T02:00",
    localEnd: "2090-01-10T03:00",
    timeZone: "UTC",
  });
  const moved = await mara.client.maintenances.update({
    organization,
    maintenanceId,
    timeZone: "Asia/Tokyo",
  });
  expect(moved).toMatchObject({
    localStart: "2090-01-10T02:00",
    startsAt: "2090-01-09T17:00:00.000Z",
    timeZone: "Asia/Tokyo",
  });
});

test("what is recorded afterwards is completed with the times of its window, and nothing changes now", async () => {
  const made = await schedule({
    localStart: "2026-01-10T02:00",
    localEnd: "2026-01-10T03:00",
    timeZone: "UTC",
    recordsPast: true,
    startsAutomatically: false,
  });
  const [start, end] = ["2026-01-10T02:00:00.000Z", "2026-01-10T03:00:00.000Z"];
  expect(made).toMatchObject({ status: "completed", startedAt: start, finishedAt: end });
  expect(made.updates).toMatchObject([{ status: "completed", createdAt: end }]);
  expect(await statuses()).toEqual(["operational", "operational"]);
  const { rows } = await database.pool.query(
    "select count(*)::int as count from status_changes where service_id = $1",
    [apiId],
  );
  expect(rows).toEqual([{ count: 1 }]);
  await expect(
    schedule({ ...windowIn(-120, -60), recordsPast: true, rrule: "FREQ=WEEKLY" }),
  ).rejects.toMatchObject(refusal("What is recorded afterwards does not repeat. Record each one.", "rrule"));
});

test("the text of an update is corrected, and an update is taken away and brought back; the log keeps what they were", async () => {
  const { id: maintenanceId, updates } = await schedule();
  const updateId = updates[0]?.id ?? "";
  const one = { organization, maintenanceId, updateId };
  const edited = await mara.client.maintenances.editUpdate({ ...one, message: "We put in *old* disks." });
  expect(edited.updates).toMatchObject([{ message: "We put in *old* disks.", status: "scheduled" }]);
  expect(edited.updates[0]?.editedAt).not.toBe(null);
  await mara.client.maintenances.deleteUpdate(one);
  const { items } = await mara.client.maintenances.list({ organization });
  expect(items).toMatchObject([{ id: maintenanceId, status: "scheduled", latestUpdate: null }]);
  await expect(mara.client.maintenances.editUpdate({ ...one, message: "x" })).rejects.toMatchObject({
    code: "not_found",
  });
  const restored = await mara.client.maintenances.restoreUpdate(one);
  expect(restored).toEqual({ ...edited, updatedAt: restored.updatedAt, version: edited.version + 2 });
  const { rows } = await database.pool.query(
    "select type, data from events where subject_id = $1 order by position",
    [maintenanceId],
  );
  expect(rows).toMatchObject([
    { type: "maintenance.created" },
    {
      type: "maintenance.update_edited",
      data: {
        updateId,
        before: { message: "We put in **new disks**." },
        after: { message: "We put in *old* disks." },
      },
    },
    { type: "maintenance.update_deleted", data: { updateId, before: { message: "We put in *old* disks." } } },
    { type: "maintenance.update_restored", data: { updateId, after: { message: "We put in *old* disks." } } },
  ]);
});

test("an update of another maintenance is not found in this one", async () => {
  const [mine, other] = [await schedule(), await schedule()];
  const one = { organization, maintenanceId: mine.id, updateId: other.updates[0]?.id ?? "" };
  await expect(mara.client.maintenances.editUpdate({ ...one, message: "x" })).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(mara.client.maintenances.deleteUpdate(one)).rejects.toMatchObject({ code: "not_found" });
  await expect(mara.client.maintenances.restoreUpdate(one)).rejects.toMatchObject({ code: "not_found" });
});

test("lists go through all pages, soonest first, and newest first of what is over", async () => {
  const made: Maintenance[] = [];
  for (const start of [300, 60, 180, 60, 240]) made.push(await schedule(windowIn(start, start + 30)));
  const ids: string[] = [];
  for (let cursor: string | undefined; ids.length === 0 || cursor !== undefined; ) {
    const page = await mara.client.maintenances.list({
      organization,
      limit: 2,
      ...(cursor === undefined ? {} : { cursor }),
    });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  }
  const wanted = made.toSorted((a, b) => a.startsAt.localeCompare(b.startsAt) || a.id.localeCompare(b.id));
  expect(ids).toEqual(wanted.map(({ id }) => id));
  for (const { id } of made) await post(id, "canceled");
  const over = await mara.client.maintenances.list({ organization, state: "over", limit: 3 });
  const next = await mara.client.maintenances.list({
    organization,
    state: "over",
    cursor: over.nextCursor ?? "",
  });
  expect([...over.items, ...next.items].map(({ id }) => id)).toEqual(ids.toReversed());
  const made_up = mara.client.maintenances.list({ organization, cursor: "nonsense" });
  await expect(made_up).rejects.toMatchObject({ code: "bad_request" });
});

test("the sequence of calendars rises with what they show, and with nothing else", async () => {
  const { id: maintenanceId } = await schedule();
  const one = { organization, maintenanceId };
  const sequences = [await sequenceOf(database, maintenanceId)];
  const steps: (() => Promise<unknown>)[] = [
    () => mara.client.maintenances.update({ ...one, title: "Newer disks" }),
    () => mara.client.maintenances.update({ ...one, localEnd: localIn(150) }),
    () => mara.client.maintenances.update({ ...one, serviceIds: [searchId], startsAutomatically: false }),
    () => post(maintenanceId, "scheduled"),
    () => post(maintenanceId, "canceled"),
    () => post(maintenanceId, "scheduled"),
    () => post(maintenanceId, "in_progress"),
    () => mara.client.maintenances.delete(one),
    () => mara.client.maintenances.restore(one),
  ];
  for (const step of steps) {
    await step();
    sequences.push(await sequenceOf(database, maintenanceId));
  }
  expect(sequences).toEqual([0, 1, 2, 2, 2, 3, 4, 4, 5, 6]);
});

describe("a look at a window", () => {
  const look = (input: Partial<Parameters<typeof mara.client.maintenances.previewWindow>[0]>) =>
    mara.client.maintenances.previewWindow({
      organization,
      localStart: "2089-10-25T02:00",
      localEnd: "2089-10-25T03:00",
      timeZone: "Europe/Berlin",
      ...input,
    });

  test("shows its next five occurrences and where the clocks are changed between them", async () => {
    const { occurrences } = await look({ rrule: "FREQ=WEEKLY" });
    expect(
      occurrences.map(({ startsAt, utcOffset, changesOffset }) => [startsAt, utcOffset, changesOffset]),
    ).toEqual([
      ["2089-10-25T00:00:00.000Z", "+02:00", false],
      ["2089-11-01T01:00:00.000Z", "+01:00", true],
      ["2089-11-08T01:00:00.000Z", "+01:00", false],
      ["2089-11-15T01:00:00.000Z", "+01:00", false],
      ["2089-11-22T01:00:00.000Z", "+01:00", false],
    ]);
    expect((await look({})).occurrences).toHaveLength(1);
  });

  test("refuses what would be refused", async () => {
    await expect(look({ localEnd: "2089-10-25T01:00" })).rejects.toMatchObject({ code: "bad_request" });
    await expect(look({ rrule: "FREQ=DAILY", localEnd: "2089-10-27T01:00" })).rejects.toMatchObject({
      data: { issues: [{ path: ["rrule"] }] },
    });
  });

  test("points out maintenances of the same services that overlap, with the services that both affect", async () => {
    const night = { localStart: "2089-10-25T02:30", localEnd: "2089-10-25T05:00", timeZone: "Europe/Berlin" };
    const overlapping = await schedule({ ...night, serviceIds: [apiId, searchId] });
    await schedule({ ...night, serviceIds: [searchId] });
    await schedule({ ...night, localStart: "2089-10-25T03:00" });
    const canceled = await schedule(night);
    await post(canceled.id, "canceled");
    const { overlaps } = await look({ serviceIds: [apiId] });
    const { id: maintenanceId, title, startsAt, endsAt } = overlapping;
    expect(overlaps).toEqual([{ maintenanceId, title, startsAt, endsAt, serviceIds: [apiId] }]);
    expect((await look({ serviceIds: [apiId], exceptMaintenanceId: maintenanceId })).overlaps).toEqual([]);
    expect((await look({ serviceIds: [] })).overlaps).toEqual([]);
    expect(await schedule({ ...night, serviceIds: [apiId] })).toMatchObject({ status: "scheduled" });
  });

  test("finds what overlaps a later occurrence, but the same series only when one of it is moved", async () => {
    const later = await schedule({
      localStart: "2089-11-08T02:30",
      localEnd: "2089-11-08T02:40",
      timeZone: "Europe/Berlin",
    });
    const { overlaps } = await look({ rrule: "FREQ=WEEKLY", serviceIds: [apiId] });
    expect(overlaps.map(({ maintenanceId }) => maintenanceId)).toEqual([later.id]);
    const night = { localStart: "2089-12-01T02:00", localEnd: "2089-12-01T03:00", timeZone: "Europe/Berlin" };
    const first = await schedule({ ...night, rrule: "FREQ=DAILY;COUNT=3" });
    const edit = { ...night, serviceIds: [apiId], exceptMaintenanceId: first.id };
    expect((await look({ ...edit, rrule: "FREQ=DAILY;COUNT=3" })).overlaps).toEqual([]);
    const moved = { localStart: "2089-12-02T02:30", localEnd: "2089-12-02T03:30" };
    expect((await look({ ...edit, ...moved })).overlaps).toHaveLength(1);
  });
});
