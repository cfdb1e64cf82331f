import { limits } from "@fanal/contract";
import {
  type IncidentServiceStatus,
  type IncidentStatus,
  isActive,
  isOpen,
  isOver,
  type MaintenanceStatus,
  type ServiceStatus,
} from "@fanal/domain";
import { z } from "zod";
import { emptyPast, type Past, type PastIncident, type PastMaintenance } from "../past.ts";
import { type SourceApi, UnreadableError } from "../source-api.ts";
import { asDescription, asLine, asTimeOfServer } from "../text.ts";
import { after, mailAddress, onceEach, readItems, refuseEach, type Source } from "./source.ts";

const id = z.union([z.string().min(1).max(100), z.number().transform(String)]);
/** Version 2 writes numbers; version 3 what they are called beside them. */
const number = z.union([
  z.coerce.number().int(),
  z.object({ value: z.coerce.number().int() }).transform(({ value }) => value),
]);
const text = z.union([z.string(), z.object({ string: z.string().nullish() }).transform((it) => it.string)]);
/** Cachet names no zone: times are those of its server, which is set to UTC as it comes. */
const maybeTime = text
  .nullish()
  .transform((it) => (it == null ? null : asTimeOfServer(it)))
  .catch(null);
const related = z.array(z.object({ id })).nullish().catch(null);

const group = z.object({ id, name: z.string(), order: z.coerce.number().nullish().catch(null) });
const component = z.object({
  id,
  name: z.string(),
  description: z.string().nullish(),
  status: number.nullish(),
  order: z.coerce.number().nullish().catch(null),
  group_id: id.nullish(),
  group: related,
});
const update = z.object({
  status: number.nullish(),
  message: z.string().nullish(),
  created: maybeTime,
  created_at: maybeTime,
});
const incident = z.object({
  id,
  guid: z.string().nullish(),
  name: z.string(),
  message: z.string().nullish(),
  status: number,
  latest_status: number.nullish().catch(null),
  visible: z.coerce.number().nullish().catch(null),
  component_id: id.nullish(),
  components: related,
  occurred: maybeTime,
  occurred_at: maybeTime,
  created: maybeTime,
  created_at: maybeTime,
  updated: maybeTime,
  updated_at: maybeTime,
  updates: z.array(update).nullish().catch(null),
});
type Incident = z.infer<typeof incident>;
const schedule = z.object({
  id,
  name: z.string(),
  message: z.string().nullish(),
  status: number,
  scheduled: maybeTime,
  scheduled_at: maybeTime,
  completed: maybeTime,
  completed_at: maybeTime,
  created: maybeTime,
  created_at: maybeTime,
  components: z
    .array(z.object({ id: id.nullish(), component_id: id.nullish() }))
    .nullish()
    .catch(null),
  updates: z.array(update).nullish().catch(null),
});
type Schedule = z.infer<typeof schedule>;
const subscriber = z.object({
  id,
  email: z.string().nullish(),
  verified: z.union([z.boolean(), z.number()]).nullish().catch(null),
  verified_at: text.nullish().catch(null),
  global: z.union([z.boolean(), z.number()]).nullish().catch(null),
  components: related,
  subscriptions: z
    .array(z.object({ component_id: id }))
    .nullish()
    .catch(null),
});

/** A list as version 2 writes it, or a document of JSON:API as version 3 does. */
const list = z.union([
  z.array(z.unknown()),
  z.object({ data: z.array(z.unknown()), included: z.array(z.unknown()).default([]) }).transform(unfold),
]);
const exported = z.object({
  groups: list.default([]),
  components: list.default([]),
  incidents: list.default([]),
  schedules: list.default([]),
  subscribers: list.default([]),
});

/** Cachet 2 and 3. An export is one JSON object with the lists of its API: what they answer, or only their `data`. */
export const cachet: Source = {
  api: ({ address, key }) => ({
    base: (address ?? "").replace(/\/+$/, ""),
    headers: key === null ? {} : { "x-cachet-token": key, authorization: `Bearer ${key}` },
  }),
  collect: async (api, { key }) => {
    const version = await versionOf(api);
    const lists = version === 2 ? paths2 : paths3;
    const found: Record<string, unknown> = {};
    // Addresses are told to nobody without a key.
    for (const [name, path] of Object.entries(lists))
      if (name !== "subscribers" || key !== null) found[name] = await wholeDocument(api, path);
    return found;
  },
  toPast,
};

const paths2 = {
  groups: "/api/v1/components/groups?",
  components: "/api/v1/components?",
  incidents: "/api/v1/incidents?",
  schedules: "/api/v1/schedules?",
  subscribers: "/api/v1/subscribers?",
};
const paths3 = {
  groups: "/api/component-groups?",
  components: "/api/components?include=group&",
  incidents: "/api/incidents?include=components,updates&",
  schedules: "/api/schedules?include=components,updates&",
  subscribers: "/api/subscribers?include=components&",
};

