import type { Tx } from "@fanal/database";
import {
  incidentServices,
  incidents,
  newId,
  type StatusReason,
  serviceSignals,
  services,
  statusChanges,
} from "@fanal/database/schema";
import { effectiveStatus, type ServiceStatus, type SignalStatus } from "@fanal/domain";
import { and, asc, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { activeMaintenances } from "./queries.ts";

/** Why statuses are derived anew. */
export interface RecomputeCause {
  reason: StatusReason;
  at: Date;
}

/**
 * Derives the effective status of services anew and appends a status change for each that became another, or of which
 * an operator has something to say.
 * The only writer of `services.status` and of `status_changes`. Rows are locked in order of id, so that two
 * transactions that touch the same services wait for each other instead of dying of a deadlock.
 */
export async function recomputeStatuses(
  tx: Tx,
  serviceIds: readonly string[],
  cause: RecomputeCause,
): Promise<void> {
  if (serviceIds.length === 0) return;
  const rows = await tx.db
    .select()
    .from(services)
    .where(
      and(eq(services.organizationId, tx.organizationId), inArray(services.id, [...new Set(serviceIds)])),
    )
    .orderBy(asc(services.id))
    .for("no key update");
  const ids = rows.map((row) => row.id);
  const incidentStatuses = await openIncidentStatuses(tx, ids);
  const signals = await signalsOf(tx, ids);
  const underMaintenance = new Set((await activeMaintenances(tx)).map((row) => row.serviceId));
  for (const row of rows) {
    const status = effectiveStatus({
      manual: row.manualStatus,
      incidents: incidentStatuses.get(row.id) ?? [],
      signals: signals.get(row.id) ?? [],
      maintenanceActive: underMaintenance.has(row.id),
    });
    if (status !== row.status || hasMessage(cause)) await appendStatusChange(tx, row, status, cause);
  }
}

/** Visitors read the message in the timeline, also when nothing else is new. */
function hasMessage({ reason }: RecomputeCause): boolean {
  return reason.kind === "manual" && reason.message !== null;
}

/** Opens the log of a new service. */
export async function startStatusLog(tx: Tx, serviceId: string, at: Date): Promise<void> {
  await tx.db.insert(statusChanges).values({
    organizationId: tx.organizationId,
    id: newId(),
    serviceId,
    status: "operational",
    startedAt: at,
    reason: { kind: "created" },
  });
}

async function openIncidentStatuses(tx: Tx, serviceIds: string[]): Promise<Map<string, ServiceStatus[]>> {
  const rows = await tx.db
    .select({ serviceId: incidentServices.serviceId, status: incidentServices.status })
    .from(incidentServices)
    .innerJoin(
      incidents,
      and(
        eq(incidents.organizationId, incidentServices.organizationId),
        eq(incidents.id, incidentServices.incidentId),
      ),
    )
    .where(
      and(
        eq(incidentServices.organizationId, tx.organizationId),
        inArray(incidentServices.serviceId, serviceIds),
        isNotNull(incidents.publishedAt),
        isNull(incidents.resolvedAt),
        isNull(incidents.deletedAt),
      ),
    );
  return statusesByService(rows);
}

async function signalsOf(tx: Tx, serviceIds: string[]): Promise<Map<string, SignalStatus[]>> {
  const rows = await tx.db
    .select({ serviceId: serviceSignals.serviceId, status: serviceSignals.status })
    .from(serviceSignals)
    .where(
      and(
        eq(serviceSignals.organizationId, tx.organizationId),
        inArray(serviceSignals.serviceId, serviceIds),
      ),
    );
  return statusesByService(rows);
}

function statusesByService<Status>(
  rows: readonly { serviceId: string; status: Status }[],
): Map<string, Status[]> {
  const byService = new Map<string, Status[]>();
  for (const { serviceId, status } of rows) {
    const known = byService.get(serviceId);
    if (known === undefined) byService.set(serviceId, [status]);
    else known.push(status);
  }
  return byService;
}

async function appendStatusChange(
  tx: Tx,
  service: typeof services.$inferSelect,
  status: ServiceStatus,
  { reason, at }: RecomputeCause,
): Promise<void> {
  const { organizationId } = tx;
  const [ended] = await tx.db
    .update(statusChanges)
    // A clock that was set back must not make intervals overlap.
    .set({ endedAt: sql`greatest(${at.toISOString()}::timestamptz, started_at)` })
    .where(
      and(
        eq(statusChanges.organizationId, organizationId),
        eq(statusChanges.serviceId, service.id),
        isNull(statusChanges.endedAt),
      ),
    )
    .returning({ endedAt: statusChanges.endedAt });
  const since = ended?.endedAt ?? at;
  await tx.db
    .insert(statusChanges)
    .values({ organizationId, id: newId(), serviceId: service.id, status, startedAt: since, reason });
  if (status === service.status) return;
  await tx.db
    .update(services)
    .set({ status, statusSince: since })
    .where(and(eq(services.organizationId, organizationId), eq(services.id, service.id)));
}
