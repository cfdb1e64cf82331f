import type { AffectedService } from "@fanal/contract";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { giveRole, openAsSuperuser } from "../http/test-helpers.ts";

let fanal: TestFanal;
let database: ReturnType<typeof openAsSuperuser>;
let mara: Person;
let organization: string;
let organizationId: string;
let api: string;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  database = openAsSuperuser(fanal.databaseUrl);
  mara = await fanal.signUp("Mara Ilves");
});
beforeEach(async () => {
  ({ slug: organization, id: organizationId } = await mara.client.organizations.create({ name: "Acme" }));
  api = (await mara.client.services.create({ organization, name: "API" })).id;
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const refused = { code: "bad_request", status: 400 };

function write(more: Partial<Parameters<typeof mara.client.incidents.create>[0]> = {}) {
  const services: AffectedService[] = [{ serviceId: api, status: "major_outage" }];
  return mara.client.incidents.create({
    organization,
    title: "Slow",
    message: "We look.",
    services,
    isDraft: true,
    ...more,
  });
}

async function statusOfApi() {
  const { status, openIncidentIds } = await mara.client.services.get({ organization, serviceId: api });
  return [status, openIncidentIds];
}

function list(state: "draft" | "open" | "resolved" | "all") {
  return mara.client.incidents
    .list({ organization, state })
    .then(({ items }) => items.map(({ id, isDraft }) => [id, isDraft]));
}

/** What the log tells of an incident, as visitors and people who are notified will hear it. */
async function eventsOf(incidentId: string) {
  const { rows } = await database.pool.query<{ type: string; data: Record<string, unknown> }>(
    "select type, data from events where subject_id = $1 order by position",
    [incidentId],
  );
  return rows;
}

async function hasPast(incidentId: string) {
  const { rowCount } = await database.pool.query(
    "select from incident_past_statuses where incident_id = $1",
    [incidentId],
  );
  return rowCount !== 0;
}

describe("a draft", () => {
  test("affects nothing and stands in its own list only", async () => {
    const { id, isDraft } = await write({ startedAt: ago(90) });
    expect(isDraft).toBe(true);
    expect(await statusOfApi()).toEqual(["operational", []]);
    expect(await hasPast(id)).toBe(false);
    expect(await list("draft")).toEqual([[id, true]]);
    for (const state of ["open", "resolved", "all"] as const) expect(await list(state)).toEqual([]);
    expect(await eventsOf(id)).toMatchObject([{ type: "incident.created", data: { isDraft: true } }]);
  });

  test("is on no page, not even for a moment", async () => {
    const page = await mara.client.statusPages.create({
      organization,
      name: "Status",
      slug: `draft-${Date.now()}`,
      serviceIds: [api],
    });
    await write({ title: "Not to be seen" });
    await mara.client.services.update({ organization, serviceId: api, name: "The API" });
    const html = await (await fetch(page.url)).text();
    expect(html).toContain("The API");
    expect(html).not.toContain("Not to be seen");
  });

  test("can be written anew in all that it says", async () => {
    const { id: incidentId, version } = await write();
    const startedAt = ago(20);
    const nextUpdateAt = ago(-30);
    const services: AffectedService[] = [{ serviceId: api, status: "degraded_performance" }];
    const change = {
      title: "Slower",
      impact: "critical",
      status: "identified",
      services,
      startedAt,
      nextUpdateAt,
    } as const;
    const rewritten = await mara.client.incidents.update({
      organization,
      incidentId,
      version,
      message: "We know.",
      ...change,
      services,
    });
    const { impact, ...facts } = change;
    expect(rewritten).toMatchObject({
      ...facts,
      impactOverride: impact,
      isDraft: true,
      startsWhenPublished: false,
    });
    expect(rewritten.updates).toMatchObject([
      { message: "We know.", status: "identified", services, editedAt: null },
    ]);
    expect(rewritten.version).toBe(version + 1);
    expect(await statusOfApi()).toEqual(["operational", []]);
    const again = await mara.client.incidents.update({
      organization,
      incidentId,
      startedAt: null,
      nextUpdateAt: null,
      impact: null,
    });
    expect(again).toMatchObject({ startsWhenPublished: true, nextUpdateAt: null, impactOverride: null });
  });

  test("of an incident that is over can become one that is not, and back", async () => {
    const { id: incidentId } = await write({ startedAt: ago(90), resolvedAt: ago(30) });
    const update = (change: object) => mara.client.incidents.update({ organization, incidentId, ...change });
    expect(await update({ resolvedAt: null })).toMatchObject({
      isBackfilled: false,
      resolvedAt: null,
      status: "investigating",
    });
    const resolvedAt = ago(10);
    expect(await update({ resolvedAt })).toMatchObject({
      isBackfilled: true,
      resolvedAt,
      status: "resolved",
    });
    await expect(update({ startedAt: null })).rejects.toMatchObject(refused);
    await expect(update({ startedAt: ago(5) })).rejects.toMatchObject(refused);
  });

  test("takes no updates and no postmortem", async () => {
    const { id: incidentId, updates, version } = await write();
    const [{ id: updateId = "" } = {}] = updates;
    const one = { organization, incidentId };
    const { incidents } = mara.client;
    for (const attempt of [
      () => incidents.postUpdate({ ...one, status: "identified", message: "Found." }),
      () => incidents.editUpdate({ ...one, updateId, message: "Found." }),
      () => incidents.deleteUpdate({ ...one, updateId }),
      () => incidents.restoreUpdate({ ...one, updateId }),
      () => incidents.writePostmortem({ ...one, draft: "Why." }),
    ])
      await expect(attempt()).rejects.toMatchObject(refused);
    expect(await incidents.get(one)).toMatchObject({ version, updates, postmortem: null });
  });

  test("is discarded by whoever may write one, and can be restored as it was", async () => {
    const rui = await fanal.signUp("Rui Costa");
    const { id: userId } = await rui.client.me.get();
    await giveRole(database, { organizationId, userId, role: "responder" });
    const { id: draftId } = await rui.client.incidents.create({
      organization,
      title: "Mine",
      message: "We look.",
      isDraft: true,
    });
    await rui.client.incidents.discard({ organization, draftId });
    expect(await list("draft")).toEqual([]);
    const restored = await mara.client.incidents.restore({ organization, incidentId: draftId });
    expect(restored).toMatchObject({ isDraft: true, title: "Mine" });
    const published = await rui.client.incidents.publish({ organization, incidentId: draftId });
    await expect(rui.client.incidents.discard({ organization, draftId })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await mara.client.incidents.get({ organization, incidentId: draftId })).toEqual(published);
  });
});

describe("publishing a draft", () => {
  test("declares it now: it begins, affects its services and is dated then", async () => {
    const { id: incidentId, createdAt } = await write();
    const published = await mara.client.incidents.publish({ organization, incidentId });
    expect(published).toMatchObject({ isDraft: false, startsWhenPublished: false, resolvedAt: null });
    expect(published.startedAt > createdAt).toBe(true);
    expect(published.updates[0]?.createdAt).toBe(published.startedAt);
    expect(await statusOfApi()).toEqual(["major_outage", [incidentId]]);
    expect(await hasPast(incidentId)).toBe(false);
    expect((await eventsOf(incidentId)).map(({ type }) => type)).toEqual([
      "incident.created",
      "incident.published",
    ]);
  });

  test("that has a start tells it, and what was until now", async () => {
    const startedAt = ago(90);
    const { id: incidentId } = await write({ startedAt });
    expect(await mara.client.incidents.publish({ organization, incidentId })).toMatchObject({ startedAt });
    expect(await hasPast(incidentId)).toBe(true);
  });

  test("of an incident that is over tells the past only", async () => {
    const { id: incidentId } = await write({ startedAt: ago(90), resolvedAt: ago(30) });
    const published = await mara.client.incidents.publish({ organization, incidentId });
    expect(published).toMatchObject({ isBackfilled: true, status: "resolved" });
    expect(published.updates[0]?.createdAt).toBe(published.resolvedAt);
    expect(await statusOfApi()).toEqual(["operational", []]);
    expect(await hasPast(incidentId)).toBe(true);
  });

  test("twice, or by two at once, happens once", async () => {
    const { id: incidentId, version } = await write();
    const publish = () => mara.client.incidents.publish({ organization, incidentId });
    const [first, second] = await Promise.all([publish(), publish()]);
    expect(second).toEqual(first);
    expect(first?.version).toBe(version + 1);
    expect((await eventsOf(incidentId)).filter(({ type }) => type === "incident.published")).toHaveLength(1);
  });

  test("while a colleague writes it anew has one outcome: what was published is what was read", async () => {
    const { id: incidentId, version } = await write();
    const one = { organization, incidentId, version };
    const results = await Promise.allSettled([
      mara.client.incidents.publish(one),
      mara.client.incidents.update({ ...one, title: "Other words" }),
    ]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const after = await mara.client.incidents.get({ organization, incidentId });
    expect([after.isDraft, after.title]).toEqual(
      results[0].status === "fulfilled" ? [false, "Slow"] : [true, "Other words"],
    );
  });

  test("whose promise has passed meanwhile is refused with a word", async () => {
    const promised = Date.now() + 500;
    const { id: incidentId } = await write({ nextUpdateAt: new Date(promised).toISOString() });
    await expect.poll(() => Date.now() > promised).toBe(true);
    const update = (change: object) => mara.client.incidents.update({ organization, incidentId, ...change });
    // Other words of it can still be found; only who publishes it has to look at the promise again.
    await update({ title: "Slower" });
    await expect(mara.client.incidents.publish({ organization, incidentId })).rejects.toMatchObject({
      ...refused,
      data: { issues: [{ path: ["nextUpdateAt"] }] },
    });
    await update({ nextUpdateAt: ago(-30) });
    expect(await mara.client.incidents.publish({ organization, incidentId })).toMatchObject({
      isDraft: false,
    });
  });

  test("turns what only a draft can be given into refusals", async () => {
    const { id: incidentId } = await write();
    const { version } = await mara.client.incidents.publish({ organization, incidentId });
    const update = (change: object) => mara.client.incidents.update({ organization, incidentId, ...change });
    for (const change of [
      { message: "New" },
      { status: "resolved" },
      { startedAt: null },
      { resolvedAt: null },
    ])
      await expect(update(change)).rejects.toMatchObject(refused);
    expect((await mara.client.incidents.get({ organization, incidentId })).version).toBe(version);
  });
});
