import type { Incident, Service } from "@fanal/contract";
import { connect, type Database } from "@fanal/database";
import {
  effectiveStatus,
  type IncidentServiceStatus,
  type IncidentStatus,
  incidentServiceStatuses,
  incidentStatuses,
  isOpen,
  type ServiceStatus,
  serviceStatuses,
} from "@fanal/domain";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import fc from "fast-check";
import { afterAll, beforeAll, expect, inject, test } from "vitest";

let fanal: TestFanal;
let database: Database;
let mara: Person;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  database = connect({
    url: fanal.databaseUrl,
    role: null,
    maxConnections: 1,
    name: "test",
    onError: () => {},
  });
  mara = await fanal.signUp("Mara Ilves");
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

/** What should be true of an organization, kept by the test in the simplest way there is. */
interface Model {
  services: { id: string; manual: ServiceStatus; isDeleted: boolean }[];
  incidents: {
    id: string;
    status: IncidentStatus;
    services: Map<string, IncidentServiceStatus>;
    isDeleted: boolean;
  }[];
}

interface House {
  organization: string;
  model: Model;
}

type Act = (house: House) => Promise<unknown>;
const numbers = { service: fc.nat({ max: 2 }), incident: fc.nat({ max: 3 }) };
const affected = fc.uniqueArray(
  fc.record({ service: numbers.service, status: fc.constantFrom(...incidentServiceStatuses) }),
  { selector: ({ service }) => service, maxLength: 3 },
);
type Affected = typeof affected extends fc.Arbitrary<infer Value> ? Value : never;

/** Those of them that can be named: deleted services cannot. */
function named({ services }: Model, chosen: Affected) {
  return chosen.flatMap(({ service, status }) => {
    const one = services[service];
    return one === undefined || one.isDeleted ? [] : [{ serviceId: one.id, status }];
  });
}

const setStatus = fc.record({ service: numbers.service, status: fc.constantFrom(...serviceStatuses) }).map(
  ({ service, status }): Act =>
    async ({ organization, model }) => {
      const one = model.services[service];
      if (one === undefined || one.isDeleted) return;
      await mara.client.services.setStatus({ organization, serviceId: one.id, status });
      one.manual = status;
    },
);

const declare = fc.record({ status: fc.constantFrom(...incidentStatuses), affected }).map(
  ({ status, affected }): Act =>
    async ({ organization, model }) => {
      if (model.incidents.length > 3) return;
      const services = named(model, affected);
      const { id } = await mara.client.incidents.create({
        organization,
        title: "Trouble",
        status,
        message: "We look.",
        services,
      });
      const byId = new Map(services.map(({ serviceId, status }) => [serviceId, status]));
      model.incidents.push({ id, status, services: byId, isDeleted: false });
    },
);

const postUpdate = fc
  .record({ incident: numbers.incident, status: fc.constantFrom(...incidentStatuses), affected })
  .map(
    ({ incident, status, affected }): Act =>
      async ({ organization, model }) => {
        const one = model.incidents[incident];
        if (one === undefined || one.isDeleted) return;
        const services = named(model, affected);
        await mara.client.incidents.postUpdate({
          organization,
          incidentId: one.id,
          status,
          message: "More.",
          services,
        });
        one.status = status;
        for (const { serviceId, status } of services) one.services.set(serviceId, status);
      },
  );

const toggleIncident = numbers.incident.map(
  (incident): Act =>
    async ({ organization, model }) => {
      const one = model.incidents[incident];
      if (one === undefined) return;
      const input = { organization, incidentId: one.id };
      if (one.isDeleted) await mara.client.incidents.restore(input);
      else await mara.client.incidents.delete(input);
      one.isDeleted = !one.isDeleted;
    },
);

const toggleService = numbers.service.map(
  (service): Act =>
    async ({ organization, model }) => {
      const one = model.services[service];
      if (one === undefined) return;
      const input = { organization, serviceId: one.id };
      if (one.isDeleted) await mara.client.services.restore(input);
      else await mara.client.services.delete(input);
      one.isDeleted = !one.isDeleted;
    },
);

async function foundHouse(): Promise<House> {
  const { slug: organization } = await mara.client.organizations.create({ name: "Model" });
  const services: Model["services"] = [];
  for (const name of ["API", "Search", "Storage"]) {
    const { id } = await mara.client.services.create({ organization, name });
    services.push({ id, manual: "operational", isDeleted: false });
  }
  return { organization, model: { services, incidents: [] } };
}

function expectedStatus({ incidents }: Model, service: Model["services"][number]): ServiceStatus {
  const statuses = incidents
    .filter((incident) => isOpen(incident.status) && !incident.isDeleted)
    .flatMap((incident) => incident.services.get(service.id) ?? []);
  return effectiveStatus({ manual: service.manual, incidents: statuses, maintenanceActive: false });
}

async function expectAsModelled({ organization, model }: House): Promise<void> {
  const services: Service[] = await mara.client.services.list({ organization });
  expect(services.map(({ id, status }) => [id, status])).toEqual(
    model.services.filter(({ isDeleted }) => !isDeleted).map((one) => [one.id, expectedStatus(model, one)]),
  );
  for (const one of model.incidents) {
    if (one.isDeleted) continue;
    const incident: Incident = await mara.client.incidents.get({ organization, incidentId: one.id });
    expect(incident.status).toBe(one.status);
    expect(incident.resolvedAt === null).toBe(isOpen(one.status));
    expect(new Map(incident.services.map(({ serviceId, status }) => [serviceId, status]))).toEqual(
      one.services,
    );
  }
}

/** The log of a service's statuses is without gaps and repetitions, and ends in what it is now. */
async function expectWholeLog({ model }: House): Promise<void> {
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

test("whatever people do in whatever order, statuses are the worst of what is known, and their log has no gaps", {
  timeout: 120_000,
}, async () => {
  const act = fc.oneof(
    { weight: 3, arbitrary: setStatus },
    { weight: 3, arbitrary: declare },
    { weight: 4, arbitrary: postUpdate },
    { weight: 1, arbitrary: toggleIncident },
    { weight: 1, arbitrary: toggleService },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 14 }), async (acts) => {
      const house = await foundHouse();
      for (const run of acts) {
        await run(house);
        await expectAsModelled(house);
      }
      await expectWholeLog(house);
    }),
    { numRuns: 25, endOnFailure: true },
  );
});

test("the start of an incident can be corrected, but not to after its end or now", async () => {
  const { organization } = await foundHouse();
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
