import type { Tx } from "@fanal/database";
import {
  incidentServices,
  incidents,
  newId,
  type StatusReason,
  services,
  statusChanges,
} from "@fanal/database/schema";
import { effectiveStatus, type ServiceStatus } from "@fanal/domain";
import { and, asc, eq, inArray, isNull } from "drizzle-orm";

/** Why statuses are derived anew. */
export interface RecomputeCause {
  reason: StatusReason;
  at: Date;
}

/**
 * Derives the effective status of services anew and appends a status change for each that became another.
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
  const incidentStatuses = await openIncidentStatuses(
    tx,
    rows.map((row) => row.id),
  );
  for (const row of rows) {
    const status = effectiveStatus({
      manual: row.manualStatus,
      incidents: incidentStatuses.get(row.id) ?? [],
      maintenanceActive: false,
    });
    if (status !== row.status) await appendStatusChange(tx, row, status, cause);
  }
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
        isNull(incidents.resolvedAt),
        isNull(incidents.deletedAt),
      ),
    );
  const byService = new Map<string, ServiceStatus[]>();
  for (const { serviceId, status } of rows)
    byService.set(serviceId, [...(byService.get(serviceId) ?? []), status]);
  return byService;
}

async function appendStatusChange(
  tx: Tx,
  service: typeof services.$inferSelect,
  status: ServiceStatus,
  { reason, at }: RecomputeCause,
): Promise<void> {
  // A clock that was set back must not make intervals overlap.
  const since = at > service.statusSince ? at : service.statusSince;
  const { organizationId } = tx;
  await tx.db
    .update(statusChanges)
    .set({ endedAt: since })
    .where(
      and(
        eq(statusChanges.organizationId, organizationId),
        eq(statusChanges.serviceId, service.id),
        isNull(statusChanges.endedAt),
      ),
    );
  await tx.db
    .insert(statusChanges)
    .values({ organizationId, id: newId(), serviceId: service.id, status, startedAt: since, reason });
  await tx.db
    .update(services)
    .set({ status, statusSince: since })
    .where(and(eq(services.organizationId, organizationId), eq(services.id, service.id)));
}
