import type { Tx } from "@fanal/database";
import {
  incidentPastStatuses,
  incidentServices,
  incidents,
  incidentUpdates,
  newId,
} from "@fanal/database/schema";
import {
  type AffectedService,
  type IncidentState,
  type IncidentStatus,
  isStillDraft,
  type PastInterval,
  type PastStatus,
  pastIntervals,
} from "@fanal/domain";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { OrganizationContext } from "../context.ts";
import { type RecordedBy, record } from "../events/record.ts";
import { orNotFound, refuseAs } from "../refusals.ts";
import { requireReach } from "../services/reach.ts";
import { recomputeStatuses } from "../services/recompute.ts";
import { affectedServices } from "./queries.ts";

export type IncidentRow = typeof incidents.$inferSelect;

/** What rules decide on, with what the incident says of the past. */
export interface StoredState extends IncidentState {
  past: PastStatus[];
}

/** Locks the row, since two responders may post at once. Refuses what affects services out of reach. */
export async function lockIncident(
  tx: Tx,
  context: OrganizationContext,
  incidentId: string,
  { deletedToo = false } = {},
): Promise<IncidentRow> {
  const [incident] = await tx.db
    .select()
    .from(incidents)
    .where(and(one(tx, incidentId), deletedToo ? undefined : isNull(incidents.deletedAt)))
    .for("no key update");
  const found = orNotFound(incident);
  const affected = await affectedServices(tx, [found.id]);
  await requireReach(
    tx,
    context,
    affected.map(({ serviceId }) => serviceId),
  );
  return found;
}

/** Refuses what a draft, which nobody sees, cannot be told. */
export function refuseDraft(incident: IncidentRow): void {
  if (isDraft(incident)) refuseAs(isStillDraft);
}

export function isDraft({ publishedAt }: Pick<IncidentRow, "publishedAt">): boolean {
  return publishedAt === null;
}

export async function stateOf(tx: Tx, incident: IncidentRow): Promise<StoredState> {
  const rows = await affectedServices(tx, [incident.id]);
  return {
    ...incident,
    services: rows.map(({ serviceId, status }) => ({ serviceId, status })),
    past: rows.flatMap(({ serviceId, pastStatus, pastUntil }) =>
      pastStatus === null || pastUntil === null ? [] : { serviceId, status: pastStatus, until: pastUntil },
    ),
  };
}

export async function saveIncident(
  tx: Tx,
  by: RecordedBy,
  incidentId: string,
  change: Partial<Omit<IncidentRow, "organizationId" | "id" | "version" | "createdAt" | "updatedAt">>,
): Promise<void> {
  await tx.db
    .update(incidents)
    .set({ ...change, updatedAt: by.now(), version: sql`version + 1` })
    .where(one(tx, incidentId));
}

/** The columns that follow from what the domain decided. */
export function columnsOf(state: IncidentState) {
  const { status, impactOverride, startedAt, resolvedAt, nextUpdateAt, isBackfilled } = state;
  return { status, impactOverride, startedAt, resolvedAt, nextUpdateAt, isBackfilled };
}

export async function replaceServices(
  tx: Tx,
  incidentId: string,
  affected: readonly AffectedService[],
  past: readonly PastStatus[],
): Promise<void> {
  const { organizationId } = tx;
  await tx.db
    .delete(incidentServices)
    .where(
      and(eq(incidentServices.organizationId, organizationId), eq(incidentServices.incidentId, incidentId)),
    );
  if (affected.length === 0) return;
  const pastOf = new Map(past.map((told) => [told.serviceId, told]));
  await tx.db.insert(incidentServices).values(
    affected.map(({ serviceId, status }) => {
      const told = pastOf.get(serviceId);
      const pastStatus = told?.status ?? null;
      return { organizationId, incidentId, serviceId, status, pastStatus, pastUntil: told?.until ?? null };
    }),
  );
}

export interface NewUpdate {
  status: IncidentStatus;
  message: string;
  services: readonly AffectedService[];
  /** When it is dated; now by default. */
  at?: Date | undefined;
  /** Whether it takes its place among those that are there, by its date; behind them all otherwise. */
  isLate?: boolean | undefined;
}

