import type { AffectedService } from "@fanal/contract";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { openAsSuperuser } from "../http/test-helpers.ts";

let fanal: TestFanal;
let database: ReturnType<typeof openAsSuperuser>;
let mara: Person;
let organization: string;
let api: string;
let search: string;
let incidentId: string;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  database = openAsSuperuser(fanal.databaseUrl);
  mara = await fanal.signUp("Mara Ilves");
});
beforeEach(async () => {
  ({ slug: organization } = await mara.client.organizations.create({ name: "Acme" }));
  api = (await mara.client.services.create({ organization, name: "API" })).id;
  search = (await mara.client.services.create({ organization, name: "Search" })).id;
  ({ id: incidentId } = await declare([{ serviceId: api, status: "partial_outage" }]));
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

const later = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const refused = { code: "bad_request", status: 400 };

function declare(services: AffectedService[]) {
  return mara.client.incidents.create({ organization, title: "Slow", message: "We look.", services });
}

type Update = Omit<Parameters<typeof mara.client.incidents.postUpdate>[0], "organization" | "incidentId">;

function post(update: Partial<Update> = {}) {
  return mara.client.incidents.postUpdate({
    organization,
    incidentId,
    status: "identified",
    message: "Found.",
    ...update,
  });
}

function read() {
  return mara.client.incidents.get({ organization, incidentId });
}

async function statuses() {
  return (await mara.client.services.list({ organization })).map(({ status }) => status);
}

async function lastEvent() {
  const { rows } = await database.pool.query<{ type: string; data: Record<string, unknown> }>(
    "select type, data from events where subject_id = $1 order by position desc limit 1",
    [incidentId],
  );
  return rows[0];
}

describe("the promise of the next update", () => {
  test("stands until the next update, which gives another or none", async () => {
    const nextUpdateAt = later(30);
    expect(await post({ nextUpdateAt })).toMatchObject({ nextUpdateAt });
    const [inList] = (await mara.client.incidents.list({ organization })).items;
    expect(inList).toMatchObject({ nextUpdateAt });
    const sooner = later(10);
    expect(await post({ nextUpdateAt: sooner })).toMatchObject({ nextUpdateAt: sooner });
    expect(await post()).toMatchObject({ nextUpdateAt: null });
  });

  test("is gone when the incident is resolved, and not there when it is opened again", async () => {
    await post({ nextUpdateAt: later(30) });
    expect(await post({ status: "resolved", nextUpdateAt: later(30) })).toMatchObject({ nextUpdateAt: null });
    expect(await post({ status: "monitoring" })).toMatchObject({ nextUpdateAt: null, resolvedAt: null });
  });

  test("is for later: another one is refused, and the update with it", async () => {
    await expect(post({ nextUpdateAt: later(-1) })).rejects.toMatchObject({
      ...refused,
      data: { issues: [{ path: ["nextUpdateAt"] }] },
    });
    expect((await read()).updates).toHaveLength(1);
  });

  test("can be moved and taken back without an update", async () => {
    const nextUpdateAt = later(30);
    const update = (nextUpdateAt: string | null) =>
      mara.client.incidents.update({ organization, incidentId, nextUpdateAt });
    expect(await update(nextUpdateAt)).toMatchObject({ nextUpdateAt });
    expect(await update(null)).toMatchObject({ nextUpdateAt: null });
    await expect(update(later(-1))).rejects.toMatchObject(refused);
  });
});

describe("the impact", () => {
  test("is derived, until an update overrides it, and again when one takes the override back", async () => {
    expect(await post()).toMatchObject({ impact: "major", impactOverride: null });
    expect(await post({ impact: "critical" })).toMatchObject({
      impact: "critical",
      impactOverride: "critical",
    });
    expect(await post()).toMatchObject({ impact: "critical" });
    expect(await post({ impact: null })).toMatchObject({ impact: "major", impactOverride: null });
  });

  test("changes no status of a service", async () => {
    await post({ impact: "critical" });
    expect(await statuses()).toEqual(["partial_outage", "operational"]);
  });
});

describe("statuses of services", () => {
  test("are the worst of all open incidents, and come back as these are resolved and opened again", async () => {
    const other = await declare([
      { serviceId: api, status: "major_outage" },
      { serviceId: search, status: "degraded_performance" },
    ]);
    expect(await statuses()).toEqual(["major_outage", "degraded_performance"]);
    const end = (status: "resolved" | "investigating") =>
      mara.client.incidents.postUpdate({ organization, incidentId: other.id, status, message: "So." });
    await end("resolved");
    expect(await statuses()).toEqual(["partial_outage", "operational"]);
    await post({ status: "resolved" });
    expect(await statuses()).toEqual(["operational", "operational"]);
    await end("investigating");
    expect(await statuses()).toEqual(["major_outage", "degraded_performance"]);
    await post({ status: "monitoring" });
    expect(await statuses()).toEqual(["major_outage", "degraded_performance"]);
  });

  test("of an incident that is opened again are those that its last update left", async () => {
    await post({ status: "resolved", services: [{ serviceId: api, status: "operational" }] });
    await post({ status: "monitoring", services: [{ serviceId: search, status: "degraded_performance" }] });
    expect(await statuses()).toEqual(["operational", "degraded_performance"]);
  });
});

describe("an update whose text is corrected", () => {
  test("says since when, keeps its place and author, and the log keeps what it was", async () => {
    const { updates, version } = await post({ message: "Fuond." });
    const [{ id: updateId = "", createdAt = "" } = {}] = updates;
    const nils = await fanal.signUp("Nils Berg");
    const edit = { organization, incidentId, updateId, message: "Found." };
    await expect(nils.client.incidents.editUpdate(edit)).rejects.toMatchObject({ code: "not_found" });
    const started = new Date().toISOString();
    const edited = await mara.client.incidents.editUpdate(edit);
    expect(edited.version).toBe(version + 1);
    expect(edited.updates).toMatchObject([
      { id: updateId, message: "Found.", createdAt, author: { name: "Mara Ilves" }, status: "identified" },
      { editedAt: null },
    ]);
    const since = edited.updates[0]?.editedAt ?? "";
    expect([started, since, edited.updatedAt].toSorted()).toEqual([started, since, edited.updatedAt]);
    expect(await lastEvent()).toEqual({
      type: "incident.update_edited",
      data: {
        updateId,
        title: expect.any(String),
        before: { message: "Fuond." },
        after: { message: "Found." },
      },
    });
  });

  test("with the same text stays as it is", async () => {
    const before = await post();
    const updateId = before.updates[0]?.id ?? "";
    const again = await mara.client.incidents.editUpdate({
      organization,
      incidentId,
      updateId,
      message: "Found.",
    });
    expect(again).toEqual(before);
  });

  test("is found at its own incident only", async () => {
    const updateId = (await post()).updates[0]?.id ?? "";
    const { id: other } = await declare([]);
    const elsewhere = { organization, incidentId: other, updateId };
    await expect(mara.client.incidents.editUpdate({ ...elsewhere, message: "Mine." })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(mara.client.incidents.deleteUpdate(elsewhere)).rejects.toMatchObject({ code: "not_found" });
    await expect(mara.client.incidents.restoreUpdate(elsewhere)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("an update that is deleted", () => {
  test("is gone, what it did stays, and the log keeps what it was", async () => {
    const services: AffectedService[] = [{ serviceId: api, status: "degraded_performance" }];
    const { updates, version } = await post({ message: "Wrong window.", services });
    const updateId = updates[0]?.id ?? "";
    await mara.client.incidents.deleteUpdate({ organization, incidentId, updateId });
    const after = await read();
    expect(after.updates).toMatchObject([{ message: "We look." }]);
    expect(after).toMatchObject({ status: "identified", services, version: version + 1 });
    expect(await statuses()).toEqual(["degraded_performance", "operational"]);
    expect(await lastEvent()).toMatchObject({
      type: "incident.update_deleted",
      data: {
        updateId,
        before: { message: "Wrong window.", status: "identified", services, author: { name: "Mara Ilves" } },
      },
    });
    const [inList] = (await mara.client.incidents.list({ organization })).items;
    expect(inList?.latestUpdate.message).toBe("We look.");
  });

  test("comes back in its place as it was, and can be corrected and deleted again", async () => {
    const services: AffectedService[] = [{ serviceId: api, status: "degraded_performance" }];
    const before = await post({ message: "Found.", services });
    const updateId = before.updates[0]?.id ?? "";
    const one = { organization, incidentId, updateId };
    await post({ message: "Nearly there." });
    const { updates, version } = await read();
    await mara.client.incidents.deleteUpdate(one);
    await expect(mara.client.incidents.editUpdate({ ...one, message: "Lost." })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(mara.client.incidents.deleteUpdate(one)).rejects.toMatchObject({ code: "not_found" });
    const restored = await mara.client.incidents.restoreUpdate(one);
    expect(restored).toMatchObject({ updates, status: "identified", services, version: version + 2 });
    expect(await read()).toEqual(restored);
    expect(await lastEvent()).toEqual({
      type: "incident.update_restored",
      data: { updateId, title: expect.any(String), after: { message: "Found." } },
    });
    const edited = await mara.client.incidents.editUpdate({ ...one, message: "Found it." });
    expect(edited.updates[1]?.message).toBe("Found it.");
    await mara.client.incidents.deleteUpdate(one);
    expect((await read()).updates).toHaveLength(2);
  });

  test("does not count as one that is left", async () => {
    const { updates } = await post();
    const [newest = "", first = ""] = updates.map(({ id }) => id);
    await mara.client.incidents.deleteUpdate({ organization, incidentId, updateId: newest });
    await expect(
      mara.client.incidents.deleteUpdate({ organization, incidentId, updateId: first }),
    ).rejects.toMatchObject({ ...refused, message: expect.stringContaining("at least one") });
  });

  test("is never the last one, also when two people delete the last two at once", async () => {
    await post();
    const { updates } = await read();
    const results = await Promise.allSettled(
      updates.map(({ id: updateId }) =>
        mara.client.incidents.deleteUpdate({ organization, incidentId, updateId }),
      ),
    );
    const failed = results.filter((result) => result.status === "rejected");
    expect(failed).toMatchObject([
      { reason: { ...refused, message: expect.stringContaining("at least one") } },
    ]);
    expect((await read()).updates).toHaveLength(1);
  });
});

test("one request that arrives many times, or again later, posts one update", async () => {
  const idempotencyKey = "once";
  const send = () =>
    mara.client.incidents.postUpdate(
      { organization, incidentId, status: "identified", message: "Found." },
      { context: { idempotencyKey } },
    );
  const answers = await Promise.all(Array.from({ length: 12 }, send));
  for (const answer of [...answers, await send()]) expect(answer).toEqual(answers[0]);
  expect((await read()).updates).toHaveLength(2);
});
