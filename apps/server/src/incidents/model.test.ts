import { headline, isOpen, type ServiceStatus } from "@fanal/domain";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import fc from "fast-check";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openAsSuperuser } from "../http/test-helpers.ts";
import { anyCommand, expectedStatus, type House, type Model } from "./model.fixture.ts";

let fanal: TestFanal;
let database: ReturnType<typeof openAsSuperuser>;
let mara: Person;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  database = openAsSuperuser(fanal.databaseUrl);
  mara = await fanal.signUp("Mara Ilves");
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

test("whatever people do in whatever order, statuses are the worst of what is known, their log has no gaps, and the page says so", {
  timeout: 300_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyCommand, { minLength: 8, maxLength: 20, size: "max" }), (commands) =>
      fc.asyncModelRun(foundHouse, commands),
    ),
    { numRuns: 20, endOnFailure: true },
  );
});

async function foundHouse(): Promise<{ model: Model; real: House }> {
  const { client } = mara;
  const { id, slug: organization } = await client.organizations.create({ name: "Model" });
  const services: Model["services"] = [];
  for (const name of ["API", "Search", "Storage"]) {
    const service = await client.services.create({ organization, name });
    services.push({ id: service.id, name, manual: "operational", isDeleted: false });
  }
  const [page] = await client.statusPages.list({ organization });
  const compare = async (model: Model) => {
    await expectStatuses(organization, model);
    await expectIncidents(organization, model);
    await expectWholeLog(model);
    await expectTruePast(id, model);
    await expectHeadline(page?.url ?? "", model);
  };
  return { model: { services, incidents: [], maintenances: [] }, real: { organization, client, compare } };
}

async function expectStatuses(organization: string, model: Model): Promise<void> {
  const services = await mara.client.services.list({ organization });
  const affecting = model.incidents.filter((one) => isOpen(one.status) && !one.isDeleted && !one.isDraft);
  expect(services.map(({ id, status, openIncidentIds }) => [id, status, new Set(openIncidentIds)])).toEqual(
    model.services
      .filter(({ isDeleted }) => !isDeleted)
      .map((one) => [
        one.id,
        expectedStatus(model, one),
        new Set(affecting.filter(({ services }) => services.has(one.id)).map(({ id }) => id)),
      ]),
  );
}

async function expectIncidents(organization: string, model: Model): Promise<void> {
  for (const one of model.incidents) {
    if (one.isDeleted) continue;
    const incident = await mara.client.incidents.get({ organization, incidentId: one.id });
    const { status, isDraft, isBackfilled } = one;
    expect(incident).toMatchObject({ status, isDraft, isBackfilled });
    expect(incident.updates).toHaveLength(one.updates);
    // Before it is published, nobody knows when a draft will have ended.
    expect(incident.resolvedAt === null).toBe(isOpen(status) || (isDraft && !isBackfilled));
    expect(new Map(incident.services.map(({ serviceId, status }) => [serviceId, status]))).toEqual(
      one.services,
    );
  }
  const present = model.incidents.filter(({ isDeleted }) => !isDeleted);
  for (const state of ["all", "draft"] as const) {
    const { items } = await mara.client.incidents.list({ organization, state });
    const listed = present.filter(({ isDraft }) => isDraft === (state === "draft"));
    expect(new Set(items.map(({ id }) => id))).toEqual(new Set(listed.map(({ id }) => id)));
  }
}

/** The log of a service's statuses is without gaps and repetitions, and ends in what it is now. */
async function expectWholeLog(model: Model): Promise<void> {
  for (const service of model.services) {
    const { rows } = await database.pool.query<{ status: ServiceStatus; from: Date; to: Date | null }>(
      'select status, started_at as "from", ended_at as "to" from status_changes where service_id = $1 order by started_at, ended_at nulls last',
      [service.id],
    );
    for (const [index, { status, to }] of rows.entries()) {
      const next = rows[index + 1];
      expect(to).toEqual(next?.from ?? null);
      expect(status).not.toBe(next?.status);
    }
    if (!service.isDeleted) expect(rows.at(-1)?.status).toBe(expectedStatus(model, service));
  }
}

/** What is told of the past is told by incidents that visitors see, of services that they affected, in their time. */
async function expectTruePast(organizationId: string, model: Model): Promise<void> {
  const { rows } = await database.pool.query<{ incident: string; service: string; whole: boolean }>(
    `select p.incident_id as incident, p.service_id as service,
       (p.started_at, p.ended_at) is not distinct from (i.started_at, i.resolved_at) as whole
     from incident_past_statuses p join incidents i on i.id = p.incident_id
     where p.organization_id = $1`,
    [organizationId],
  );
  const { rows: wrong } = await database.pool.query(
    `select from incident_past_statuses p join incidents i on i.id = p.incident_id
     where p.organization_id = $1 and not (p.started_at = i.started_at and p.started_at < p.ended_at
       and p.ended_at <= coalesce(i.resolved_at, now()))`,
    [organizationId],
  );
  expect(wrong).toEqual([]);
  const told = Map.groupBy(rows, ({ incident }) => incident);
  for (const { id, isDraft, isDeleted, isBackfilled, services } of model.incidents) {
    const past = told.get(id) ?? [];
    if (isDraft || isDeleted) expect(past).toEqual([]);
    for (const { service } of past) expect([...services.keys()]).toContain(service);
    if (!isBackfilled || isDraft || isDeleted) continue;
    expect(past.every(({ whole }) => whole)).toBe(true);
    expect(past).toHaveLength(services.size);
  }
}

async function expectHeadline(url: string, model: Model): Promise<void> {
  const shown = model.services.filter(({ isDeleted }) => !isDeleted);
  const { text } = headline(
    shown.map((service) => ({ name: service.name, status: expectedStatus(model, service) })),
  );
  const headlineOf = async () =>
    /data-key="headline" data-state="([^"]*)"/.exec(await (await fetch(url)).text())?.[1];
  // An answer waits for the page, but not for ever.
  await expect.poll(headlineOf, { timeout: 10_000 }).toBe(text);
}
