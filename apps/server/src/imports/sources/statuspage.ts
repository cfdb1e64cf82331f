import { limits } from "@fanal/contract";
import {
  type Impact,
  type IncidentServiceStatus,
  type IncidentStatus,
  impacts,
  incidentServiceStatuses,
  incidentStatuses,
  isActive,
  isOver,
  type MaintenanceStatus,
  maintenanceStatuses,
  serviceStatuses,
  severity,
} from "@fanal/domain";
import { z } from "zod";
import { emptyPast, type Past, type PastIncident, type PastMaintenance } from "../past.ts";
import { type SourceApi, TooLargeError, UnreadableError, wholeList } from "../source-api.ts";
import { asDescription, asLine, asTime, timeBy } from "../text.ts";
import {
  after,
  mailAddress,
  onceEach,
  readItems,
  refuseEach,
  type Source,
  type SourceAccess,
} from "./source.ts";

const id = z.string().min(1).max(100);
const time = timeBy(asTime);
const maybeTime = time.nullish().catch(null);

const component = z.object({
  id,
  name: z.string(),
  description: z.string().nullish(),
  status: z.string().nullish(),
  group: z.boolean().nullish(),
  group_id: id.nullish(),
  position: z.coerce.number().nullish().catch(null),
});
type Component = z.infer<typeof component>;

const componentGroup = z.object({ id, name: z.string(), components: z.array(id).nullish().catch(null) });

const update = z.object({
  status: z.string(),
  body: z.string().nullish(),
  created_at: time,
  display_at: maybeTime,
  affected_components: z
    .array(z.object({ code: id, new_status: z.string().nullish() }))
    .nullish()
    .catch(null),
});

const incident = z.object({
  id,
  name: z.string(),
  status: z.string(),
  impact: z.string().nullish(),
  created_at: time,
  started_at: maybeTime,
  resolved_at: maybeTime,
  updated_at: maybeTime,
  scheduled_for: maybeTime,
  scheduled_until: maybeTime,
  scheduled_auto_in_progress: z.boolean().nullish(),
  scheduled_auto_completed: z.boolean().nullish(),
  scheduled_remind_prior: z.boolean().nullish(),
  auto_transition_deliver_notifications_at_start: z.boolean().nullish(),
  postmortem_body: z.string().nullish(),
  postmortem_published_at: maybeTime,
  incident_updates: z.array(update).default([]),
  components: z.array(z.object({ id })).nullish().catch(null),
});
type Incident = z.infer<typeof incident>;

const subscriber = z.object({
  id,
  mode: z.string().nullish(),
  email: z.string().nullish(),
  state: z.string().nullish(),
  quarantined_at: maybeTime,
  components: z.array(id).nullish().catch(null),
});

const list = z.array(z.unknown()).default([]);
const exported = z.object({
  components: list,
  component_groups: list,
  incidents: list,
  scheduled_maintenances: list,
  subscribers: list,
});

/**
 * Statuspage. An export is one JSON object with the lists of its v1 API: `components`, `component_groups`, `incidents` and
 * `subscribers`; the answers of the public API, with `scheduled_maintenances`, are read as well.
 */
export const statuspage: Source = {
  api: ({ address, key }) => ({
    base: (address ?? "https://api.statuspage.io/v1").replace(/\/+$/, ""),
    headers: { authorization: `OAuth ${key ?? ""}` },
  }),
  collect,
  toPast,
};

async function collect(api: SourceApi, { sourcePageId }: SourceAccess): Promise<unknown> {
  const page = `/pages/${encodeURIComponent(sourcePageId ?? "")}`;
  const whole = (path: string) =>
    wholeList(100, (number) => api.get(`${page}/${path}?page=${number + 1}&per_page=100`));
  return {
    components: await whole("components"),
    component_groups: await whole("component-groups"),
    incidents: await allIncidents(api, page),
    // Of subscribers the first page is 0.
    subscribers: await wholeList(100, (number) => api.get(`${page}/subscribers?limit=100&page=${number}`)),
  };
}

/** Incidents hold all that was said of them: of some so many do not fit into one answer. */
async function allIncidents(api: SourceApi, page: string): Promise<unknown[]> {
  for (const size of [50, 10, 1]) {
    try {
      return await wholeList(size, (number) => api.get(`${page}/incidents?limit=${size}&page=${number + 1}`));
    } catch (error) {
      if (!(error instanceof TooLargeError) || size === 1) throw error;
    }
  }
  return [];
}

