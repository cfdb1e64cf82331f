import type { AffectedService } from "@fanal/contract";
import type { FanalClient } from "@fanal/contract/client";
import {
  effectiveStatus,
  type IncidentServiceStatus,
  type IncidentStatus,
  incidentServiceStatuses,
  incidentStatuses,
  isActive,
  isOpen,
  type MaintenanceStatus,
  maintenanceStatuses,
  nextMaintenanceStatuses,
  type ServiceStatus,
  serviceStatuses,
} from "@fanal/domain";
import fc from "fast-check";

/** What should be true of an organization, kept by the test in the simplest way there is. */
export interface Model {
  services: ModelService[];
  incidents: ModelIncident[];
  maintenances: { id: string; status: MaintenanceStatus; serviceIds: string[]; isDeleted: boolean }[];
}

export interface ModelService {
  id: string;
  name: string;
  manual: ServiceStatus;
  isDeleted: boolean;
}

export interface ModelIncident {
  id: string;
  status: IncidentStatus;
  services: Map<string, IncidentServiceStatus>;
  updates: number;
  /** The newest deleted one last. */
  deletedUpdateIds: string[];
  isDraft: boolean;
  isBackfilled: boolean;
  isDeleted: boolean;
}

export interface House {
  organization: string;
  client: FanalClient;
  /** Compares what there is with the model. */
  compare: (model: Model) => Promise<void>;
}

export function expectedStatus({ incidents, maintenances }: Model, service: ModelService): ServiceStatus {
  const statuses = incidents
    .filter(({ status, isDeleted, isDraft }) => isOpen(status) && !isDeleted && !isDraft)
    .flatMap((incident) => incident.services.get(service.id) ?? []);
  const maintenanceActive = maintenances.some(
    ({ status, serviceIds, isDeleted }) => isActive(status) && !isDeleted && serviceIds.includes(service.id),
  );
  return effectiveStatus({ manual: service.manual, incidents: statuses, signals: [], maintenanceActive });
}

/** Something that people do: whether they can, and what it does to both worlds. */
interface Act<Facts> {
  can?: (model: Model, facts: Facts) => boolean;
  run: (model: Model, house: House, facts: Facts) => Promise<void>;
}

type Command = fc.AsyncCommand<Model, House>;

function command<Facts>(name: string, facts: fc.Arbitrary<Facts>, act: Act<Facts>): fc.Arbitrary<Command> {
  return facts.map((chosen) => ({
    check: (model) => act.can?.(model, chosen) ?? true,
    run: async (model, house) => {
      await act.run(model, house, chosen);
      await house.compare(model);
    },
    toString: () => `${name} ${JSON.stringify(chosen)}`,
  }));
}

const service = fc.nat({ max: 2 });
const incident = fc.nat({ max: 4 });
const maintenance = fc.nat({ max: 2 });
const affected = fc.uniqueArray(fc.record({ service, status: fc.constantFrom(...incidentServiceStatuses) }), {
  selector: ({ service }) => service,
  maxLength: 3,
});
const status = fc.constantFrom(...incidentStatuses);
type Affected = typeof affected extends fc.Arbitrary<infer Value> ? Value : never;

/** Those of them that can be named: deleted services cannot. */
function named({ services }: Model, chosen: Affected): AffectedService[] {
  return chosen.flatMap(({ service, status }) => {
    const one = services[service];
    return one === undefined || one.isDeleted ? [] : [{ serviceId: one.id, status }];
  });
}

function statusesOf(services: AffectedService[]): ModelIncident["services"] {
  return new Map(services.map(({ serviceId, status }) => [serviceId, status]));
}

/** One of them, whatever number was drawn. */
function find<Item>(items: Item[], number: number): Item | undefined {
  return items[number % items.length];
}

function pick<Item>(items: Item[], number: number): Item {
  const item = find(items, number);
  if (item === undefined) throw new Error("There is none");
  return item;
}

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

