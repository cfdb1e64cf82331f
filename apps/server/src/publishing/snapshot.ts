import {
  historyLetters,
  type Snapshot,
  type SnapshotEntry,
  type SnapshotGroup,
  type SnapshotIncident,
  snapshotFormat,
  timelineDays,
} from "@fanal/contract/snapshot";
import type { Reader } from "@fanal/database";
import {
  incidentServices,
  incidents,
  incidentUpdates,
  serviceGroups,
  services,
  statusChanges,
  statusPageServices,
  type statusPages,
} from "@fanal/database/schema";
import { headline, impactOf, worst } from "@fanal/domain";
import {
  and,
  asc,
  desc,
  eq,
  getTableColumns,
  gte,
  inArray,
  isNotNull,
  isNull,
  lte,
  or,
  sql,
} from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { renderMarkdown } from "../markdown.ts";

type PageRow = typeof statusPages.$inferSelect;
type ServiceRow = Awaited<ReturnType<typeof pageServices>>[number];

/** What a page shows at most: it is rendered after each change, and sent to everybody. */
const most = { incidents: 250, updates: 20, statusChanges: 500 };

export interface BuiltSnapshot {
  snapshot: Snapshot;
  /** When time alone changes what the page shows: the next midnight in its zone, when a day leaves the timeline. */
  changesAt: Date;
}

/** All that a page shows, read in one transaction. */
export async function buildSnapshot(
  reader: Reader,
  page: PageRow,
  version: number,
  now: Date,
): Promise<BuiltSnapshot> {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(page.timeZone)
    .startOfDay();
  const firstDay = new Date(today.subtract({ days: timelineDays - 1 }).epochMilliseconds);
  const shown = await pageServices(reader, page.id);
  const stories = await readIncidents(reader, shown, firstDay);
  const changes = await manualChanges(reader, shown, firstDay);
  const open = stories.filter((incident) => incident.resolvedAt === null);
  const entries: SnapshotEntry[] = [
    ...stories
      .filter(({ startedAt, resolvedAt }) => resolvedAt !== null || new Date(startedAt) >= firstDay)
      .map((incident) => ({ kind: "incident" as const, ...incident })),
    ...changes,
  ];
  return {
    changesAt: new Date(today.add({ days: 1 }).epochMilliseconds),
    snapshot: {
      format: snapshotFormat,
      version,
      pageId: page.id,
      page: {
        name: page.name,
        slug: page.slug,
        url: `/status/${page.slug}`,
        hosts: [],
        timeZone: page.timeZone,
        language: page.language,
        look: page.look,
        customCss: page.customCss,
        images: [],
        hidesFromSearch: page.hidesFromSearch,
        visibility: page.visibility,
      },
      asOf: now.toISOString(),
      headline: headline(shown),
      announcements: [],
      maintenances: [],
      groups: groupServices(shown, today.toPlainDate().toString()),
      incidents: open.toSorted((a, b) => newestUpdate(b).localeCompare(newestUpdate(a))),
      days: groupByDay(entries, page.timeZone, firstDay),
    },
  };
}

/** The page's services in page order, those that were deleted left out. */
function pageServices(reader: Reader, pageId: string) {
  return reader.db
    .select({
      id: services.id,
      name: services.name,
      description: services.description,
      status: services.status,
      since: services.statusSince,
      groupId: serviceGroups.id,
      groupName: serviceGroups.name,
      groupPosition: serviceGroups.position,
    })
    .from(statusPageServices)
    .innerJoin(
      services,
      and(
        eq(services.organizationId, statusPageServices.organizationId),
        eq(services.id, statusPageServices.serviceId),
      ),
    )
    .leftJoin(
      serviceGroups,
      and(eq(serviceGroups.organizationId, services.organizationId), eq(serviceGroups.id, services.groupId)),
    )
    .where(
      and(
        eq(statusPageServices.organizationId, reader.organizationId),
        eq(statusPageServices.pageId, pageId),
        isNull(services.deletedAt),
      ),
    )
    .orderBy(asc(statusPageServices.position), asc(services.id));
}

/** Groups in the organization's order; services without a group come first. */
function groupServices(shown: ServiceRow[], until: string): SnapshotGroup[] {
  const byGroup = [...Map.groupBy(shown, (service) => service.groupId).entries()];
  return byGroup
    .toSorted(([, [a]], [, [b]]) => (a?.groupPosition ?? -1) - (b?.groupPosition ?? -1))
    .map(([id, members]) => ({
      id,
      name: members[0]?.groupName ?? null,
      description: "",
      status: worst(members.map((service) => service.status)),
      services: members.map(({ id, name, description, status, since }) => {
        const history = { until, days: historyLetters.unknown.repeat(90), uptime: null, troubles: [] };
        return { id, name, description, status, since: since.toISOString(), history };
      }),
    }));
}

/**
 * Incidents that are open, or began or ended in the timeline, and that affect a service of the page or none at all. Where
 * there are too many, the newest, open ones before others.
 */