function toPast(file: unknown): Past {
  const { data: all } = exported.safeParse(file);
  if (all === undefined || Object.values(all).every((items) => items.length === 0))
    throw new UnreadableError(
      "This is no export of Statuspage: it has neither components nor incidents nor subscribers. See the documentation for how to save one.",
    );
  const past = emptyPast();
  const components = inOrder(readItems(past, "service", all.components, component));
  const groups = readItems(past, "group", all.component_groups, componentGroup);
  const groupOf = new Map(groups.flatMap(({ id, components }) => (components ?? []).map((one) => [one, id])));
  past.groups = onceEach(
    [...components.filter(({ group }) => group === true), ...groups].map(({ id, name }) => ({
      externalId: id,
      name: asLine(name, limits.name) || "Group",
    })),
  );
  const groupIds = new Set(past.groups.map(({ externalId }) => externalId));
  const incidents = readItems(past, "incident", [...all.incidents, ...all.scheduled_maintenances], incident);
  const named = componentsOfOpen(incidents);
  past.services = onceEach(
    components
      .filter(({ group }) => group !== true)
      .map((one) => {
        const groupId = one.group_id ?? groupOf.get(one.id) ?? null;
        return {
          externalId: one.id,
          name: asLine(one.name, limits.name) || "Service",
          description: asDescription(one.description),
          groupId: groupId !== null && groupIds.has(groupId) ? groupId : null,
          status: named.has(one.id)
            ? "operational"
            : (serviceStatuses.find((status) => status === one.status) ?? "operational"),
        };
      }),
  );
  past.incidents = onceEach(incidents.filter((one) => !isMaintenance(one)).map(incidentOf));
  past.maintenances = onceEach(incidents.filter(isMaintenance).map(maintenanceOf));
  readSubscribers(past, all.subscribers);
  return past;
}

/** Groups and what stands alone in their order, each group's components in theirs. */
function inOrder(components: Component[]): Component[] {
  const placeOf = new Map(components.map(({ id, position }) => [id, position ?? 0]));
  const place = (one: Component) => placeOf.get(one.group_id ?? one.id) ?? 0;
  return components.toSorted((a, b) => place(a) - place(b) || (a.position ?? 0) - (b.position ?? 0));
}

function isMaintenance({ status, impact, scheduled_for }: Incident): boolean {
  return (
    scheduled_for != null || impact === "maintenance" || maintenanceStatuses.some((one) => one === status)
  );
}

/** Components whose status an open incident or a maintenance says: it heals by itself when that is over. */
function componentsOfOpen(incidents: readonly Incident[]): Set<string> {
  const open = incidents.filter(({ status }) => !["resolved", "postmortem", "completed"].includes(status));
  return new Set(
    open.flatMap((one) => [...affectedBy(one).keys(), ...(one.components ?? []).map(({ id }) => id)]),
  );
}

type Said = Incident["incident_updates"][number];

function saidAt({ display_at, created_at }: Said): string {
  return display_at ?? created_at;
}

function inTime(incident: Incident): Said[] {
  return incident.incident_updates.toSorted((a, b) => saidAt(a).localeCompare(saidAt(b)));
}

/** What an incident made of components: the worst of it and, in the end, the last. */
function affectedBy(
  one: Incident,
): Map<string, { worst: IncidentServiceStatus; last: IncidentServiceStatus }> {
  const affected = new Map<string, { worst: IncidentServiceStatus; last: IncidentServiceStatus }>();
  for (const { affected_components } of inTime(one)) {
    for (const { code, new_status } of affected_components ?? []) {
      const status = incidentServiceStatuses.find((known) => known === new_status);
      if (status === undefined) continue;
      const worst = affected.get(code)?.worst ?? status;
      affected.set(code, { worst: severity(status) > severity(worst) ? status : worst, last: status });
    }
  }
  if (affected.size > 0) return affected;
  const status = statusOfImpact[impactOf(one) ?? "none"];
  return new Map((one.components ?? []).map(({ id }) => [id, { worst: status, last: status }]));
}

/** Where nothing says what components were, the impact of the incident does. */
const statusOfImpact: Record<Impact, IncidentServiceStatus> = {
  none: "operational",
  minor: "degraded_performance",
  major: "partial_outage",
  critical: "major_outage",
};

function impactOf({ impact }: Incident): Impact | null {
  return impacts.find((known) => known === impact) ?? null;
}