/** Which kind of incident begins: when it does, when it was noticed, when it is over, or only on paper. */
const beginnings = {
  now: () => ({}),
  backdated: () => ({ startedAt: hoursAgo(5) }),
  over: () => ({ startedAt: hoursAgo(5), resolvedAt: hoursAgo(3) }),
  draft: () => ({ isDraft: true }),
  draftOfOver: () => ({ isDraft: true, startedAt: hoursAgo(5), resolvedAt: hoursAgo(3) }),
} satisfies Record<string, () => object>;
const beginning = fc.constantFrom(...(Object.keys(beginnings) as (keyof typeof beginnings)[]));

const setStatus = command("set status", fc.record({ service, status: fc.constantFrom(...serviceStatuses) }), {
  can: ({ services }, { service }) => !pick(services, service).isDeleted,
  run: async ({ services }, { client, organization }, { service, status }) => {
    const one = pick(services, service);
    await client.services.setStatus({ organization, serviceId: one.id, status });
    one.manual = status;
  },
});

const toggleService = command("delete or restore service", service, {
  run: async ({ services }, { client, organization }, service) => {
    const one = pick(services, service);
    const input = { organization, serviceId: one.id };
    if (one.isDeleted) await client.services.restore(input);
    else await client.services.delete(input);
    one.isDeleted = !one.isDeleted;
  },
});

const declare = command("declare", fc.record({ beginning, status, affected }), {
  can: ({ incidents }) => incidents.length < 5,
  run: async (model, { client, organization }, { beginning, status, affected }) => {
    const services = named(model, affected);
    const text = { title: "Trouble", message: "We look." };
    const { id } = await client.incidents.create({
      organization,
      ...text,
      status,
      services,
      ...beginnings[beginning](),
    });
    const isBackfilled = beginning === "over" || beginning === "draftOfOver";
    model.incidents.push({
      id,
      status: isBackfilled ? "resolved" : status,
      services: statusesOf(services),
      updates: 1,
      deletedUpdateIds: [],
      isDraft: beginning === "draft" || beginning === "draftOfOver",
      isBackfilled,
      isDeleted: false,
    });
  },
});

function canBeToldMore({ incidents }: Model, index: number): boolean {
  const one = find(incidents, index);
  return one !== undefined && !one.isDeleted && !one.isDraft;
}

const postUpdate = command("post update", fc.record({ incident, status, affected }), {
  can: (model, { incident, status }) =>
    canBeToldMore(model, incident) && !(pick(model.incidents, incident).isBackfilled && isOpen(status)),
  run: async (model, { client, organization }, { incident, status, affected }) => {
    const one = pick(model.incidents, incident);
    const services = named(model, affected);
    const input = { organization, incidentId: one.id, status, message: "More.", services };
    await client.incidents.postUpdate(input);
    one.status = status;
    one.updates++;
    for (const { serviceId, status } of services) one.services.set(serviceId, status);
  },
});

const refusedUpdate = command("be refused an update", fc.record({ incident, affected }), {
  can: ({ incidents }, { incident }) => {
    const one = find(incidents, incident);
    return one !== undefined && (one.isDraft || one.isDeleted || one.isBackfilled);
  },
  run: async (model, { client, organization }, { incident, affected }) => {
    const one = pick(model.incidents, incident);
    const services = named(model, affected);
    const input = {
      organization,
      incidentId: one.id,
      status: "monitoring",
      message: "No.",
      services,
    } as const;
    const answer = await client.incidents.postUpdate(input).then(
      () => "posted",
      (error: { code: string }) => error.code,
    );
    const expected = one.isDeleted ? "not_found" : "bad_request";
    if (answer !== expected) throw new Error(`${answer} instead of ${expected}`);
  },
});

const deleteUpdate = command("delete newest update", incident, {
  can: (model, incident) => canBeToldMore(model, incident) && pick(model.incidents, incident).updates > 1,
  run: async (model, { client, organization }, incident) => {
    const one = pick(model.incidents, incident);
    const input = { organization, incidentId: one.id };
    const { updates } = await client.incidents.get(input);
    const { id: updateId } = pick(updates, 0);
    await client.incidents.deleteUpdate({ ...input, updateId });
    one.updates--;
    one.deletedUpdateIds.push(updateId);
  },
});

const restoreUpdate = command("restore update", incident, {
  can: (model, incident) =>
    canBeToldMore(model, incident) && pick(model.incidents, incident).deletedUpdateIds.length > 0,
  run: async (model, { client, organization }, incident) => {
    const one = pick(model.incidents, incident);
    const updateId = one.deletedUpdateIds.pop() ?? "";
    await client.incidents.restoreUpdate({ organization, incidentId: one.id, updateId });
    one.updates++;
  },
});

