import { type Database, inOrganization } from "@fanal/database";
import { eventCursors, eventLogs, newId, statusPages } from "@fanal/database/schema";
import {
  accessOfMember,
  incidentServiceStatuses,
  incidentStatuses,
  localTimeOf,
  serviceStatuses,
  signalStatuses,
} from "@fanal/domain";
import { ORPCError } from "@orpc/server";
import { and, eq } from "drizzle-orm";
import fc from "fast-check";
import type { OrganizationContext } from "../context.ts";
import { eventsAfter } from "../events/read.ts";
import { declareIncident, deleteIncident, restoreIncident, updateIncident } from "../incidents/commands.ts";
import { publishIncident } from "../incidents/draft-commands.ts";
import { postUpdate } from "../incidents/update-commands.ts";
import { createMaintenance, deleteMaintenance, restoreMaintenance } from "../maintenances/commands.ts";
import { postMaintenanceUpdate } from "../maintenances/update-commands.ts";
import { createOrganization } from "../organizations/commands.ts";
import { roomsOver } from "../rooms.fixture.ts";
import { createService, deleteService, restoreService, setServiceStatus } from "../services/commands.ts";
import { setSignals } from "../signals/set-signals.ts";
import { createStatusPage, updateStatusPage } from "../status-pages/commands.ts";
import { createCorrection, withdrawCorrection } from "../uptime/commands.ts";
import { rollupReaderName } from "../uptime/queries/rolled-days.ts";
import { rollupReader } from "./reader.ts";

export const hour = 3_600_000;

/** An organization that lives by a clock of its own, with all that happened in it. */
export interface House {
  operator: OrganizationContext;
  database: Database;
  organizationId: string;
  services: { id: string; createdAt: Date }[];
  corrections: { serviceId: string; correctionId: string }[];
  incidentIds: string[];
  maintenanceIds: string[];
  pageIds: string[];
  now: () => Date;
  /** Lets time pass. */
  wait: (ms: number) => void;
}

const frontDoor = { source: "check", sourceId: newId(), name: "Front door" } as const;
const zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Etc/UTC"];

/** Before the clocks of the northern zones change. */
const start = Date.UTC(2026, 2, 1, 10);

type Founder = Parameters<typeof createOrganization>[0]["founder"];

export async function signUpFounder(database: Database, name = "mara"): Promise<Founder> {
  const body = { email: `${name}@acme.example`, password: "a long fall, a sign", name: "Mara" };
  const { user } = await roomsOver(database).auth.api.signUpEmail({ body });
  return user;
}

export async function foundHouse(database: Database, founder: Founder, number: number): Promise<House> {
  let clock = start;
  const now = () => new Date(clock);
  const { context } = roomsOver(database, now);
  const organization = await createOrganization(
    { ...context, founder, idempotencyKey: null },
    { name: "Acme", slug: `acme-${number}` },
  );
  const operator: OrganizationContext = {
    ...context,
    actor: { kind: "member", id: founder.id, name: founder.name },
    access: accessOfMember("owner", []),
    signedInBy: null,
    address: null,
    organization: { ...organization, createdAt: now() },
    inOrganization: async (work) => (await inOrganization(database, organization.id, work)).result,
  };
  const house: House = {
    operator,
    database,
    organizationId: organization.id,
    services: [],
    corrections: [],
    incidentIds: [],
    maintenanceIds: [],
    pageIds: [],
    now,
    wait: (ms) => {
      clock += ms;
    },
  };
  for (const name of ["API", "Search", "Storage"]) await addService(house, name);
  const page = await createStatusPage(operator, {
    name: "Elsewhere",
    slug: `elsewhere-${number}`,
    timeZone: "America/New_York",
    serviceIds: house.services.map(({ id }) => id),
    addsNewServices: true,
  });
  house.pageIds.push(page.id);
  return house;
}

async function addService({ operator, services, now }: House, name: string): Promise<void> {
  const { id } = await createService(operator, {
    name,
    description: "",
    groupId: null,
    teamId: null,
    slaTarget: null,
  });
  services.push({ id, createdAt: now() });
}