/** Returns the id of the update. */
export async function insertUpdate(
  tx: Tx,
  by: RecordedBy,
  incidentId: string,
  update: NewUpdate,
): Promise<string> {
  const id = newId();
  const at = update.at ?? by.now();
  await tx.db.insert(incidentUpdates).values({
    organizationId: tx.organizationId,
    id,
    incidentId,
    status: update.status,
    message: update.message,
    services: [...update.services],
    author: by.actor,
    // Behind the newest one, also where clocks of servers differ: the incident is locked, so the order is known.
    createdAt:
      update.isLate === true
        ? at
        : sql`greatest(${at.toISOString()}::timestamptz, (
      select max(created_at) + interval '1 millisecond' from incident_updates
      where organization_id = ${tx.organizationId} and incident_id = ${incidentId}))`,
  });
  return id;
}

/**
 * Brings what follows from an incident in step with it: its intervals of the past, and the statuses of services that it
 * affects or affected before. The only writer of `incident_past_statuses`.
 */
export async function deriveFromIncident(
  tx: Tx,
  by: RecordedBy,
  incidentId: string,
  serviceIds: readonly string[],
): Promise<void> {
  const { organizationId } = tx;
  await tx.db
    .delete(incidentPastStatuses)
    .where(
      and(
        eq(incidentPastStatuses.organizationId, organizationId),
        eq(incidentPastStatuses.incidentId, incidentId),
      ),
    );
  const intervals = await pastOf(tx, incidentId);
  if (intervals.length > 0) {
    await tx.db
      .insert(incidentPastStatuses)
      .values(intervals.map((interval) => ({ organizationId, incidentId, ...interval })));
  }
  await recomputeStatuses(tx, serviceIds, { reason: { kind: "incident", incidentId }, at: by.now() });
}

/** What an incident adds to the past as it stands: nothing while it is a draft or deleted. */
async function pastOf(tx: Tx, incidentId: string): Promise<PastInterval[]> {
  const [incident] = await tx.db.select().from(incidents).where(one(tx, incidentId));
  if (incident === undefined || incident.publishedAt === null || incident.deletedAt !== null) return [];
  const { past, startedAt } = await stateOf(tx, incident);
  return pastIntervals(past, startedAt);
}

/** Takes an incident or a draft from lists and pages. */
export async function removeIncident(tx: Tx, by: RecordedBy, incident: IncidentRow): Promise<void> {
  const state = await stateOf(tx, incident);
  const { services } = state;
  await saveIncident(tx, by, incident.id, { deletedAt: by.now() });
  if (!isDraft(incident)) await deriveFromIncident(tx, by, incident.id, serviceIdsOf(services));
  record(tx, by, {
    type: "incident.deleted",
    subjectId: incident.id,
    data: { isDraft: isDraft(incident), before: factsOf(incident.title, state) },
  });
}

/** The first update of a backfilled incident is dated at its end: by then it tells how it was. */
export function momentOfFirstUpdate({ isBackfilled, resolvedAt }: IncidentState, now: Date): Date {
  return isBackfilled && resolvedAt !== null ? resolvedAt : now;
}

/** What the log keeps of an incident when it is corrected. */
export function factsOf(title: string, state: IncidentState): Record<string, unknown> {
  const { impactOverride: impact, startedAt, resolvedAt, nextUpdateAt, services } = state;
  return { title, impact, startedAt, resolvedAt, nextUpdateAt, services };
}

export function serviceIdsOf(affected: readonly AffectedService[]): string[] {
  return affected.map((service) => service.serviceId);
}

/** Services that the incident did not name before; those that it did may have been deleted since. */
export function newServiceIds(before: IncidentState, services: readonly AffectedService[]): string[] {
  const known = new Set(serviceIdsOf(before.services));
  return serviceIdsOf(services).filter((serviceId) => !known.has(serviceId));
}

function one(tx: Tx, incidentId: string) {
  return and(eq(incidents.organizationId, tx.organizationId), eq(incidents.id, incidentId));
}