/** Of a draft, it is writing it anew; of what is published, a correction. */
const correct = command("correct", fc.record({ incident, affected, hours: fc.integer({ min: 4, max: 9 }) }), {
  can: ({ incidents }, { incident }) => find(incidents, incident)?.isDeleted === false,
  run: async (model, { client, organization }, { incident, affected, hours }) => {
    const one = pick(model.incidents, incident);
    const services = named(model, affected);
    const startedAt = hoursAgo(hours);
    await client.incidents.update({ organization, incidentId: one.id, services, startedAt });
    one.services = statusesOf(services);
  },
});

const publish = command("publish", incident, {
  can: ({ incidents }, incident) => find(incidents, incident)?.isDeleted === false,
  run: async ({ incidents }, { client, organization }, incident) => {
    const one = pick(incidents, incident);
    await client.incidents.publish({ organization, incidentId: one.id });
    one.isDraft = false;
  },
});

const toggleIncident = command("delete or restore incident", incident, {
  can: ({ incidents }) => incidents.length > 0,
  run: async ({ incidents }, { client, organization }, incident) => {
    const one = pick(incidents, incident);
    const input = { organization, incidentId: one.id };
    if (one.isDeleted) await client.incidents.restore(input);
    else await client.incidents.delete(input);
    one.isDeleted = !one.isDeleted;
  },
});

const schedule = command("schedule maintenance", fc.uniqueArray(service, { maxLength: 3 }), {
  can: ({ maintenances }) => maintenances.length < 3,
  run: async (model, { client, organization }, services) => {
    const chosen = services.map((index) => pick(model.services, index)).filter((one) => !one.isDeleted);
    const serviceIds = chosen.map(({ id }) => id);
    const { id } = await client.maintenances.create({
      organization,
      title: "New disks",
      message: "We put in new disks.",
      serviceIds,
      localStart: "2090-02-07T02:00",
      localEnd: "2090-02-07T04:00",
      timeZone: "Europe/Berlin",
    });
    model.maintenances.push({ id, status: "scheduled", serviceIds, isDeleted: false });
  },
});

const moveMaintenance = command(
  "move maintenance",
  fc.record({ maintenance, status: fc.constantFrom(...maintenanceStatuses) }),
  {
    can: ({ maintenances }, { maintenance, status }) => {
      const one = find(maintenances, maintenance);
      return one !== undefined && !one.isDeleted && nextMaintenanceStatuses[one.status].includes(status);
    },
    run: async ({ maintenances }, { client, organization }, { maintenance, status }) => {
      const one = pick(maintenances, maintenance);
      const input = { organization, maintenanceId: one.id, status, message: "So far." };
      await client.maintenances.postUpdate(input);
      one.status = status;
    },
  },
);

const toggleMaintenance = command("delete or restore maintenance", maintenance, {
  can: ({ maintenances }) => maintenances.length > 0,
  run: async ({ maintenances }, { client, organization }, maintenance) => {
    const one = pick(maintenances, maintenance);
    const input = { organization, maintenanceId: one.id };
    if (one.isDeleted) await client.maintenances.restore(input);
    else await client.maintenances.delete(input);
    one.isDeleted = !one.isDeleted;
  },
});

/** All that people do; what matters most comes up more often. */
export const anyCommand = fc.oneof(
  { weight: 2, arbitrary: setStatus },
  { weight: 3, arbitrary: declare },
  { weight: 4, arbitrary: postUpdate },
  { weight: 1, arbitrary: refusedUpdate },
  { weight: 1, arbitrary: deleteUpdate },
  { weight: 1, arbitrary: restoreUpdate },
  { weight: 2, arbitrary: correct },
  { weight: 2, arbitrary: publish },
  { weight: 2, arbitrary: toggleIncident },
  { weight: 1, arbitrary: toggleService },
  { weight: 1, arbitrary: schedule },
  { weight: 2, arbitrary: moveMaintenance },
  { weight: 1, arbitrary: toggleMaintenance },
);