function incidentOf(one: Incident): PastIncident {
  const isOver = one.status === "resolved" || one.status === "postmortem";
  const status = statusOf(one.status);
  const said = inTime(one);
  const postmortem = said.findLast((update) => update.status === "postmortem");
  const updates = said
    .filter((update) => update.status !== "postmortem")
    .map((update) => {
      const set = (update.affected_components ?? []).flatMap(({ code, new_status }) => {
        const status = incidentServiceStatuses.find((known) => known === new_status);
        return status === undefined ? [] : [{ serviceId: code, status }];
      });
      const status = statusOf(update.status);
      return {
        status,
        message: update.body ?? "",
        services: [...new Map(set.map((service) => [service.serviceId, service])).values()],
        at: saidAt(update),
      };
    });
  const startedAt = one.started_at ?? one.created_at;
  const lastSaid = updates.findLast((update) => update.status === "resolved")?.at;
  const end = one.resolved_at ?? lastSaid ?? one.updated_at ?? startedAt;
  const postmortemBody = one.postmortem_body ?? postmortem?.body ?? "";
  const publishedAt = one.postmortem_published_at ?? (postmortem === undefined ? null : saidAt(postmortem));
  return {
    externalId: one.id,
    path: `incidents/${one.id}`,
    title: asLine(one.name, limits.title) || "Incident",
    status,
    impact: impactOf(one),
    services: Array.from(affectedBy(one), ([serviceId, { worst, last }]) => ({
      serviceId,
      status: isOver ? worst : last,
    })),
    startedAt,
    resolvedAt: isOver ? after(startedAt, end) : null,
    updates:
      updates.length > 0
        ? updates
        : [
            {
              status,
              message: "",
              services: [],
              at: isOver ? end : startedAt,
            },
          ],
    postmortem:
      postmortemBody === "" || publishedAt === null ? null : { message: postmortemBody, publishedAt },
  };
}

function statusOf(status: string): IncidentStatus {
  return (
    incidentStatuses.find((known) => known === status) ??
    (status === "postmortem" ? "resolved" : "investigating")
  );
}

function maintenanceOf(one: Incident): PastMaintenance {
  const status = maintenanceStatusOf(one.status);
  const updates = inTime(one)
    .filter((update) => update.status !== "postmortem")
    .map((update) => {
      const status = maintenanceStatusOf(update.status);
      return {
        status,
        message: update.body ?? "",
        at: saidAt(update),
      };
    });
  const startsAt = one.scheduled_for ?? one.started_at ?? one.created_at;
  const endsAt = after(startsAt, one.scheduled_until ?? one.resolved_at ?? startsAt);
  const begun = isActive(status) || isOver(status);
  const startedAt = begun ? (updates.find((update) => isActive(update.status))?.at ?? startsAt) : null;
  const finishedAt = one.resolved_at ?? updates.findLast((update) => isOver(update.status))?.at ?? endsAt;
  return {
    externalId: one.id,
    path: `incidents/${one.id}`,
    title: asLine(one.name, limits.title) || "Maintenance",
    status,
    startsAt,
    endsAt,
    startedAt,
    finishedAt: isOver(status) ? latest(startedAt ?? startsAt, finishedAt) : null,
    startsAutomatically: one.scheduled_auto_in_progress ?? true,
    finishesAutomatically: one.scheduled_auto_completed ?? true,
    notifiesAutomatically:
      one.auto_transition_deliver_notifications_at_start === true || one.scheduled_remind_prior === true,
    serviceIds: [
      ...new Set([
        ...(one.components ?? []).map(({ id }) => id),
        ...one.incident_updates.flatMap(({ affected_components }) =>
          (affected_components ?? []).map(({ code }) => code),
        ),
      ]),
    ],
    updates: updates.length > 0 ? updates : [{ status, message: "", at: one.created_at }],
  };
}

function maintenanceStatusOf(status: string): MaintenanceStatus {
  return (
    maintenanceStatuses.find((known) => known === status) ??
    (status === "resolved" ? "completed" : "scheduled")
  );
}

function latest(a: string, b: string): string {
  return a > b ? a : b;
}

const modeNames: Record<string, string> = {
  sms: "Text messages",
  webhook: "Webhooks",
  slack: "Slack channels",
  teams: "Microsoft Teams channels",
  integration_partner: "Integrations",
};

function readSubscribers(past: Past, items: readonly unknown[]): void {
  const refuse = (name: string, message: string) => refuseEach(past, "subscriber", name, message);
  const addresses = new Set<string>();
  for (const one of readItems(past, "subscriber", items, subscriber)) {
    const mode = one.mode ?? "email";
    const email = mailAddress.safeParse(one.email).data;
    if (mode !== "email")
      refuse(
        modeNames[mode] ?? mode,
        "They are no mail addresses. Ask those who want them to subscribe anew.",
      );
    else if (one.state != null && one.state !== "active")
      refuse("Unconfirmed addresses", "They never said yes, or no mail reached them.");
    else if (one.quarantined_at != null) refuse("Quarantined addresses", "No mail reached them.");
    else if (email === undefined) refuse("Malformed addresses", "They are no mail addresses.");
    else if (!addresses.has(email)) {
      addresses.add(email);
      const serviceIds = one.components ?? [];
      past.subscribers.push({
        externalId: one.id,
        email,
        serviceIds: serviceIds.length === 0 ? null : serviceIds,
      });
    }
  }
}
