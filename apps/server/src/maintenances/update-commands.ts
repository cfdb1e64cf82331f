import type { Maintenance } from "@fanal/contract";
import type { Tx } from "@fanal/database";
import { maintenanceUpdates } from "@fanal/database/schema";
import { applyMaintenanceUpdate, type MaintenanceStatus, type TellingInput, tellingOf } from "@fanal/domain";
import { and, eq, isNull } from "drizzle-orm";
import type { OrganizationContext } from "../context.ts";
import { record } from "../events/record.ts";
import { allow, orNotFound, orRefuse, refuseStale } from "../refusals.ts";
import { recomputeStatuses } from "../services/recompute.ts";
import { getMaintenance, serviceIdsOf } from "./queries.ts";
import { insertUpdate, lockMaintenance, type MaintenanceRow, saveMaintenance } from "./rows.ts";

export function postMaintenanceUpdate(
  context: OrganizationContext,
  input: TellingInput & {
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
    const { message } = input;
    const updateId = await insertUpdate(tx, before.id, { status, message, author: context.actor, at });
    const reason = { kind: "maintenance", maintenanceId: before.id } as const;
    await recomputeStatuses(tx, await serviceIdsOf(tx, before.id), { reason, at });
    record(tx, context, {
      type: "maintenance.update_posted",
      subjectId: before.id,
      data: {
        updateId,
        title: before.title,
        before: before.status,
        after: status,
        message,
        telling: tellingOf(input),
      },
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
    await saveUpdate(tx, update.id, {
      message: input.message,
      editedAt: at,
      // What Fanal left empty is said by whoever writes it.
      ...(update.message === "" ? { author: context.actor } : {}),
    });
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
    const at = context.now();
    await saveUpdate(tx, update.id, { deletedAt: at });
    await saveMaintenance(tx, maintenance, {}, at);
    const { id: updateId, status, message, author, createdAt } = update;
    record(tx, context, {
      type: "maintenance.update_deleted",
      subjectId: maintenance.id,
      data: { updateId, title: maintenance.title, before: { status, message, author, createdAt } },
    });
  });
}

/** Brings back what was said. */
export function restoreMaintenanceUpdate(
  context: OrganizationContext,
  input: UpdateOfMaintenance,
): Promise<Maintenance> {
  return context.inOrganization(async (tx) => {
    allow(context, "maintenance.update");
    const { maintenance, update } = await lockUpdate(tx, context, input, { deletedToo: true });
    if (update.deletedAt === null) return getMaintenance(tx, maintenance.id);
    await saveUpdate(tx, update.id, { deletedAt: null });
    await saveMaintenance(tx, maintenance, {}, context.now());
    const { id: updateId, message } = update;
    record(tx, context, {
      type: "maintenance.update_restored",
      subjectId: maintenance.id,
      data: { updateId, title: maintenance.title, after: { message } },
    });
    return getMaintenance(tx, maintenance.id);
  });
}

type UpdateRow = typeof maintenanceUpdates.$inferSelect;

async function saveUpdate(
  tx: Tx,
  updateId: string,
  change: Partial<Pick<UpdateRow, "message" | "editedAt" | "author" | "deletedAt">>,
): Promise<void> {
  await tx.db
    .update(maintenanceUpdates)
    .set(change)
    .where(
      and(eq(maintenanceUpdates.organizationId, tx.organizationId), eq(maintenanceUpdates.id, updateId)),
    );
}

async function lockUpdate(
  tx: Tx,
  context: OrganizationContext,
  { maintenanceId, updateId, version }: UpdateOfMaintenance,
  { deletedToo = false } = {},
): Promise<{ maintenance: MaintenanceRow; update: UpdateRow }> {
  const maintenance = await lockMaintenance(tx, context, maintenanceId);
  const [update] = await tx.db
    .select()
    .from(maintenanceUpdates)
    .where(
      and(
        eq(maintenanceUpdates.organizationId, tx.organizationId),
        eq(maintenanceUpdates.maintenanceId, maintenanceId),
        eq(maintenanceUpdates.id, updateId),
        deletedToo ? undefined : isNull(maintenanceUpdates.deletedAt),
      ),
    );
  const found = orNotFound(update);
  refuseStale(maintenance, version);
  return { maintenance, update: found };
}