async function versionOf(api: SourceApi): Promise<2 | 3> {
  try {
    await api.get("/api/v1/ping");
    return 2;
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    await api.get("/api/ping");
    return 3;
  }
}

const page = z.object({ data: z.array(z.unknown()), included: z.array(z.unknown()).default([]) });
const pageSize = 20;

async function wholeDocument(api: SourceApi, path: string): Promise<z.infer<typeof page>> {
  const whole: z.infer<typeof page> = { data: [], included: [] };
  for (let count = 1; ; count++) {
    const { data: read } = page.safeParse(await api.get(`${path}per_page=${pageSize}&page=${count}`));
    if (read === undefined) throw new UnreadableError("The source answers with something that is no list.");
    whole.data.push(...read.data);
    whole.included.push(...read.included);
    if (read.data.length < pageSize) return whole;
  }
}

const reference = z.object({ type: z.string(), id });
const resource = z.object({
  type: z.string(),
  id,
  attributes: z.record(z.string(), z.unknown()),
  relationships: z
    .record(z.string(), z.object({ data: z.union([reference, z.array(reference)]).nullish() }).catch({}))
    .default({}),
});

/** Resources of a document as plain things, with those that they name in the place of their names. */
function unfold({ data, included }: { data: unknown[]; included: unknown[] }): unknown[] {
  const known = new Map(
    included.flatMap((one) => {
      const { data: read } = resource.safeParse(one);
      return read === undefined
        ? []
        : [[`${read.type} ${read.id}`, { ...read.attributes, id: read.id }] as const];
    }),
  );
  return data.map((one) => {
    const { data: read } = resource.safeParse(one);
    if (read === undefined) return one;
    const named = Object.entries(read.relationships).map(([name, { data: to }]) => [
      name,
      (Array.isArray(to) ? to : to == null ? [] : [to]).map(
        (it) => known.get(`${it.type} ${it.id}`) ?? { id: it.id },
      ),
    ]);
    return { ...read.attributes, id: read.id, ...Object.fromEntries(named) };
  });
}

const serviceStatuses: Record<number, ServiceStatus> = {
  1: "operational",
  2: "degraded_performance",
  3: "partial_outage",
  4: "major_outage",
  6: "under_maintenance",
};
const incidentStatuses: Record<number, IncidentStatus> = {
  1: "investigating",
  2: "identified",
  3: "monitoring",
  4: "resolved",
};
const scheduleStatuses: Record<number, MaintenanceStatus> = {
  0: "scheduled",
  1: "in_progress",
  2: "completed",
};

function toPast(file: unknown): Past {
  const { data: all } = exported.safeParse(file);
  if (all === undefined || Object.values(all).every((items) => items.length === 0))
    throw new UnreadableError(
      "This is no export of Cachet: it has neither components nor incidents. See the documentation for how to save one.",
    );
  const past = emptyPast();
  const groups = readItems(past, "group", all.groups, group);
  past.groups = onceEach(
    inOrder(groups).map((one) => ({ externalId: one.id, name: asLine(one.name, limits.name) || "Group" })),
  );
  const groupIds = new Set(past.groups.map(({ externalId }) => externalId));
  const components = inOrder(readItems(past, "service", all.components, component));
  const statusOf = new Map(
    components.map((one) => [one.id, serviceStatuses[one.status ?? 1] ?? "operational"]),
  );
  const incidents = readItems(past, "incident", all.incidents, incident).filter((one) => {
    if (one.status === 0)
      refuseEach(
        past,
        "incident",
        one.name,
        "It was planned with an old version of Cachet. Write it down as a maintenance.",
      );
    return one.status !== 0;
  });
  const isOpenOn = new Set(incidents.filter((one) => isOpen(endStatusOf(one))).flatMap(componentsOf));
  past.services = onceEach(
    components.map((one) => {
      const groupId = one.group?.[0]?.id ?? one.group_id ?? null;
      return {
        externalId: one.id,
        name: asLine(one.name, limits.name) || "Service",
        description: asDescription(one.description),
        groupId: groupId !== null && groupIds.has(groupId) ? groupId : null,
        status: isOpenOn.has(one.id) ? "operational" : (statusOf.get(one.id) ?? "operational"),
      };
    }),
  );
  past.incidents = onceEach(
    incidents.flatMap((one) => {
      if (one.visible !== 0) return [incidentOf(one, statusOf)];
      refuseEach(past, "incident", one.name, "Visitors did not see it.");
      return [];
    }),
  );
  past.maintenances = onceEach(readItems(past, "maintenance", all.schedules, schedule).map(maintenanceOf));
  readSubscribers(past, all.subscribers);
  return past;
}

