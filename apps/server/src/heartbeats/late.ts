import { asSystem, type Database, inOrganization, type Tx } from "@fanal/database";
import { heartbeats, services } from "@fanal/database/schema";
import { defaultMessages } from "@fanal/domain";
import { and, eq, isNull, sql } from "drizzle-orm";
import { clockOf, fanal } from "../by-itself.ts";
import type { RecordedBy } from "../events/record.ts";
import { closeByMachine, draftByMachine } from "../incidents/by-machine.ts";
import { setSignals } from "../signals/set-signals.ts";
import type { HeartbeatRow } from "./queries.ts";

export interface HeartbeatAddress {
  organizationId: string;
  heartbeatId: string;
}

/** When a heartbeat that was called then is late. */
export function dueAtOf({
  pingedAt,
  periodSeconds,
  graceSeconds,
}: {
  pingedAt: Date;
  periodSeconds: number;
  graceSeconds: number;
}): Date {
  return new Date(pingedAt.getTime() + (periodSeconds + graceSeconds) * 1_000);
}

/** Says of the service what the heartbeat has to say of it now. */
export function say(tx: Tx, by: RecordedBy, heartbeat: HeartbeatRow): Promise<void> {
  const { id: sourceId, name, serviceId, status, missedAt } = heartbeat;
  const signals = missedAt === null ? [] : [{ serviceId, status }];
  return setSignals(tx, by, { source: "heartbeat", sourceId, name }, signals);
}

/**
 * Notes that a heartbeat is late, unless it was called meanwhile. Decided on the locked row by the clock of the database,
 * so it is noted once, whoever tries how often.
 */
export async function noteLate(
  database: Database,
  { organizationId, heartbeatId }: HeartbeatAddress,
): Promise<void> {
  await inOrganization(database, organizationId, async (tx) => {
    const heartbeat = await lock(tx, heartbeatId);
    if (heartbeat === null || heartbeat.dueAt === null || heartbeat.missedAt !== null) return;
    const at = await clockOf(tx);
    if (heartbeat.dueAt > at) return;
    const by = { actor: fanal, now: () => at };
    const missed = { ...heartbeat, missedAt: heartbeat.dueAt };
    const incidentId = heartbeat.draftsIncident
      ? await draftByMachine(tx, by, { ...heartbeat, happened: `${heartbeat.name} is late` })
      : null;
    await tx.db.update(heartbeats).set({ missedAt: missed.missedAt, incidentId }).where(one(tx, heartbeatId));
    await say(tx, by, missed);
  });
}

/** Takes back that a heartbeat was late, since it was called. */
export async function noteBack(
  database: Database,
  { organizationId, heartbeatId }: HeartbeatAddress,
): Promise<void> {
  await inOrganization(database, organizationId, async (tx) => {
    const heartbeat = await lock(tx, heartbeatId);
    if (heartbeat === null || heartbeat.missedAt === null || heartbeat.dueAt === null) return;
    const at = await clockOf(tx);
    if (heartbeat.dueAt <= at) return;
    const by = { actor: fanal, now: () => at };
    const back = { ...heartbeat, missedAt: null };
    await tx.db.update(heartbeats).set({ missedAt: null }).where(one(tx, heartbeatId));
    await say(tx, by, back);
    await closeDraft(tx, by, back);
  });
}

/** Takes the draft away that was written when the heartbeat was late; one that a person has worked on stays. */
export async function closeDraft(tx: Tx, by: RecordedBy, { id, incidentId }: HeartbeatRow): Promise<void> {
  if (incidentId === null) return;
  await closeByMachine(tx, by, incidentId, { message: defaultMessages.resolved });
  await tx.db.update(heartbeats).set({ incidentId: null }).where(one(tx, id));
}

/** Of a service that is there. */
async function lock(tx: Tx, heartbeatId: string): Promise<HeartbeatRow | null> {
  const [row] = await tx.db
    .select({ heartbeat: heartbeats })
    .from(heartbeats)
    .innerJoin(
      services,
      and(eq(services.organizationId, heartbeats.organizationId), eq(services.id, heartbeats.serviceId)),
    )
    .where(and(one(tx, heartbeatId), isNull(services.deletedAt)))
    .for("update", { of: heartbeats });
  return row?.heartbeat ?? null;
}

function one(tx: Tx, heartbeatId: string) {
  return and(eq(heartbeats.organizationId, tx.organizationId), eq(heartbeats.id, heartbeatId));
}

/** Heartbeats of all organizations that are late, and of which that is not noted. */
export function findLate(database: Database): Promise<HeartbeatAddress[]> {
  return asSystem(database, "find heartbeats that are late", async (db) => {
    const { rows } = await db.execute<{ organization: string; heartbeat: string }>(sql`
      select h.organization_id as organization, h.id as heartbeat from heartbeats h
      join services s on s.organization_id = h.organization_id and s.id = h.service_id and s.deleted_at is null
      where h.missed_at is null and h.due_at <= now() order by h.due_at limit 1000`);
    return rows.map((row) => ({ organizationId: row.organization, heartbeatId: row.heartbeat }));
  });
}
