import { asSystem, type Database, inOrganization, type Tx } from "@fanal/database";
import { maintenances } from "@fanal/database/schema";
import { advance, dueReminder, type MaintenanceState, reminderHours, tellingOf } from "@fanal/domain";
import { and, eq, isNull, sql } from "drizzle-orm";
import { clockOf, fanal } from "../by-itself.ts";
import { record } from "../events/record.ts";
import { recomputeStatuses } from "../services/recompute.ts";
import { serviceIdsOf } from "./queries.ts";
import { insertUpdate, type MaintenanceRow, saveMaintenance } from "./rows.ts";

export interface MaintenanceAddress {
  organizationId: string;
  maintenanceId: string;
}

/**
 * Takes the steps of a maintenance that are due: its window has started, or ended, and it is not to wait for a person.
 * What is due is decided on the locked row and by the clock of the database, which all servers share. So it happens
 * once, whoever tries how often, and a job that outlived its maintenance, or the window that it was made for, does
 * nothing.
 */
export async function takeDueSteps(
  database: Database,
  { organizationId, maintenanceId }: MaintenanceAddress,
): Promise<void> {
  await inOrganization(database, organizationId, async (tx) => {
    let maintenance = await lockPresent(tx, maintenanceId);
    if (maintenance === null) return;
    const at = await clockOf(tx);
    await remind(tx, maintenance, at);
    for (let next = advance(maintenance, at); next !== null; next = advance(maintenance, at)) {
      maintenance = await take(tx, maintenance, next, at);
    }
  });
}

/** Has subscribers reminded, where it is time. */
async function remind(tx: Tx, maintenance: MaintenanceRow, at: Date): Promise<void> {
  const due = dueReminder(maintenance, at);
  if (due === null) return;
  await tx.db
    .update(maintenances)
    .set({ remindedAt: due.at })
    .where(and(eq(maintenances.organizationId, tx.organizationId), eq(maintenances.id, maintenance.id)));
  record(
    tx,
    { actor: fanal, now: () => at },
    {
      type: "maintenance.reminded",
      subjectId: maintenance.id,
      data: { title: maintenance.title, hours: due.hours, telling: tellingOf({ notify: true }) },
    },
  );
}

async function lockPresent(tx: Tx, maintenanceId: string): Promise<MaintenanceRow | null> {
  const [maintenance] = await tx.db
    .select()
    .from(maintenances)
    .where(
      and(
        eq(maintenances.organizationId, tx.organizationId),
        eq(maintenances.id, maintenanceId),
        isNull(maintenances.deletedAt),
      ),
    )
    .for("no key update");
  return maintenance ?? null;
}

async function take(
  tx: Tx,
  before: MaintenanceRow,
  { status, startedAt, finishedAt }: MaintenanceState,
  at: Date,
): Promise<MaintenanceRow> {
  const change = { status, startedAt, finishedAt };
  await saveMaintenance(tx, before, change, at);
  const updateId = await insertUpdate(tx, before.id, { status, message: "", author: fanal, at });
  const reason = { kind: "maintenance", maintenanceId: before.id } as const;
  await recomputeStatuses(tx, await serviceIdsOf(tx, before.id), { reason, at });
  record(
    tx,
    { actor: fanal, now: () => at },
    {
      type: "maintenance.update_posted",
      subjectId: before.id,
      data: {
        updateId,
        title: before.title,
        before: before.status,
        after: status,
        telling: tellingOf({ notify: before.notifiesAutomatically }),
      },
    },
  );
  return { ...before, ...change };
}

/** Maintenances whose next step or reminder is due, of all organizations: what a job missed, or came too late for. */
export function findDueSteps(database: Database): Promise<MaintenanceAddress[]> {
  return asSystem(database, "find maintenances that start or end", async (db) => {
    const { rows } = await db.execute<{ organization: string; maintenance: string }>(sql`
      select organization_id as organization, id as maintenance from maintenances
      where deleted_at is null and (
        status = 'scheduled' and starts_automatically and starts_at <= now()
        or status in ('in_progress', 'verifying') and finishes_automatically and ends_at <= now()
        or status = 'scheduled' and notifies_automatically and starts_at > now() and exists (
          select from unnest(${sql.param([...reminderHours])}::int[]) hours
          where starts_at - make_interval(hours => hours) <= now()
            and starts_at - make_interval(hours => hours) > greatest(created_at, reminded_at)))
      order by least(starts_at, ends_at)`);
    return rows.map((row) => ({ organizationId: row.organization, maintenanceId: row.maintenance }));
  });
}