/** Handles all that happened since it was last asked, as the server does. */
export async function read({ database, organizationId, now }: House): Promise<void> {
  const reader = rollupReader(now);
  await inOrganization(database, organizationId, async (tx) => {
    const mine = and(
      eq(eventCursors.organizationId, organizationId),
      eq(eventCursors.reader, rollupReaderName),
    );
    const [cursor] = await tx.db.select().from(eventCursors).where(mine);
    const events = await eventsAfter(tx, cursor?.position ?? 0, 10_000);
    const handled = events.filter(({ type }) => reader.handles.includes(type));
    if (handled.length > 0) await reader.handle(tx, handled);
    const [log] = await tx.db.select().from(eventLogs).where(eq(eventLogs.organizationId, organizationId));
    const position = log?.position ?? 0;
    await tx.db
      .insert(eventCursors)
      .values({ organizationId, reader: rollupReaderName, position })
      .onConflictDoUpdate({ target: [eventCursors.organizationId, eventCursors.reader], set: { position } });
  });
}

/** Something that people do, after some time. What the rules refuse does not happen. */
export type Step = (house: House) => Promise<void>;

const nat = fc.nat({ max: 9 });
const affected = fc.uniqueArray(
  fc.record({ service: fc.nat({ max: 2 }), status: fc.constantFrom(...incidentServiceStatuses) }),
  { selector: ({ service }) => service, maxLength: 3 },
);
type Affected = typeof affected extends fc.Arbitrary<infer Value> ? Value : never;

function named({ services }: House, chosen: Affected) {
  return chosen.flatMap(({ service, status }) => {
    const one = services[service];
    return one === undefined ? [] : [{ serviceId: one.id, status }];
  });
}

function pick(ids: string[], number: number): string {
  const id = ids[number % Math.max(1, ids.length)];
  if (id === undefined) throw new ORPCError("NOT_FOUND");
  return id;
}

const hours = fc.integer({ min: 1, max: 300 });

const acts: fc.Arbitrary<Step>[] = [
  fc.record({ service: nat, status: fc.constantFrom(...serviceStatuses) }).map(
    ({ service, status }): Step =>
      async ({ operator, services }) => {
        await setServiceStatus(operator, {
          serviceId: pick(
            services.map(({ id }) => id),
            service,
          ),
          status,
        });
      },
  ),
  fc
    .record({
      affected,
      ago: hours,
      lasted: hours,
      kind: fc.constantFrom("now", "backdated", "over", "draft"),
    })
    .map(
      ({ affected, ago, lasted, kind }): Step =>
        async (house) => {
          const { operator, now, incidentIds } = house;
          const moment = (hoursAgo: number) => new Date(now().getTime() - hoursAgo * hour).toISOString();
          const { id } = await declareIncident(operator, {
            title: "Trouble",
            message: "We look.",
            status: kind === "over" ? "resolved" : "investigating",
            impact: null,
            services: named(house, affected),
            ...(kind === "now" ? {} : { startedAt: moment(ago + lasted) }),
            ...(kind === "over" ? { resolvedAt: moment(ago) } : {}),
            isDraft: kind === "draft",
          });
          incidentIds.push(id);
        },
    ),
  fc.record({ incident: nat, affected, status: fc.constantFrom(...incidentStatuses) }).map(
    ({ incident, affected, status }): Step =>
      async (house) => {
        await postUpdate(house.operator, {
          incidentId: pick(house.incidentIds, incident),
          status,
          message: "News.",
          services: named(house, affected),
        });
      },
  ),
  fc.record({ incident: nat, affected, ago: fc.option(hours) }).map(
    ({ incident, affected, ago }): Step =>
      async (house) => {
        await updateIncident(house.operator, {
          incidentId: pick(house.incidentIds, incident),
          services: named(house, affected),
          ...(ago === null ? {} : { startedAt: new Date(house.now().getTime() - ago * hour).toISOString() }),
        });
      },
  ),
  nat.map(
    (incident): Step =>
      async ({ operator, incidentIds }) => {
        await deleteIncident(operator, { incidentId: pick(incidentIds, incident) });
      },
  ),
  nat.map(
    (incident): Step =>
      async ({ operator, incidentIds }) => {
        await restoreIncident(operator, { incidentId: pick(incidentIds, incident) });
      },
  ),
  nat.map(
    (incident): Step =>
      async ({ operator, incidentIds }) => {
        await publishIncident(operator, { incidentId: pick(incidentIds, incident) });
      },
  ),
  nat.map(
    (service): Step =>
      async ({ operator, services, now, maintenanceIds }) => {
        const at = (ms: number) => localTimeOf(new Date(now().getTime() + ms), "Etc/UTC");
        const { id } = await createMaintenance(operator, {
          title: "New disks",
          message: "We put in new disks.",
          serviceIds: [
            pick(
              services.map((one) => one.id),
              service,
            ),
          ],
          localStart: at(hour),
          localEnd: at(3 * hour),
          timeZone: "Etc/UTC",
          startsAutomatically: false,
          finishesAutomatically: false,
          notifiesAutomatically: false,
          rrule: null,
          recordsPast: false,
        });
        maintenanceIds.push(id);
        await postMaintenanceUpdate(operator, {
          maintenanceId: id,
          status: "in_progress",
          message: "We begin.",
        });
      },
  ),
  nat.map(
    (maintenance): Step =>
      async ({ operator, maintenanceIds }) => {
        const maintenanceId = pick(maintenanceIds, maintenance);
        await postMaintenanceUpdate(operator, { maintenanceId, status: "completed", message: "Done." });
      },
  ),
  nat.map(
    (maintenance): Step =>
      async ({ operator, maintenanceIds }) => {
        await deleteMaintenance(operator, {
          maintenanceId: pick(maintenanceIds, maintenance),
          scope: "this",
        });
      },
  ),
  nat.map(
    (maintenance): Step =>
      async ({ operator, maintenanceIds }) => {
        await restoreMaintenance(operator, { maintenanceId: pick(maintenanceIds, maintenance) });
      },
  ),
  nat.map(
    (service): Step =>
      async ({ operator, services }) => {
        const serviceId = pick(
          services.map(({ id }) => id),
          service,
        );
        await deleteService(operator, { serviceId });
        await restoreService(operator, { serviceId });
      },
  ),
  fc.constantFrom(...zones).map(
    (timeZone): Step =>
      async ({ operator, pageIds }) => {
        await updateStatusPage(operator, { pageId: pick(pageIds, 0), timeZone });
      },
  ),
  fc.record({ service: nat, status: fc.option(fc.constantFrom(...signalStatuses)) }).map(
    ({ service, status }): Step =>
      async ({ operator, services }) => {
        const serviceId = pick(
          services.map(({ id }) => id),
          service,
        );
        const signals = status === null ? [] : [{ serviceId, status }];
        await operator.inOrganization((tx) => setSignals(tx, operator, frontDoor, signals));
      },
  ),
  fc.constant<Step>((house) => addService(house, "Another")),
];

