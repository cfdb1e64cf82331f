import type { Maintenance } from "@fanal/contract";
import type { Tx } from "@fanal/database";
import { maintenanceUpdates } from "@fanal/database/schema";
import { applyMaintenanceUpdate, type MaintenanceStatus } from "@fanal/domain";
import { and, eq } from "drizzle-orm";
import type { OrganizationContext } from "../context.ts";
import { record } from "../events/record.ts";
import { allow, orNotFound, orRefuse, refuseStale } from "../refusals.ts";
import { recomputeStatuses } from "../services/recompute.ts";
import { getMaintenance, serviceIdsOf } from "./queries.ts";
import { insertUpdate, lockMaintenance, type MaintenanceRow, saveMaintenance } from "./rows.ts";

export function postMaintenanceUpdate(
  context: OrganizationContext,
  input: {
    maintenanceId: string;
    status: MaintenanceStatus;
    message: string;
    version?: number | undefined;
  },
): Promise<Maintenance> {
  return context.inOrganization(async (tx) => {
    allow(context, "maintenance.update");
    const before = await lockMaintenance(tx, context, input.maintenanceId);
    refuseStale(before, input.version);
    const at = context.now();
    const state = orRefuse(applyMaintenanceUpdate(before, input.status, at), "status");
    const { status, startedAt, finishedAt, finishesAutomatically } = state;
    await saveMaintenance(tx, before, { status, startedAt, finishedAt, finishesAutomatically }, at);
    await insertUpdate(tx, before.id, { status, message: input.message, author: context.actor, at });
    const reason = { kind: "maintenance", maintenanceId: before.id } as const;
    await recomputeStatuses(tx, await serviceIdsOf(tx, before.id), { reason, at });
    record(tx, context, {
      type: "maintenance.update_posted",
      subjectId: before.id,
      data: { title: before.title, before: before.status, after: status, message: input.message },
    });
    return getMaintenance(tx, before.id);
  });
}

interface UpdateOfMaintenance {
  maintenanceId: string;
  updateId: string;
  /** Of the maintenance. */
  version?: number | undefined;
}

export function editMaintenanceUpdate(
  context: OrganizationContext,
  input: UpdateOfMaintenance & { message: string },
): Promise<Maintenance> {
  return context.inOrganization(async (tx) => {
    allow(context, "maintenance.update");
    const { maintenance, update } = await lockUpdate(tx, context, input);
    const at = context.now();
    await tx.db
      .update(maintenanceUpdates)
      // What Fanal left empty is said by whoever writes it.
      .set({
        message: input.message,
        editedAt: at,
        ...(update.message === "" ? { author: context.actor } : {}),
      })
      .where(
        and(eq(maintenanceUpdates.organizationId, tx.organizationId), eq(maintenanceUpdates.id, update.id)),
      );
    await saveMaintenance(tx, maintenance, {}, at);
    record(tx, context, {
      type: "maintenance.update_edited",
      subjectId: maintenance.id,
      data: {
        updateId: update.id,
        title: maintenance.title,
        before: { message: update.message },
        after: { message: input.message },
      },
    });
    return getMaintenance(tx, maintenance.id);
  });
}

/** Takes an update away. The state that it set stays, and the log keeps what it was. */
export function deleteMaintenanceUpdate(
  context: OrganizationContext,
  input: UpdateOfMaintenance,
): Promise<void> {
  return context.inOrganization(async (tx) => {
    allow(context, "maintenance.update");
    const { maintenance, update } = await lockUpdate(tx, context, input);
    await tx.db
      .delete(maintenanceUpdates)
      .where(
        and(eq(maintenanceUpdates.organizationId, tx.organizationId), eq(maintenanceUpdates.id, update.id)),
      );
    await saveMaintenance(tx, maintenance, {}, context.now());
    const { id: updateId, status, message, author, createdAt } = update;
    record(tx, context, {
      type: "maintenance.update_deleted",
      subjectId: maintenance.id,
      data: { updateId, title: maintenance.title, before: { status, message, author, createdAt } },
    });
  });
}

async function lockUpdate(
  tx: Tx,
  context: OrganizationContext,
  { maintenanceId, updateId, version }: UpdateOfMaintenance,
): Promise<{ maintenance: MaintenanceRow; update: typeof maintenanceUpdates.$inferSelect }> {
  const maintenance = await lockMaintenance(tx, context, maintenanceId);
  const [update] = await tx.db
    .select()
    .from(maintenanceUpdates)
    .where(
      and(
        eq(maintenanceUpdates.organizationId, tx.organizationId),
        eq(maintenanceUpdates.maintenanceId, maintenanceId),
        eq(maintenanceUpdates.id, updateId),
      ),
    );
  const found = orNotFound(update);
  refuseStale(maintenance, version);
  return { maintenance, update: found };
}
