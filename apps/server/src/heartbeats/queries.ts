import type { Heartbeat } from "@fanal/contract";
import type { Reader } from "@fanal/database";
import { heartbeats, services } from "@fanal/database/schema";
import { and, asc, eq, getTableColumns, isNull } from "drizzle-orm";
import { orNotFound } from "../refusals.ts";

export type HeartbeatRow = typeof heartbeats.$inferSelect;

/** Those of services that are there, in the order of the services. */
export async function listHeartbeats(reader: Reader): Promise<Heartbeat[]> {
  const rows = await ofServices(reader);
  return rows.map(viewHeartbeat);
}

export async function getHeartbeat(reader: Reader, heartbeatId: string): Promise<Heartbeat> {
  const [row] = await ofServices(reader, heartbeatId);
  return viewHeartbeat(orNotFound(row));
}

function ofServices(reader: Reader, heartbeatId?: string): Promise<HeartbeatRow[]> {
  return reader.db
    .select(getTableColumns(heartbeats))
    .from(heartbeats)
    .innerJoin(
      services,
      and(eq(services.organizationId, heartbeats.organizationId), eq(services.id, heartbeats.serviceId)),
    )
    .where(
      and(
        eq(heartbeats.organizationId, reader.organizationId),
        heartbeatId === undefined ? undefined : eq(heartbeats.id, heartbeatId),
        isNull(services.deletedAt),
      ),
    )
    .orderBy(asc(services.position), asc(services.id), asc(heartbeats.id));
}

function viewHeartbeat(row: HeartbeatRow): Heartbeat {
  const { id, serviceId, name, periodSeconds, graceSeconds, status, draftsIncident, version } = row;
  return {
    id,
    serviceId,
    name,
    periodSeconds,
    graceSeconds,
    status,
    draftsIncident,
    state: row.pingedAt === null ? "waiting" : row.missedAt === null ? "on_time" : "late",
    pingedAt: row.pingedAt?.toISOString() ?? null,
    dueAt: row.dueAt?.toISOString() ?? null,
    missedAt: row.missedAt?.toISOString() ?? null,
    version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
