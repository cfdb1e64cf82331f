import { type Heartbeat, limits } from "@fanal/contract";
import type { Tx } from "@fanal/database";
import { heartbeats, newId } from "@fanal/database/schema";
import type { SignalStatus } from "@fanal/domain";
import { and, eq, sql } from "drizzle-orm";
import type { Context, OrganizationContext } from "../context.ts";
import { record } from "../events/record.ts";
import { makePushToken } from "../push-token.ts";
import { allow, orNotFound, refuse, refuseStale } from "../refusals.ts";
import { requireServices } from "../services/queries.ts";
import { setSignals } from "../signals/set-signals.ts";
import { closeDraft, dueAtOf, say } from "./late.ts";
import { getHeartbeat, type HeartbeatRow } from "./queries.ts";

export interface HeartbeatSettings {
  serviceId: string;
  name: string;
  periodSeconds: number;
  graceSeconds: number;
  status: SignalStatus;
  draftsIncident: boolean;
}
type WithAddress = Heartbeat & { link: string | null };

/** Makes a heartbeat. Its address is in this answer only, and not where a repeated request finds its own. */
export async function createHeartbeat(
  context: OrganizationContext,
  input: HeartbeatSettings,
): Promise<WithAddress> {
  const { token, hash } = makePushToken();
  let isMade = false;
  const view = await context.inOrganization(async (tx) => {
    allow(context, "heartbeat.write");
    await requireServices(tx, [input.serviceId]);
    await requireRoom(tx);
    const id = newId();
    const now = context.now();
    const after = settingsOf(input);
    await tx.db
      .insert(heartbeats)
      .values({ organizationId: tx.organizationId, id, ...after, hash, createdAt: now, updatedAt: now });
    record(tx, context, { type: "heartbeat.created", subjectId: id, data: { after } });
    isMade = true;
    return getHeartbeat(tx, id);
  });
  return { ...view, link: isMade ? addressOf(context, token) : null };
}

export function updateHeartbeat(
  context: OrganizationContext,
  { heartbeatId, version, ...input }: Changes & { heartbeatId: string; version?: number | undefined },
): Promise<Heartbeat> {
  return context.inOrganization(async (tx) => {
    allow(context, "heartbeat.write");
    const before = await lockHeartbeat(tx, heartbeatId);
    refuseStale(before, version);
    if (input.serviceId !== undefined) await requireServices(tx, [input.serviceId]);
    const now = context.now();
    const after: HeartbeatSettings = {
      serviceId: input.serviceId ?? before.serviceId,
      name: input.name ?? before.name,
      periodSeconds: input.periodSeconds ?? before.periodSeconds,
      graceSeconds: input.graceSeconds ?? before.graceSeconds,
      status: input.status ?? before.status,
      draftsIncident: input.draftsIncident ?? before.draftsIncident,
    };
    const dueAt = before.pingedAt === null ? null : dueAtOf({ ...after, pingedAt: before.pingedAt });
    // With more patience it may not be late any more; with less, whoever looks next notes it.
    const missedAt = before.missedAt !== null && dueAt !== null && dueAt > now ? null : before.missedAt;
    const [saved] = await tx.db
      .update(heartbeats)
      .set({ ...after, dueAt, missedAt, updatedAt: now, version: sql`version + 1` })
      .where(one(tx, heartbeatId))
      .returning();
    const heartbeat = orNotFound(saved);
    await say(tx, context, heartbeat);
    if (before.missedAt !== null && missedAt === null) await closeDraft(tx, context, heartbeat);
    record(tx, context, {
      type: "heartbeat.updated",
      subjectId: heartbeatId,
      data: { before: settingsOf(before), after },
    });
    return getHeartbeat(tx, heartbeatId);
  });
}

export function deleteHeartbeat(
  context: OrganizationContext,
  input: { heartbeatId: string; version?: number | undefined },
): Promise<void> {
  return context.inOrganization(async (tx) => {
    allow(context, "heartbeat.write");
    const heartbeat = await lockHeartbeat(tx, input.heartbeatId);
    refuseStale(heartbeat, input.version);
    const { id: sourceId, name } = heartbeat;
    await setSignals(tx, context, { source: "heartbeat", sourceId, name }, []);
    await tx.db.delete(heartbeats).where(one(tx, sourceId));
    record(tx, context, {
      type: "heartbeat.deleted",
      subjectId: sourceId,
      data: { before: settingsOf(heartbeat) },
    });
  });
}

/** Gives a heartbeat another address; what calls the one before is heard no more. */
export async function renewHeartbeatAddress(
  context: OrganizationContext,
  input: { heartbeatId: string; version?: number | undefined },
): Promise<WithAddress> {
  const { token, hash } = makePushToken();
  let isMade = false;
  const view = await context.inOrganization(async (tx) => {
    allow(context, "heartbeat.write");
    const { id, name, version } = await lockHeartbeat(tx, input.heartbeatId);
    refuseStale({ version }, input.version);
    await tx.db
      .update(heartbeats)
      .set({ hash, updatedAt: context.now(), version: sql`version + 1` })
      .where(one(tx, id));
    record(tx, context, { type: "heartbeat.address_renewed", subjectId: id, data: { name } });
    isMade = true;
    return getHeartbeat(tx, id);
  });
  return { ...view, link: isMade ? addressOf(context, token) : null };
}

type Changes = { [Key in keyof HeartbeatSettings]?: HeartbeatSettings[Key] | undefined };

function addressOf({ url }: Pick<Context, "url">, token: string): string {
  return `${url}/api/v1/heartbeats/${token}`;
}

function settingsOf(from: HeartbeatSettings): HeartbeatSettings {
  const { serviceId, name, periodSeconds, graceSeconds, status, draftsIncident } = from;
  return { serviceId, name, periodSeconds, graceSeconds, status, draftsIncident };
}

/** Locks the row: that it is late may be noted, or taken back, at the same time. */
async function lockHeartbeat(tx: Tx, heartbeatId: string): Promise<HeartbeatRow> {
  const [row] = await tx.db.select().from(heartbeats).where(one(tx, heartbeatId)).for("update");
  return orNotFound(row);
}

function one(tx: Tx, heartbeatId: string) {
  return and(eq(heartbeats.organizationId, tx.organizationId), eq(heartbeats.id, heartbeatId));
}

/** Refuses one too many. Those who make some wait for each other. */
async function requireRoom(tx: Tx): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${tx.organizationId}, 8))`);
  const count = await tx.db.$count(heartbeats, eq(heartbeats.organizationId, tx.organizationId));
  if (count >= limits.heartbeats)
    refuse("limit_reached", `An organization has at most ${limits.heartbeats} heartbeats. Delete one first.`);
}