async function readIncidents(
  reader: Reader,
  shown: ServiceRow[],
  firstDay: Date,
): Promise<SnapshotIncident[]> {
  const { organizationId } = reader;
  const recent = await reader.db
    .select()
    .from(incidents)
    .where(
      and(
        eq(incidents.organizationId, organizationId),
        isNull(incidents.deletedAt),
        isNotNull(incidents.publishedAt),
        or(
          isNull(incidents.resolvedAt),
          gte(incidents.startedAt, firstDay),
          gte(incidents.resolvedAt, firstDay),
        ),
      ),
    )
    .orderBy(desc(isNull(incidents.resolvedAt)), desc(incidents.startedAt), desc(incidents.id))
    .limit(most.incidents);
  const ids = recent.map((incident) => incident.id);
  if (ids.length === 0) return [];
  const affected = await reader.db
    .select()
    .from(incidentServices)
    .where(
      and(eq(incidentServices.organizationId, organizationId), inArray(incidentServices.incidentId, ids)),
    );
  const updates = await newestUpdates(reader, ids);
  const affectedOf = Map.groupBy(affected, (row) => row.incidentId);
  const updatesOf = Map.groupBy(updates, (row) => row.incidentId);
  const read = recent.map(async (incident): Promise<SnapshotIncident[]> => {
    const all = affectedOf.get(incident.id) ?? [];
    const statusOf = new Map(all.map(({ serviceId, status }) => [serviceId, status]));
    const here = shown.flatMap(({ id, name }) => {
      const status = statusOf.get(id);
      return status === undefined ? [] : [{ id, name, status }];
    });
    if (all.length > 0 && here.length === 0) return [];
    const { id, title, status, impactOverride, startedAt, resolvedAt, nextUpdateAt, isBackfilled } = incident;
    const updates = await Promise.all((updatesOf.get(id) ?? []).map(snapshotUpdate));
    return [
      {
        id,
        title,
        status,
        impact: impactOf({ impactOverride, services: all }),
        startedAt: startedAt.toISOString(),
        resolvedAt: resolvedAt?.toISOString() ?? null,
        nextUpdateAt: nextUpdateAt?.toISOString() ?? null,
        isBackfilled,
        hasPostmortem: false,
        services: here,
        updates,
        updateCount: updates.length,
      },
    ];
  });
  return (await Promise.all(read)).flat();
}

/** The newest updates of each incident, newest first. */
function newestUpdates(reader: Reader, incidentIds: string[]) {
  const { incidentId, createdAt, id, organizationId } = incidentUpdates;
  const ranked = reader.db
    .select({
      ...getTableColumns(incidentUpdates),
      place:
        sql<number>`row_number() over (partition by ${incidentId} order by ${createdAt} desc, ${id} desc)`.as(
          "place",
        ),
    })
    .from(incidentUpdates)
    .where(and(eq(organizationId, reader.organizationId), inArray(incidentId, incidentIds)))
    .as("ranked");
  return reader.db
    .select()
    .from(ranked)
    .where(lte(ranked.place, most.updates))
    .orderBy(desc(ranked.createdAt), desc(ranked.id));
}

async function snapshotUpdate({
  id,
  status,
  message,
  createdAt,
  editedAt,
}: typeof incidentUpdates.$inferSelect) {
  return {
    id,
    status,
    html: await renderMarkdown(message),
    createdAt: createdAt.toISOString(),
    editedAt: editedAt?.toISOString() ?? null,
  };
}

/** Statuses that operators set by hand in the time of the timeline. */
async function manualChanges(reader: Reader, shown: ServiceRow[], firstDay: Date): Promise<SnapshotEntry[]> {
  if (shown.length === 0) return [];
  const nameOf = new Map(shown.map((service) => [service.id, service.name]));
  const rows = await reader.db
    .select()
    .from(statusChanges)
    .where(
      and(
        eq(statusChanges.organizationId, reader.organizationId),
        inArray(statusChanges.serviceId, [...nameOf.keys()]),
        gte(statusChanges.startedAt, firstDay),
        sql`${statusChanges.reason}->>'kind' = 'manual'`,
      ),
    )
    .orderBy(desc(statusChanges.startedAt), desc(statusChanges.id))
    .limit(most.statusChanges);
  return rows.map(({ id, serviceId, status, startedAt, reason }) => ({
    kind: "status_change",
    id,
    serviceName: nameOf.get(serviceId) ?? "",
    status,
    message: reason.kind === "manual" ? reason.message : null,
    at: startedAt.toISOString(),
  }));
}

function groupByDay(entries: SnapshotEntry[], timeZone: string, firstDay: Date): Snapshot["days"] {
  const timeOf = (entry: SnapshotEntry) => placeInTime(entry, firstDay);
  const newestFirst = entries.toSorted((a, b) => timeOf(b).localeCompare(timeOf(a)));
  const dayOf = (entry: SnapshotEntry) =>
    Temporal.Instant.from(timeOf(entry)).toZonedDateTimeISO(timeZone).toPlainDate().toString();
  return [...Map.groupBy(newestFirst, dayOf)].map(([date, dayEntries]) => ({ date, entries: dayEntries }));
}

/** An incident stands at its start; one that began before the timeline at its end, or nobody would see how it ended. */
function placeInTime(entry: SnapshotEntry, firstDay: Date): string {
  if (entry.kind === "status_change") return entry.at;
  if (entry.kind === "maintenance") return entry.startedAt ?? entry.startsAt;
  return new Date(entry.startedAt) >= firstDay ? entry.startedAt : (entry.resolvedAt ?? entry.startedAt);
}

function newestUpdate(incident: SnapshotIncident): string {
  return incident.updates[0]?.createdAt ?? incident.startedAt;
}
