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

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  database = openAsSuperuser(fanal.databaseUrl);
  mara = await fanal.signUp("Mara Ilves");
});
beforeEach(async () => {
  ({ slug: organization } = await mara.client.organizations.create({ name: "Acme" }));
  api = (await mara.client.services.create({ organization, name: "API" })).id;
  search = (await mara.client.services.create({ organization, name: "Search" })).id;
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

const hour = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * hour).toISOString();

function declare(more: Partial<Parameters<typeof mara.client.incidents.create>[0]> = {}) {
  const services: AffectedService[] = [{ serviceId: api, status: "partial_outage" }];
  return mara.client.incidents.create({
    organization,
    title: "Slow",
    message: "We look.",
    services,
    ...more,
  });
}

/** What an incident adds to the past, by service. */
async function pastOf(incidentId: string) {
  const { rows } = await database.pool.query<{ service: string; status: string; from: Date; to: Date }>(
    `select service_id as service, status, started_at as "from", ended_at as "to" from incident_past_statuses
     where incident_id = $1 order by service_id`,
    [incidentId],
  );
  return rows.map(({ service, status, from, to }) => [service, status, from.toISOString(), to.toISOString()]);
}

async function statusOf(serviceId: string) {
  return (await mara.client.services.get({ organization, serviceId })).status;
}

/** How many statuses the log has of a service. */
async function logOf(serviceId: string) {
  const { rows } = await database.pool.query("select status from status_changes where service_id = $1", [
    serviceId,
  ]);
  return rows.length;
}

describe("an incident that is recorded after it was over", () => {
  test("is resolved, says so, tells the past, and changes nothing of now", async () => {
    const [startedAt, resolvedAt] = [ago(30), ago(28)];
    const incident = await declare({ startedAt, resolvedAt, nextUpdateAt: null });
    expect(incident).toMatchObject({ status: "resolved", isBackfilled: true, startedAt, resolvedAt });
    expect(incident.updates).toMatchObject([{ status: "resolved", createdAt: resolvedAt }]);
    expect(await pastOf(incident.id)).toEqual([[api, "partial_outage", startedAt, resolvedAt]]);
    expect([await statusOf(api), await logOf(api)]).toEqual(["operational", 1]);
    expect((await mara.client.services.get({ organization, serviceId: api })).openIncidentIds).toEqual([]);
  });

  test("is refused with a word when it has no start, ends before it, or has not ended yet", async () => {
    const wrong = [
      [{ resolvedAt: ago(1) }, "startedAt"],
      [{ startedAt: ago(1), resolvedAt: ago(2) }, "startedAt"],
      [{ startedAt: ago(1), resolvedAt: ago(-1) }, "resolvedAt"],
    ] as const;
    for (const [times, field] of wrong)
      await expect(declare(times)).rejects.toMatchObject({
        code: "bad_request",
        data: { issues: [{ path: [field] }] },
      });
    expect((await mara.client.incidents.list({ organization })).items).toEqual([]);
  });

  test("keeps its past in step when start, end or services are corrected", async () => {
    const { id: incidentId } = await declare({ startedAt: ago(30), resolvedAt: ago(28) });
    const [startedAt, resolvedAt] = [ago(40), ago(20)];
    const services: AffectedService[] = [{ serviceId: search, status: "major_outage" }];
    const corrected = await mara.client.incidents.update({
      organization,
      incidentId,
      startedAt,
      resolvedAt,
      services,
    });
    expect(corrected).toMatchObject({ startedAt, resolvedAt, services, impact: "critical" });
    expect(corrected.updates).toMatchObject([{ createdAt: resolvedAt }]);
    expect(await pastOf(incidentId)).toEqual([[search, "major_outage", startedAt, resolvedAt]]);
    expect([await statusOf(search), await logOf(search)]).toEqual(["operational", 1]);
  });

  test("takes one more word, but is not opened again", async () => {
    const { id: incidentId } = await declare({ startedAt: ago(30), resolvedAt: ago(28) });
    const post = (status: "resolved" | "monitoring") =>
      mara.client.incidents.postUpdate({ organization, incidentId, status, message: "More." });
    expect((await post("resolved")).updates).toHaveLength(2);
    await expect(post("monitoring")).rejects.toMatchObject({ code: "bad_request" });
    expect(await statusOf(api)).toBe("operational");
  });
});

describe("an incident that began before it was declared", () => {
  test("tells the past until then; from then on the log does", async () => {
    const startedAt = ago(2);
    const { id, createdAt } = await declare({ startedAt });
    expect(await pastOf(id)).toEqual([[api, "partial_outage", startedAt, createdAt]]);
    expect([await statusOf(api), await logOf(api)]).toEqual(["partial_outage", 2]);
  });

  test("tells nothing of the past when it begins at its declaration, until its start is corrected", async () => {
    const { id: incidentId, createdAt } = await declare();
    expect(await pastOf(incidentId)).toEqual([]);
    const startedAt = ago(3);
    await mara.client.incidents.update({ organization, incidentId, startedAt });
    expect(await pastOf(incidentId)).toEqual([[api, "partial_outage", startedAt, createdAt]]);
  });

  test("said nothing of a service before an update named it, but did of one that a correction adds", async () => {
    const startedAt = ago(2);
    const { id: incidentId, createdAt } = await declare({ startedAt });
    const known: AffectedService[] = [{ serviceId: api, status: "partial_outage" }];
    const joined: AffectedService[] = [{ serviceId: search, status: "major_outage" }];
    await mara.client.incidents.postUpdate({
      organization,
      incidentId,
      status: "identified",
      message: "Search, too.",
      services: joined,
    });
    expect(await pastOf(incidentId)).toEqual([[api, "partial_outage", startedAt, createdAt]]);
    await mara.client.incidents.update({ organization, incidentId, services: known });
    expect(await statusOf(search)).toBe("operational");
    const { updatedAt } = await mara.client.incidents.update({
      organization,
      incidentId,
      services: [...known, ...joined],
    });
    expect(new Set(await pastOf(incidentId))).toEqual(
      new Set([
        [api, "partial_outage", startedAt, createdAt],
        [search, "major_outage", startedAt, updatedAt],
      ]),
    );
  });

  test("adds nothing to the past while it is deleted, and all of it again when it is restored", async () => {
    const { id: incidentId } = await declare({ startedAt: ago(2) });
    const told = await pastOf(incidentId);
    await mara.client.incidents.delete({ organization, incidentId });
    expect([await pastOf(incidentId), await statusOf(api)]).toEqual([[], "operational"]);
    await mara.client.incidents.restore({ organization, incidentId });
    expect([await pastOf(incidentId), await statusOf(api)]).toEqual([told, "partial_outage"]);
  });

  test("and was resolved by an update is not given another end by hand", async () => {
    const { id: incidentId } = await declare({ startedAt: ago(2), status: "resolved" });
    await expect(
      mara.client.incidents.update({ organization, incidentId, resolvedAt: ago(1) }),
    ).rejects.toMatchObject({ code: "bad_request", data: { issues: [{ path: ["resolvedAt"] }] } });
  });
});

test("the start of an incident can be corrected, but not to after its end or now", async () => {
  const { client } = mara;
  const startedAt = new Date(Date.now() - 3_600_000).toISOString();
  const one = { title: "Trouble", message: "We look.", services: [], startedAt };
  const { id: incidentId } = await client.incidents.create({ organization, ...one, status: "investigating" });
  const move = (milliseconds: number) =>
    client.incidents.update({
      organization,
      incidentId,
      startedAt: new Date(Date.now() + milliseconds).toISOString(),
    });
  expect((await move(-7_200_000)).startedAt < startedAt).toBe(true);
  await expect(move(60_000)).rejects.toMatchObject({ status: 400 });
  const { resolvedAt } = await client.incidents.postUpdate({
    organization,
    incidentId,
    status: "resolved",
    message: "Over.",
  });
  await expect(
    client.incidents.update({
      organization,
      incidentId,
      startedAt: new Date(Date.parse(resolvedAt ?? "") + 1).toISOString(),
    }),
  ).rejects.toMatchObject({ status: 400 });
});

describe("what was said while a recorded incident went on", () => {
  const said = { message: "We look.", status: "investigating" as const };
  const refusedWith = (part: string) => ({
    code: "bad_request",
    message: expect.stringContaining(part),
  });

  test("takes its place in the story, and changes nothing else", async () => {
    const before = await declare({ startedAt: ago(5), resolvedAt: ago(2), message: "It is over." });
    const one = { organization, incidentId: before.id };
    await mara.client.incidents.postUpdate({
      ...one,
      ...said,
      message: "Found.",
      status: "identified",
      saidAt: ago(3),
    });
    const after = await mara.client.incidents.postUpdate({ ...one, ...said, saidAt: ago(4) });
    expect(after.updates.map(({ status, message }) => `${status}: ${message}`)).toEqual([
      "resolved: It is over.",
      "identified: Found.",
      "investigating: We look.",
    ]);
    const { status, impact, services, startedAt, resolvedAt, version } = before;
    expect(after).toMatchObject({ status, impact, services, startedAt, resolvedAt, version: version + 2 });
    expect(await pastOf(before.id)).toEqual([[api, "partial_outage", startedAt, resolvedAt]]);
    const [inList] = (await mara.client.incidents.list({ organization })).items;
    expect(inList?.latestUpdate.message).toBe("It is over.");
  });

  test("was said between its start and its end, in a state that was not over", async () => {
    const { id: incidentId } = await declare({ startedAt: ago(5), resolvedAt: ago(2) });
    const post = (more: object) =>
      mara.client.incidents.postUpdate({ organization, incidentId, ...said, ...more });
    await expect(post({ saidAt: ago(6) })).rejects.toMatchObject(
      refusedWith("between the start and the end"),
    );
    await expect(post({ saidAt: ago(1) })).rejects.toMatchObject(
      refusedWith("between the start and the end"),
    );
    await expect(post({ saidAt: ago(3), status: "resolved" })).rejects.toMatchObject(
      refusedWith("not resolved yet"),
    );
    const { id: open } = await declare({ startedAt: ago(5) });
    await expect(
      mara.client.incidents.postUpdate({ organization, incidentId: open, ...said, saidAt: ago(3) }),
    ).rejects.toMatchObject(refusedWith("recorded afterwards"));
  });
});
