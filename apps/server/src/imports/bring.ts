import { limits } from "@fanal/contract";
import type { Tx } from "@fanal/database";
import { services } from "@fanal/database/schema";
import { everything, type ImportKind, incidentStatusLabels, maintenanceStatusLabels } from "@fanal/domain";
import { and, eq, inArray, isNull } from "drizzle-orm";
import type { OrganizationContext } from "../context.ts";
import { bringIncident } from "../incidents/bring.ts";
import { bringMaintenance } from "../maintenances/bring.ts";
import { createService, setServiceStatus } from "../services/commands.ts";
import { createServiceGroup } from "../services/group-commands.ts";
import { updateStatusPage } from "../status-pages/commands.ts";
import { getStatusPage, requireStatusPage } from "../status-pages/queries/pages.ts";
import { insertImported } from "../subscribers/import-worker.ts";
import { knownIds, nameAliases } from "./aliases.ts";
import type { Past, PastGroup, PastIncident, PastMaintenance, PastService, PastSubscriber } from "./past.ts";
import { batches, type ImportPlace, keyOf, namesOf, subscribersAmong } from "./plan.ts";
import { asMessage } from "./text.ts";

/** What became of one thing, or of several subscribers. */
export interface Outcome {
  added: number;
  known: number;
  problems: { name: string; message: string }[];
}

/** One piece of an import: so many things, made in one transaction with their aliases. */
export interface Step {
  kind: ImportKind;
  name: string;
  size: number;
  take: (tx: Tx, as: OrganizationContext, place: ImportPlace) => Promise<Outcome>;
}

const subscribersAtOnce = 200;

/** The pieces of a past in the order in which they are made. Of incidents and maintenances the oldest comes first. */
export function stepsOf(past: Past): Step[] {
  const stories = [
    ...past.incidents.map((one) => ({ at: one.startedAt, step: incidentStep(one) })),
    ...past.maintenances.map((one) => ({ at: one.startsAt, step: maintenanceStep(one) })),
  ].toSorted((a, b) => a.at.localeCompare(b.at));
  return [
    ...past.groups.map(groupStep),
    ...past.services.map(serviceStep),
    ...(past.services.length === 0 ? [] : [showStep(past.services)]),
    ...stories.map(({ step }) => step),
    ...batches(past.subscribers, subscribersAtOnce).map(subscriberStep),
  ];
}

const known: Outcome = { added: 0, known: 1, problems: [] };
const added: Outcome = { added: 1, known: 0, problems: [] };

/** A step that makes one thing, unless it is here already. */
function one(
  kind: ImportKind,
  { externalId, path = null }: { externalId: string; path?: string | null },
  name: string,
  make: (tx: Tx, as: OrganizationContext, place: ImportPlace) => Promise<Outcome & { id: string }>,
): Step {
  return {
    kind,
    name,
    size: 1,
    take: async (tx, as, place) => {
      const here = await knownIds(tx, place, kind, [externalId]);
      if (here.size > 0) return known;
      const { id, ...outcome } = await make(tx, as, place);
      await nameAliases(tx, place, [{ kind, externalId, id, path, at: as.now() }]);
      return outcome;
    },
  };
}

function groupStep(group: PastGroup): Step {
  return one("group", group, group.name, async (tx, as) => {
    const id = (await namesOf(tx, "group")).get(keyOf(group.name));
    if (id !== undefined) return { id, ...known };
    return { id: (await createServiceGroup(as, { name: group.name })).id, ...added };
  });
}

function serviceStep(service: PastService): Step {
  const { name, description, groupId, status } = service;
  return one("service", service, name, async (tx, as, place) => {
    const here = (await namesOf(tx, "service")).get(keyOf(name));
    if (here !== undefined) return { id: here, ...known };
    const groups = await knownIds(tx, place, "group", groupId === null ? [] : [groupId]);
    const ours = groups.get(groupId ?? "") ?? null;
    const { id } = await createService(as, {
      name,
      description,
      groupId: ours,
      teamId: null,
      slaTarget: null,
    });
    if (status !== "operational") await setServiceStatus(as, { serviceId: id, status });
    return { id, ...added };
  });
}

/** Puts the services on the page, behind those that it shows. Done once again it changes nothing. */
function showStep(brought: readonly PastService[]): Step {
  return {
    kind: "service",
    name: "",
    size: 0,
    take: async (tx, as, place) => {
      const externalIds = brought.map(({ externalId }) => externalId);
      const ours = await presentServices(tx, place, externalIds);
      const { serviceIds } = await getStatusPage(tx, place.pageId, as);
      const more = [...new Set(ours.values())].filter((id) => !serviceIds.includes(id));
      if (more.length > 0)
        await updateStatusPage(as, { pageId: place.pageId, serviceIds: [...serviceIds, ...more] });
      return { added: 0, known: 0, problems: [] };
    },
  };
}

function incidentStep(incident: PastIncident): Step {
  return one("incident", incident, incident.title, async (tx, as, place) => {
    const named = [incident, ...incident.updates].flatMap(({ services }) =>
      services.map(({ serviceId }) => serviceId),
    );
    const ours = await presentServices(tx, place, named);
    const translate = (affected: PastIncident["services"]) =>
      onceEachService(
        affected.flatMap(({ serviceId, status }) => {
          const id = ours.get(serviceId);
          return id === undefined ? [] : [{ serviceId: id, status }];
        }),
      );
    const { title, status, impact, postmortem } = incident;
    const id = await bringIncident(tx, as, {
      title,
      status,
      impact,
      services: translate(incident.services),
      startedAt: new Date(incident.startedAt),
      resolvedAt: incident.resolvedAt === null ? null : new Date(incident.resolvedAt),
      updates: inStrictOrder(
        incident.updates.map(({ at, services, status, message }) => ({
          status,
          message: asMessage(message, `${incidentStatusLabels[status]}.`),
          services: translate(services),
          at: new Date(at),
        })),
      ),
      postmortem: postmortem && {
        message: asMessage(postmortem.message, "Postmortem."),
        publishedAt: new Date(postmortem.publishedAt),
      },
    });
    return { id, ...added, problems: missingIn(title, named, ours) };
  });
}

