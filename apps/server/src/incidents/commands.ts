import type { Incident } from "@fanal/contract";
import type { Tx } from "@fanal/database";
import { incidentServices, incidents, incidentUpdates, newId } from "@fanal/database/schema";
import {
  type AffectedService,
  applyUpdate,
  declareIncident as declare,
  type Impact,
  type IncidentState,
  type IncidentStatus,
  moveStart,
} from "@fanal/domain";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { OrganizationContext } from "../context.ts";
import { record } from "../events/record.ts";
import { allow, orNotFound, orRefuse, refuseStale } from "../refusals.ts";
import { requireServices } from "../services/queries.ts";
import { recomputeStatuses } from "../services/recompute.ts";
import { affectedServices, getIncident } from "./queries.ts";

type IncidentRow = typeof incidents.$inferSelect;

export function declareIncident(
  context: OrganizationContext,
  input: {
    title: string;
    status: IncidentStatus;
    message: string;
    impact: Impact | null;
    services: AffectedService[];
    startedAt?: string | undefined;
  },
): Promise<Incident> {
  return context.inOrganization(async (tx) => {
    allow(context, "incident.create");
    const now = context.now();
    const startedAt = input.startedAt === undefined ? undefined : new Date(input.startedAt);
    const state = orRefuse(declare({ ...input, startedAt }, now));
    await requireServices(tx, serviceIdsOf(state));
    const id = newId();
    const { status, impactOverride, resolvedAt } = state;
    await tx.db.insert(incidents).values({
      organizationId: tx.organizationId,
      id,
      title: input.title,
      status,
      impactOverride,
      startedAt: state.startedAt,
      resolvedAt,
      publishedAt: now,
      createdAt: now,
      updatedAt: now,
    });
    await replaceServices(tx, id, state.services);
    await insertUpdate(tx, context, id, input);
    await recompute(tx, context, id, serviceIdsOf(state));
    record(tx, context, { type: "incident.created", subjectId: id, data: { title: input.title, status } });
    return getIncident(tx, id);
  });
}

export function postUpdate(
  context: OrganizationContext,
  input: {
    incidentId: string;
    status: IncidentStatus;
    message: string;
    services?: AffectedService[] | undefined;
    version?: number | undefined;
  },
): Promise<Incident> {
  return context.inOrganization(async (tx) => {
    allow(context, "incident.update");
    const incident = await lockIncident(tx, input.incidentId);
    refuseStale(incident, input.version);
    const before = await stateOf(tx, incident);
    await requireServices(tx, newServiceIds(before, input.services ?? []));
    const state = applyUpdate(before, input, context.now());
    await saveIncident(tx, context, incident.id, { status: state.status, resolvedAt: state.resolvedAt });
    await replaceServices(tx, incident.id, state.services);
    await insertUpdate(tx, context, incident.id, { ...input, services: input.services ?? [] });
    await recompute(tx, context, incident.id, serviceIdsOf(state));
    record(tx, context, {
      type: "incident.update_posted",
      subjectId: incident.id,
      data: { before: before.status, after: state.status },
    });
    return getIncident(tx, incident.id);
  });
}

export function updateIncident(
  context: OrganizationContext,
  input: {
    incidentId: string;
    title?: string | undefined;
    impact?: Impact | null | undefined;
    services?: AffectedService[] | undefined;
    startedAt?: string | undefined;
    version?: number | undefined;
  },
): Promise<Incident> {
  return context.inOrganization(async (tx) => {
    allow(context, "incident.update");
    const incident = await lockIncident(tx, input.incidentId);
    refuseStale(incident, input.version);
    const before = await stateOf(tx, incident);
    const { startedAt } =
      input.startedAt === undefined
        ? before
        : orRefuse(moveStart(before, new Date(input.startedAt), context.now()));
    const services = input.services ?? before.services;
    await requireServices(tx, newServiceIds(before, services));
    const { title = incident.title, impact = incident.impactOverride } = input;
    await saveIncident(tx, context, incident.id, { title, impactOverride: impact, startedAt });
    await replaceServices(tx, incident.id, services);
    await recompute(tx, context, incident.id, [...serviceIdsOf(before), ...serviceIdsOf({ services })]);
    record(tx, context, {
      type: "incident.updated",
      subjectId: incident.id,
      data: {
        before: { title: incident.title, impact: incident.impactOverride, startedAt: incident.startedAt },
        after: { title, impact, startedAt },
      },
    });
    return getIncident(tx, incident.id);
  });
}

