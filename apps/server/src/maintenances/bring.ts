import type { Tx } from "@fanal/database";
import { maintenances, maintenanceUpdates, newId } from "@fanal/database/schema";
import type { MaintenanceState, MaintenanceStatus } from "@fanal/domain";
import { type RecordedBy, record } from "../events/record.ts";
import { recomputeStatuses } from "../services/recompute.ts";
import { replaceServices } from "./rows.ts";

/** A maintenance as it was elsewhere, with the times that it had there. */
export interface BroughtMaintenance extends MaintenanceState {
  title: string;
  timeZone: string;
  notifiesAutomatically: boolean;
  serviceIds: string[];
  /** Oldest first, one at least. */
  updates: { status: MaintenanceStatus; message: string; at: Date }[];
}

/**
 * Writes a maintenance of another product with all that was said of it, and tells nobody; its id. What is still to come takes its
 * steps here. Whoever calls has asked whether it may, and whether the services exist.
 */
export async function bringMaintenance(tx: Tx, by: RecordedBy, brought: BroughtMaintenance): Promise<string> {
  const { organizationId } = tx;
  const { serviceIds, updates, ...columns } = brought;
  const id = newId();
  const now = by.now();
  const createdAt = updates[0]?.at ?? now;
  // Reminders that were due before it came here were given there.
  const times = { createdAt, updatedAt: now, remindedAt: now };
  await tx.db.insert(maintenances).values({ organizationId, id, ...columns, ...times });
  await replaceServices(tx, id, serviceIds);
  await tx.db.insert(maintenanceUpdates).values(
    updates.map(({ at, ...update }) => ({
      ...update,
      organizationId,
      id: newId(),
      maintenanceId: id,
      author: by.actor,
      createdAt: at,
    })),
  );
  await recomputeStatuses(tx, serviceIds, { reason: { kind: "maintenance", maintenanceId: id }, at: now });
  const { title, status, startsAt, endsAt, timeZone } = brought;
  record(tx, by, {
    type: "maintenance.created",
    subjectId: id,
    data: {
      isImported: true,
      after: { title, status, startsAt, endsAt, timeZone, serviceIds, updates: updates.length },
      telling: null,
    },
  });
  return id;
}