function maintenanceStep(maintenance: PastMaintenance): Step {
  return one("maintenance", maintenance, maintenance.title, async (tx, as, place) => {
    const ours = await presentServices(tx, place, maintenance.serviceIds);
    const { timeZone } = await requireStatusPage(tx, place.pageId);
    const { externalId: _, path: __, startsAt, endsAt, startedAt, finishedAt, ...rest } = maintenance;
    const id = await bringMaintenance(tx, as, {
      ...rest,
      timeZone,
      startsAt: new Date(startsAt),
      endsAt: new Date(endsAt),
      startedAt: startedAt === null ? null : new Date(startedAt),
      finishedAt: finishedAt === null ? null : new Date(finishedAt),
      serviceIds: [...new Set(ours.values())],
      updates: inStrictOrder(
        rest.updates.map(({ status, message, at }) => ({
          status,
          message: asMessage(message, `${maintenanceStatusLabels[status]}.`),
          at: new Date(at),
        })),
      ),
    });
    return { id, ...added, problems: missingIn(rest.title, maintenance.serviceIds, ours) };
  });
}

function subscriberStep(some: PastSubscriber[]): Step {
  return {
    kind: "subscriber",
    name: "Subscribers",
    size: some.length,
    take: async (tx, as, place) => {
      const before = await knownIds(
        tx,
        place,
        "subscriber",
        some.map(({ externalId }) => externalId),
      );
      const wanted = some.filter(({ externalId }) => !before.has(externalId));
      const page = await requireStatusPage(tx, place.pageId);
      const ours = await presentServices(
        tx,
        place,
        wanted.flatMap(({ serviceIds }) => serviceIds ?? []),
      );
      const problems: Outcome["problems"] = [];
      const chosen = wanted.flatMap(({ email, serviceIds }) => {
        const ids = serviceIds?.flatMap((id) => ours.get(id) ?? []) ?? null;
        // Who wanted to be told of something that is not here would be told of everything else.
        if (ids?.length === 0) {
          problems.push({ name: "One address", message: "It was told of services that are not here." });
          return [];
        }
        const scope = ids === null ? null : { serviceIds: [...new Set(ids)], groupIds: [] };
        return [{ email, choices: { ...everything, scope }, language: page.language, isShared: false }];
      });
      const new_ =
        chosen.length === 0
          ? []
          : await insertImported(tx, { pageId: page.id, isAsked: false, now: as.now() }, chosen);
      const here = await subscribersAmong(
        tx,
        page.id,
        chosen.map(({ email }) => email),
      );
      const idOf = new Map(here.map(({ address, id }) => [address, id]));
      for (const { isGone } of here)
        if (isGone)
          problems.push({
            name: "One address",
            message: "It unsubscribed here. Only whoever reads it can come back.",
          });
      await nameAliases(
        tx,
        place,
        wanted.flatMap(({ externalId, email }) => {
          const id = idOf.get(email);
          return id === undefined ? [] : [{ kind: "subscriber" as const, externalId, id, at: as.now() }];
        }),
      );
      const refused = problems.length;
      return { added: new_.length, known: some.length - new_.length - refused, problems };
    },
  };
}

/** Our ids of services that are here and not deleted, by those that they had. */
async function presentServices(
  tx: Tx,
  place: ImportPlace,
  externalIds: readonly string[],
): Promise<Map<string, string>> {
  const ids = await knownIds(tx, place, "service", [...new Set(externalIds)]);
  if (ids.size === 0) return ids;
  const rows = await tx.db
    .select({ id: services.id })
    .from(services)
    .where(
      and(
        eq(services.organizationId, tx.organizationId),
        inArray(services.id, [...ids.values()]),
        isNull(services.deletedAt),
      ),
    );
  const present = new Set(rows.map(({ id }) => id));
  return new Map([...ids].filter(([, id]) => present.has(id)));
}

function missingIn(
  name: string,
  named: readonly string[],
  ours: ReadonlyMap<string, string>,
): Outcome["problems"] {
  const count = new Set(named.filter((id) => !ours.has(id))).size;
  if (count === 0) return [];
  const message =
    count === 1
      ? "It is brought without one service that is not here."
      : `It is brought without ${count} services that are not here.`;
  return [{ name: name.slice(0, limits.title), message }];
}

/** Two of theirs can be one of ours: the first says what it was. */
function onceEachService<Affected extends { serviceId: string }>(affected: readonly Affected[]): Affected[] {
  return [...new Map(affected.toReversed().map((one) => [one.serviceId, one])).values()].toReversed();
}

/** Updates of the same moment stay in their order. */
function inStrictOrder<Update extends { at: Date }>(updates: readonly Update[]): Update[] {
  let last = Number.NEGATIVE_INFINITY;
  return updates.map((update) => {
    last = Math.max(update.at.getTime(), last + 1);
    return { ...update, at: new Date(last) };
  });
}
