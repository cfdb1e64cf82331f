import type { Tx } from "@fanal/database";
import {
  type Actor,
  maintenanceServices,
  maintenances,
  maintenanceUpdates,
  newId,
} from "@fanal/database/schema";
import { changesCalendars, type MaintenanceState, type MaintenanceStatus } from "@fanal/domain";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { OrganizationContext } from "../context.ts";
import { orNotFound } from "../refusals.ts";
import { requireReach } from "../services/reach.ts";
import { serviceIdsOf } from "./queries.ts";

export type MaintenanceRow = typeof maintenances.$inferSelect;

/**
 * Locks the row, since two responders may write at once, and a window may start or end meanwhile. Refuses what touches
 * services out of reach.
 */
export async function lockMaintenance(
  tx: Tx,
  context: OrganizationContext,
  maintenanceId: string,
  { deletedToo = false } = {},
): Promise<MaintenanceRow> {
  const [maintenance] = await tx.db
    .select()
    .from(maintenances)
    .where(
      and(
        eq(maintenances.organizationId, tx.organizationId),
        eq(maintenances.id, maintenanceId),
        deletedToo ? undefined : isNull(maintenances.deletedAt),
      ),
    )
    .for("no key update");
  const found = orNotFound(maintenance);
  await requireReach(tx, context, await serviceIdsOf(tx, found.id));
  return found;
}

/** What a new maintenance is made of beside its state. */
export interface NewMaintenance extends MaintenanceState {
  title: string;
  timeZone: string;
  notifiesAutomatically: boolean;
  seriesId?: string;
  occurrenceAt?: Date;
}

/** Inserts maintenances that share services and the message of their first update, and returns their ids. */
export async function insertMaintenances(
  tx: Tx,
  all: readonly NewMaintenance[],
  { serviceIds, ...first }: { serviceIds: readonly string[]; message: string; author: Actor; at: Date },
): Promise<string[]> {
  if (all.length === 0) return [];
  const { organizationId } = tx;
  const rows = all.map((one) => ({
    ...one,
    organizationId,
    id: newId(),
    createdAt: first.at,
    updatedAt: first.at,
  }));
  await tx.db.insert(maintenances).values(rows);
  const ids = rows.map(({ id }) => id);
  await insertServices(tx, ids, serviceIds);
  await tx.db.insert(maintenanceUpdates).values(
    rows.map(({ id, status, finishedAt }) => ({
      organizationId,
      id: newId(),
      maintenanceId: id,
      status,
      message: first.message,
      author: first.author,
      // What is recorded afterwards was said when it was over: the page's history is in order of what happened.
      createdAt: finishedAt ?? first.at,
    })),
  );
  return ids;
}

/** Writes a change. `SEQUENCE` of the calendar rises with what calendars show. */
export async function saveMaintenance(
  tx: Tx,
  before: MaintenanceRow,
  change: Partial<Omit<MaintenanceRow, "organizationId" | "id" | "version" | "sequence" | "createdAt">>,
  at: Date,
): Promise<void> {
  const after = { ...before, ...change };
  const rises = changesCalendars(face(before), face(after));
  await tx.db
    .update(maintenances)
    .set({ ...change, updatedAt: at, version: sql`version + 1`, sequence: before.sequence + (rises ? 1 : 0) })
    .where(and(eq(maintenances.organizationId, tx.organizationId), eq(maintenances.id, before.id)));
}

function face(row: MaintenanceRow) {
  return { ...row, isDeleted: row.deletedAt !== null };
}

export async function replaceServices(
  tx: Tx,
  maintenanceId: string,
  serviceIds: readonly string[],
): Promise<void> {
  await tx.db
    .delete(maintenanceServices)
    .where(
      and(
        eq(maintenanceServices.organizationId, tx.organizationId),
        eq(maintenanceServices.maintenanceId, maintenanceId),
      ),
    );
  await insertServices(tx, [maintenanceId], serviceIds);
}

/** As two lists: of many occurrences with many services each pair would be too much for the parameters of a statement. */
async function insertServices(
  tx: Tx,
  maintenanceIds: readonly string[],
  serviceIds: readonly string[],
): Promise<void> {
  await tx.db.execute(sql`
    insert into ${maintenanceServices} (organization_id, maintenance_id, service_id)
    select ${tx.organizationId}, m, s
    from unnest(${sql.param(maintenanceIds)}::uuid[]) m, unnest(${sql.param(serviceIds)}::uuid[]) s`);
}

export async function insertUpdate(
  tx: Tx,
  maintenanceId: string,
  update: { status: MaintenanceStatus; message: string; author: Actor; at: Date },
): Promise<string> {
  const id = newId();
  await tx.db.insert(maintenanceUpdates).values({
    organizationId: tx.organizationId,
    id,
    maintenanceId,
    status: update.status,
    message: update.message,
    author: update.author,
    // Behind the newest one, also where clocks of servers differ: the maintenance is locked, so the order is known.
    createdAt: sql`greatest(${update.at.toISOString()}::timestamptz, (
      select max(created_at) + interval '1 millisecond' from maintenance_updates
      where organization_id = ${tx.organizationId} and maintenance_id = ${maintenanceId}))`,
  });
  return id;
}