/** What was recorded is corrected afterwards, and corrections are withdrawn. */
const correcting: fc.Arbitrary<Step>[] = [
  fc.record({ service: nat, status: fc.constantFrom(...serviceStatuses), ago: hours, lasted: hours }).map(
    ({ service, status, ago, lasted }): Step =>
      async ({ operator, services, corrections, now }) => {
        const moment = (hoursAgo: number) => new Date(now().getTime() - hoursAgo * hour).toISOString();
        const serviceId = pick(
          services.map(({ id }) => id),
          service,
        );
        const { id: correctionId } = await createCorrection(operator, {
          serviceId,
          status,
          startedAt: moment(ago + lasted),
          endedAt: moment(ago),
          reason: "It was seen in the logs.",
        });
        corrections.push({ serviceId, correctionId });
      },
  ),
  nat.map(
    (number): Step =>
      async ({ operator, corrections }) => {
        const one = corrections[number % Math.max(1, corrections.length)];
        if (one !== undefined) await withdrawCorrection(operator, one);
      },
  ),
];

const anyPause = fc.integer({ min: 0, max: 60 * 60 }).map((minutes) => minutes * 60_000);

/** What happens in an organization in some weeks; sometimes its log is read, and sometimes not for a while. */
export const anyHistory: fc.Arbitrary<Step[]> = fc.array(
  fc
    .record({
      pause: anyPause,
      act: fc.oneof(...acts, ...acts.slice(0, 6), ...acts.slice(1, 4), ...correcting, ...correcting),
      isRead: fc.boolean(),
    })
    .map(
      ({ pause, act, isRead }): Step =>
        async (house) => {
          house.wait(pause);
          await act(house).catch((error) => {
            if (!(error instanceof ORPCError)) throw error;
          });
          if (isRead) await read(house);
        },
    ),
  { minLength: 15, maxLength: 40, size: "max" },
);

/** Something that the reader looks at, so that it learns what day it is. */
export async function endWithEvent({ operator, services }: House): Promise<void> {
  const [service] = services;
  if (service !== undefined)
    await setServiceStatus(operator, {
      serviceId: service.id,
      status: "operational",
      message: "All is well.",
    });
}

export async function zonesOf({ database, organizationId }: House): Promise<string[]> {
  const { result } = await inOrganization(database, organizationId, (tx) =>
    tx.db
      .selectDistinct({ timeZone: statusPages.timeZone })
      .from(statusPages)
      .where(eq(statusPages.organizationId, organizationId)),
  );
  return result.map(({ timeZone }) => timeZone);
}