export function deleteIncident(
  context: OrganizationContext,
  input: { incidentId: string; version?: number | undefined },
): Promise<void> {
  return context.inOrganization(async (tx) => {
    allow(context, "incident.delete");
    const incident = await lockIncident(tx, input.incidentId);
    refuseStale(incident, input.version);
    const state = await stateOf(tx, incident);
    await saveIncident(tx, context, incident.id, { deletedAt: context.now() });
    await recompute(tx, context, incident.id, serviceIdsOf(state));
    record(tx, context, {
      type: "incident.deleted",
      subjectId: incident.id,
      data: { title: incident.title },
    });
  });
}

export function restoreIncident(
  context: OrganizationContext,
  input: { incidentId: string; version?: number | undefined },
): Promise<Incident> {
  return context.inOrganization(async (tx) => {
    allow(context, "incident.delete");
    const incident = await lockIncident(tx, input.incidentId, { deletedToo: true });
    refuseStale(incident, input.version);
    if (incident.deletedAt === null) return getIncident(tx, incident.id);
    const state = await stateOf(tx, incident);
    await saveIncident(tx, context, incident.id, { deletedAt: null });
    await recompute(tx, context, incident.id, serviceIdsOf(state));
    record(tx, context, {
      type: "incident.restored",
      subjectId: incident.id,
      data: { title: incident.title },
    });
    return getIncident(tx, incident.id);
  });
}

/** Locks the row, since two responders may post at once. */
async function lockIncident(tx: Tx, incidentId: string, { deletedToo = false } = {}): Promise<IncidentRow> {
  const [incident] = await tx.db
    .select()
    .from(incidents)
    .where(
      and(
        eq(incidents.organizationId, tx.organizationId),
        eq(incidents.id, incidentId),
        deletedToo ? undefined : isNull(incidents.deletedAt),
      ),
    )
    .for("no key update");
  return orNotFound(incident);
}

async function stateOf(tx: Tx, incident: IncidentRow): Promise<IncidentState> {
  const services = await affectedServices(tx, [incident.id]);
  return { ...incident, services: services.map(({ serviceId, status }) => ({ serviceId, status })) };
}

async function saveIncident(
  tx: Tx,
  context: OrganizationContext,
  incidentId: string,
  change: Partial<
    Pick<IncidentRow, "title" | "status" | "impactOverride" | "startedAt" | "resolvedAt" | "deletedAt">
  >,
): Promise<void> {
  await tx.db
    .update(incidents)
    .set({ ...change, updatedAt: context.now(), version: sql`version + 1` })
    .where(and(eq(incidents.organizationId, tx.organizationId), eq(incidents.id, incidentId)));
}

async function replaceServices(
  tx: Tx,
  incidentId: string,
  affected: readonly AffectedService[],
): Promise<void> {
  const { organizationId } = tx;
  await tx.db
    .delete(incidentServices)
    .where(
      and(eq(incidentServices.organizationId, organizationId), eq(incidentServices.incidentId, incidentId)),
    );
  if (affected.length === 0) return;
  await tx.db
    .insert(incidentServices)
    .values(affected.map(({ serviceId, status }) => ({ organizationId, incidentId, serviceId, status })));
}

async function insertUpdate(
  tx: Tx,
  context: OrganizationContext,
  incidentId: string,
  update: { status: IncidentStatus; message: string; services: AffectedService[] },
): Promise<void> {
  await tx.db.insert(incidentUpdates).values({
    organizationId: tx.organizationId,
    id: newId(),
    incidentId,
    status: update.status,
    message: update.message,
    services: update.services,
    author: context.actor,
    // Behind the newest one, also where clocks of servers differ: the incident is locked, so the order is known.
    createdAt: sql`greatest(${context.now().toISOString()}::timestamptz, (
      select max(created_at) + interval '1 millisecond' from incident_updates
      where organization_id = ${tx.organizationId} and incident_id = ${incidentId}))`,
  });
}

function recompute(
  tx: Tx,
  context: OrganizationContext,
  incidentId: string,
  serviceIds: string[],
): Promise<void> {
  return recomputeStatuses(tx, serviceIds, { reason: { kind: "incident", incidentId }, at: context.now() });
}

function serviceIdsOf({ services }: Pick<IncidentState, "services">): string[] {
  return services.map((service) => service.serviceId);
}

/** Services that the incident did not name before; those that it did may have been deleted since. */
function newServiceIds(before: IncidentState, services: readonly AffectedService[]): string[] {
  const known = new Set(serviceIdsOf(before));
  return services.map((service) => service.serviceId).filter((serviceId) => !known.has(serviceId));
}
