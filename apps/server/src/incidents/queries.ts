import type { Incident, IncidentSummary, IncidentUpdate, Postmortem } from "@fanal/contract";
import type { Reader } from "@fanal/database";
import { incidentServices, incidents, incidentUpdates, postmortems, services } from "@fanal/database/schema";
import { type AffectedService, type IncidentPlan, impactOf, nextWatchAt } from "@fanal/domain";
import {
  and,
  asc,
  desc,
  eq,
  exists,
  getTableColumns,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  max,
  sql,
} from "drizzle-orm";
import { cursorOf, placeIn } from "../cursor.ts";
import { renderMarkdown } from "../markdown.ts";
import { orNotFound } from "../refusals.ts";

type IncidentRow = typeof incidents.$inferSelect;
type UpdateRow = typeof incidentUpdates.$inferSelect;
type AffectedRow = typeof incidentServices.$inferSelect;

export interface IncidentFilter {
  state: "open" | "resolved" | "draft" | "all";
  /** Affecting a service that this team owns. */
  teamId?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** Published and not deleted: what visitors may see. */
export function isPublic(reader: Reader) {
  return and(
    eq(incidents.organizationId, reader.organizationId),
    isNull(incidents.deletedAt),
    isNotNull(incidents.publishedAt),
  );
}

/** A page of incidents, newest start first. */
export async function listIncidents(
  reader: Reader,
  filter: IncidentFilter,
): Promise<{ items: IncidentSummary[]; nextCursor: string | null }> {
  const rows = await reader.db
    .select()
    .from(incidents)
    .where(
      and(
        eq(incidents.organizationId, reader.organizationId),
        isNull(incidents.deletedAt),
        filter.state === "draft" ? isNull(incidents.publishedAt) : isNotNull(incidents.publishedAt),
        filter.state === "open" ? isNull(incidents.resolvedAt) : undefined,
        filter.state === "resolved" ? isNotNull(incidents.resolvedAt) : undefined,
        filter.teamId === undefined ? undefined : affectsServiceOf(reader, filter.teamId),
        filter.from === undefined ? undefined : gte(incidents.startedAt, new Date(filter.from)),
        filter.to === undefined ? undefined : lt(incidents.startedAt, new Date(filter.to)),
        filter.cursor === undefined ? undefined : after(filter.cursor),
      ),
    )
    .orderBy(desc(incidents.startedAt), desc(incidents.id))
    .limit(filter.limit + 1);
  const page = rows.slice(0, filter.limit);
  const last = page.at(-1);
  return {
    items: await summarize(reader, page),
    nextCursor:
      rows.length > filter.limit && last !== undefined ? cursorOf({ at: last.startedAt, id: last.id }) : null,
  };
}

function affectsServiceOf(reader: Reader, teamId: string) {
  const affected = reader.db
    .select({ one: sql`1` })
    .from(incidentServices)
    .innerJoin(
      services,
      and(
        eq(services.organizationId, incidentServices.organizationId),
        eq(services.id, incidentServices.serviceId),
      ),
    )
    .where(
      and(
        eq(incidentServices.organizationId, incidents.organizationId),
        eq(incidentServices.incidentId, incidents.id),
        eq(services.teamId, teamId),
      ),
    );
  return exists(affected);
}

export async function getIncident(reader: Reader, incidentId: string): Promise<Incident> {
  const [row] = await reader.db
    .select()
    .from(incidents)
    .where(
      and(
        eq(incidents.organizationId, reader.organizationId),
        eq(incidents.id, incidentId),
        isNull(incidents.deletedAt),
      ),
    );
  const incident = orNotFound(row);
  const updates = await reader.db
    .select()
    .from(incidentUpdates)
    .where(
      and(
        eq(incidentUpdates.organizationId, reader.organizationId),
        eq(incidentUpdates.incidentId, incidentId),
        isNull(incidentUpdates.deletedAt),
      ),
    )
    .orderBy(desc(incidentUpdates.createdAt), desc(incidentUpdates.id));
  const affected = await affectedServices(reader, [incidentId]);
  return {
    ...viewIncident(incident, affected),
    postmortem: await findPostmortem(reader, incidentId),
    updates: await Promise.all(updates.map(viewUpdate)),
  };
}

async function findPostmortem(reader: Reader, incidentId: string): Promise<Postmortem | null> {
  const [row] = await reader.db
    .select()
    .from(postmortems)
    .where(
      and(eq(postmortems.organizationId, reader.organizationId), eq(postmortems.incidentId, incidentId)),
    );
  if (row === undefined) return null;
  const { draft, message, publishedAt, version, updatedAt } = row;
  return {
    draft,
    message,
    messageHtml: message === null ? null : await renderMarkdown(message),
    publishedAt: publishedAt?.toISOString() ?? null,
    version,
    updatedAt: updatedAt.toISOString(),
  };
}

/** What incidents make of services, in the order of the services. */
export function affectedServices(reader: Reader, incidentIds: string[]): Promise<AffectedRow[]> {
  return reader.db
    .select(getTableColumns(incidentServices))
    .from(incidentServices)
    .innerJoin(
      services,
      and(
        eq(services.organizationId, incidentServices.organizationId),
        eq(services.id, incidentServices.serviceId),
      ),
    )
    .where(
      and(
        eq(incidentServices.organizationId, reader.organizationId),
        inArray(incidentServices.incidentId, incidentIds),
      ),
    )
    .orderBy(asc(services.position), asc(services.id));
}

/** What a draft will be declared with. */
export function planOf(incident: IncidentRow, services: readonly AffectedService[]): IncidentPlan {
  return {
    status: incident.status,
    impact: incident.impactOverride,
    services,
    startedAt: incident.startsWhenPublished ? null : incident.startedAt,
    resolvedAt: incident.isBackfilled ? incident.resolvedAt : null,
    nextUpdateAt: incident.nextUpdateAt,
  };
}

async function summarize(reader: Reader, rows: IncidentRow[]): Promise<IncidentSummary[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const affected = Map.groupBy(await affectedServices(reader, ids), (row) => row.incidentId);
  const latest = await reader.db
    .selectDistinctOn([incidentUpdates.incidentId])
    .from(incidentUpdates)
    .where(
      and(
        eq(incidentUpdates.organizationId, reader.organizationId),
        inArray(incidentUpdates.incidentId, ids),
        isNull(incidentUpdates.deletedAt),
      ),
    )
    .orderBy(incidentUpdates.incidentId, desc(incidentUpdates.createdAt), desc(incidentUpdates.id));
  const latestOf = new Map(latest.map((update) => [update.incidentId, update]));
  return Promise.all(
    rows.map(async (row) => ({
      ...viewIncident(row, affected.get(row.id) ?? []),
      latestUpdate: await viewUpdate(orNotFound(latestOf.get(row.id))),
    })),
  );
}

function viewIncident(row: IncidentRow, affected: AffectedRow[]): Omit<Incident, "updates" | "postmortem"> {
  const services = affected.map(({ serviceId, status }) => ({ serviceId, status }));
  return {
    id: row.id,
    title: row.title,
    isDraft: row.publishedAt === null,
    isBackfilled: row.isBackfilled,
    status: row.status,
    impact: impactOf({ impactOverride: row.impactOverride, services }),
    impactOverride: row.impactOverride,
    services,
    startedAt: row.startedAt.toISOString(),
    startsWhenPublished: row.startsWhenPublished,
    resolvedAt: row.resolvedAt?.toISOString() ?? null,
    nextUpdateAt: row.nextUpdateAt?.toISOString() ?? null,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

async function viewUpdate({
  id,
  status,
  message,
  services,
  author,
  createdAt,
  editedAt,
}: UpdateRow): Promise<IncidentUpdate> {
  return {
    id,
    status,
    message,
    messageHtml: await renderMarkdown(message),
    services,
    author: { id: author.id, name: author.name },
    createdAt: createdAt.toISOString(),
    editedAt: editedAt?.toISOString() ?? null,
  };
}

function after(cursor: string) {
  const { at, id } = placeIn(cursor);
  return sql`(${incidents.startedAt}, ${incidents.id}) < (${at}::timestamptz, ${id}::uuid)`;
}

/** When something was said last of each of these incidents. */
export async function lastSaid(reader: Reader, incidentIds: readonly string[]): Promise<Map<string, Date>> {
  const { organizationId, incidentId, createdAt, deletedAt } = incidentUpdates;
  const rows = await reader.db
    .select({ incidentId, at: max(createdAt) })
    .from(incidentUpdates)
    .where(
      and(
        eq(organizationId, reader.organizationId),
        inArray(incidentId, [...incidentIds]),
        isNull(deletedAt),
      ),
    )
    .groupBy(incidentId);
  return new Map(rows.flatMap((row) => (row.at === null ? [] : [[row.incidentId, row.at]])));
}

/** When each of these incidents is looked at next, to see whether somebody has said something meanwhile. */
export async function nextWatches(
  reader: Reader,
  incidentIds: readonly string[],
): Promise<{ incidentId: string; at: Date }[]> {
  const rows = await reader.db
    .select()
    .from(incidents)
    .where(
      and(
        eq(incidents.organizationId, reader.organizationId),
        inArray(incidents.id, [...incidentIds]),
        isNull(incidents.deletedAt),
        isNull(incidents.resolvedAt),
        isNotNull(incidents.publishedAt),
      ),
    )
    .orderBy(asc(incidents.id));
  const saidOf = await lastSaid(
    reader,
    rows.map(({ id }) => id),
  );
  return rows.flatMap((row) => {
    const saidAt = saidOf.get(row.id);
    const at = saidAt === undefined ? null : nextWatchAt({ ...row, saidAt });
    return at === null ? [] : [{ incidentId: row.id, at }];
  });
}
