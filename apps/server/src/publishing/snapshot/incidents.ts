import type { SnapshotIncident } from "@fanal/contract/snapshot";
import type { Reader } from "@fanal/database";
import { incidentServices, incidents, incidentUpdates, postmortems } from "@fanal/database/schema";
import { impactOf, isOpen } from "@fanal/domain";
import { and, desc, eq, getTableColumns, gte, inArray, isNotNull, isNull, lte, or, sql } from "drizzle-orm";
import { isPublic } from "../../incidents/queries.ts";
import type { PageService } from "../../status-pages/queries/services.ts";
import { most } from "./limits.ts";
import { snapshotUpdate } from "./updates.ts";

export type IncidentRow = typeof incidents.$inferSelect;

/** An incident as a page shows it, with what its own address tells besides. */
export interface ReadIncident {
  incident: SnapshotIncident;
  /** What each update made of services of the page, by its id. */
  setBy: ReadonlyMap<string, SnapshotIncident["services"]>;
  updatedAt: Date;
  /** Markdown; `null` while it is not published. */
  postmortem: { message: string; publishedAt: Date } | null;
}

/** A draft that is looked at as if it were published. */
export interface ShownDraft {
  row: IncidentRow;
  /** When its one update would have been posted. */
  updatedAt: Date;
}

/**
 * Incidents that are open, or began or ended in the timeline, and that affect a service of the page or none at all. Where
 * there are too many, the newest, open ones before others.
 */
export async function recentIncidents(
  reader: Reader,
  services: readonly PageService[],
  { firstDay, draft }: { firstDay: Date; draft: ShownDraft | null },
): Promise<SnapshotIncident[]> {
  const rows = await reader.db
    .select()
    .from(incidents)
    .where(
      and(
        isPublic(reader),
        or(
          isNull(incidents.resolvedAt),
          gte(incidents.startedAt, firstDay),
          gte(incidents.resolvedAt, firstDay),
        ),
      ),
    )
    .orderBy(desc(isNull(incidents.resolvedAt)), desc(incidents.startedAt), desc(incidents.id))
    .limit(most.incidents);
  const shown = draft === null ? rows : [draft.row, ...rows];
  const read = await readIncidents(reader, shown, { services, mostUpdates: most.updates });
  return read.map(({ incident }) =>
    incident.id === draft?.row.id ? withMoment(incident, draft.updatedAt) : incident,
  );
}

/** A draft has one update, which is posted when it is published. */
function withMoment(incident: SnapshotIncident, at: Date): SnapshotIncident {
  const updates = incident.updates.map((update) => ({
    ...update,
    status: incident.status,
    createdAt: at.toISOString(),
    editedAt: null,
  }));
  return { ...incident, updates };
}

/** Those of the incidents that concern the page, with their newest updates. */
export async function readIncidents(
  reader: Reader,
  rows: readonly IncidentRow[],
  { services, mostUpdates }: { services: readonly PageService[]; mostUpdates: number },
): Promise<ReadIncident[]> {
  const ids = rows.map((row) => row.id);
  if (ids.length === 0) return [];
  const affectedOf = Map.groupBy(await affectedBy(reader, ids), (row) => row.incidentId);
  const updatesOf = Map.groupBy(await newestUpdates(reader, ids, mostUpdates), (row) => row.incidentId);
  const postmortemOf = await publishedPostmortems(reader, ids);
  const read = rows.map(async (row): Promise<ReadIncident[]> => {
    const affected = affectedOf.get(row.id) ?? [];
    const statusOf = new Map(affected.map(({ serviceId, status }) => [serviceId, status]));
    const here = services.flatMap(({ id, name }) => {
      const status = statusOf.get(id);
      return status === undefined ? [] : [{ id, name, status }];
    });
    const affectedHere = here.map(({ id: serviceId, status }) => ({ serviceId, status }));
    if (affected.length > 0 && here.length === 0) return [];
    const newest = updatesOf.get(row.id) ?? [];
    const postmortem = postmortemOf.get(row.id) ?? null;
    const incident: SnapshotIncident = {
      id: row.id,
      title: row.title,
      status: row.status,
      // Of what the page shows: how bad it is elsewhere is nobody's business here.
      impact: impactOf({ impactOverride: row.impactOverride, services: affectedHere }),
      startedAt: row.startedAt.toISOString(),
      resolvedAt: row.resolvedAt?.toISOString() ?? null,
      nextUpdateAt: isOpen(row.status) ? (row.nextUpdateAt?.toISOString() ?? null) : null,
      isBackfilled: row.isBackfilled,
      hasPostmortem: postmortem !== null,
      services: here,
      updates: await Promise.all(newest.map(snapshotUpdate)),
      updateCount: newest[0]?.total ?? 0,
    };
    const setBy = new Map(newest.map((update) => [update.id, statusesSet(update.services, here)]));
    return [{ incident, setBy, updatedAt: row.updatedAt, postmortem }];
  });
  return (await Promise.all(read)).flat();
}

/** Of the services that the page shows and the incident names: others were corrected, or are nobody's business here. */
function statusesSet(
  set: (typeof incidentUpdates.$inferSelect)["services"],
  here: SnapshotIncident["services"],
): SnapshotIncident["services"] {
  if (set.length === 0) return [];
  const statusOf = new Map(set.map(({ serviceId, status }) => [serviceId, status]));
  return here.flatMap(({ id, name }) => {
    const status = statusOf.get(id);
    return status === undefined ? [] : [{ id, name, status }];
  });
}

function affectedBy(reader: Reader, incidentIds: string[]) {
  return reader.db
    .select()
    .from(incidentServices)
    .where(
      and(
        eq(incidentServices.organizationId, reader.organizationId),
        inArray(incidentServices.incidentId, incidentIds),
      ),
    );
}

/** The newest updates of each incident, newest first, with how many there are in all. */
function newestUpdates(reader: Reader, incidentIds: string[], mostUpdates: number) {
  const { incidentId, createdAt, deletedAt, id, organizationId } = incidentUpdates;
  const ranked = reader.db
    .select({
      ...getTableColumns(incidentUpdates),
      place:
        sql<number>`row_number() over (partition by ${incidentId} order by ${createdAt} desc, ${id} desc)`.as(
          "place",
        ),
      total: sql<number>`(count(*) over (partition by ${incidentId}))::int`.as("total"),
    })
    .from(incidentUpdates)
    .where(
      and(eq(organizationId, reader.organizationId), inArray(incidentId, incidentIds), isNull(deletedAt)),
    )
    .as("ranked");
  return reader.db
    .select()
    .from(ranked)
    .where(lte(ranked.place, mostUpdates))
    .orderBy(desc(ranked.createdAt), desc(ranked.id));
}

async function publishedPostmortems(
  reader: Reader,
  incidentIds: string[],
): Promise<Map<string, { message: string; publishedAt: Date }>> {
  const rows = await reader.db
    .select()
    .from(postmortems)
    .where(
      and(
        eq(postmortems.organizationId, reader.organizationId),
        inArray(postmortems.incidentId, incidentIds),
        isNotNull(postmortems.publishedAt),
      ),
    );
  return new Map(
    rows.flatMap(({ incidentId, message, publishedAt }) =>
      message === null || publishedAt === null ? [] : [[incidentId, { message, publishedAt }]],
    ),
  );
}