function inOrder<Item extends { order?: number | null | undefined }>(items: Item[]): Item[] {
  return items.toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0));
}

function componentsOf({ component_id, components }: Incident): string[] {
  const single = component_id == null || component_id === "0" ? [] : [component_id];
  return [...new Set([...single, ...(components ?? []).map(({ id }) => id)])];
}

function updatesOf({ updates }: Pick<Incident, "updates">, start: string) {
  return (updates ?? [])
    .map((one) => ({ ...one, at: one.created ?? one.created_at ?? start }))
    .toSorted((a, b) => a.at.localeCompare(b.at));
}

function endStatusOf(one: Incident): IncidentStatus {
  const last = updatesOf(one, "").findLast(({ status }) => status != null)?.status;
  return incidentStatuses[one.latest_status ?? last ?? one.status] ?? "investigating";
}

function incidentOf(one: Incident, statusOf: ReadonlyMap<string, ServiceStatus>): PastIncident {
  const startedAt = one.occurred ?? one.occurred_at ?? one.created ?? one.created_at ?? epoch;
  const said = updatesOf(one, startedAt);
  const status = endStatusOf(one);
  const first = incidentStatuses[one.status] ?? "investigating";
  const began = isOpen(first) ? first : "investigating";
  const updates = [
    {
      status: began,
      message: one.message ?? "",
      services: [],
      at: startedAt,
    },
    ...said.map((update) => {
      const set = incidentStatuses[update.status ?? 0] ?? began;
      return {
        status: set,
        message: update.message ?? "",
        services: [],
        at: update.at,
      };
    }),
  ];
  const resolved = updates.findLast((update) => update.status === "resolved")?.at;
  const end = after(startedAt, resolved ?? one.updated ?? one.updated_at ?? startedAt);
  if (!isOpen(status) && resolved === undefined)
    updates.push({ status: "resolved", message: "", services: [], at: end });
  return {
    externalId: one.id,
    path: `incidents/${one.guid ?? one.id}`,
    title: asLine(one.name, limits.title) || "Incident",
    status,
    impact: null,
    services: componentsOf(one).map((serviceId) => ({
      serviceId,
      status: isOpen(status) ? asIncidents(statusOf.get(serviceId)) : "degraded_performance",
    })),
    startedAt,
    resolvedAt: isOpen(status) ? null : end,
    updates,
    postmortem: null,
  };
}

const epoch = new Date(0).toISOString();

function asIncidents(status: ServiceStatus | undefined): IncidentServiceStatus {
  return status === undefined || status === "under_maintenance" ? "operational" : status;
}

function maintenanceOf(one: Schedule): PastMaintenance {
  const status = scheduleStatuses[one.status] ?? "scheduled";
  const startsAt = one.scheduled ?? one.scheduled_at ?? one.created ?? one.created_at ?? epoch;
  const completedAt = one.completed ?? one.completed_at;
  const hourLater = new Date(Date.parse(startsAt) + 3_600_000).toISOString();
  const endsAt = after(startsAt, completedAt ?? hourLater);
  const createdAt = one.created ?? one.created_at ?? startsAt;
  return {
    externalId: one.id,
    path: `schedules/${one.id}`,
    title: asLine(one.name, limits.title) || "Maintenance",
    status,
    startsAt,
    endsAt,
    startedAt: isActive(status) || isOver(status) ? startsAt : null,
    finishedAt: isOver(status) ? endsAt : null,
    startsAutomatically: true,
    finishesAutomatically: completedAt !== null,
    notifiesAutomatically: false,
    serviceIds: (one.components ?? []).flatMap((it) => it.component_id ?? it.id ?? []),
    updates: [
      { status: "scheduled", message: one.message ?? "", at: createdAt },
      ...updatesOf(one, startsAt).map(({ message, at }) => ({
        status,
        message: message ?? "",
        at,
      })),
    ],
  };
}

function readSubscribers(past: Past, items: readonly unknown[]): void {
  const addresses = new Set<string>();
  for (const one of readItems(past, "subscriber", items, subscriber)) {
    const email = mailAddress.safeParse(one.email).data;
    if (email === undefined)
      refuseEach(
        past,
        "subscriber",
        "Without a mail address",
        "They are no mail addresses. Ask those who want them to subscribe anew.",
      );
    else if (!one.verified && !one.verified_at)
      refuseEach(past, "subscriber", "Unconfirmed addresses", "They never said yes.");
    else if (!addresses.has(email)) {
      addresses.add(email);
      const chosen = [
        ...(one.components ?? []).map(({ id }) => id),
        ...(one.subscriptions ?? []).map((it) => it.component_id),
      ];
      const isGlobal = one.global == null ? chosen.length === 0 : Boolean(one.global);
      past.subscribers.push({ externalId: one.id, email, serviceIds: isGlobal ? null : chosen });
    }
  }
}
