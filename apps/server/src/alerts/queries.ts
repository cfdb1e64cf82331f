import { type AlertSource, alertSourceSettings } from "@fanal/contract";
import type { Reader } from "@fanal/database";
import { alertSources, alerts } from "@fanal/database/schema";
import { and, asc, eq, isNull } from "drizzle-orm";
import { orNotFound } from "../refusals.ts";

export type AlertSourceRow = typeof alertSources.$inferSelect;
export type AlertRow = typeof alerts.$inferSelect;

const mostShown = 100;

export async function listAlertSources(reader: Reader): Promise<AlertSource[]> {
  const rows = await reader.db
    .select()
    .from(alertSources)
    .where(eq(alertSources.organizationId, reader.organizationId))
    .orderBy(asc(alertSources.name), asc(alertSources.id));
  const firing = await reader.db
    .select()
    .from(alerts)
    .where(and(eq(alerts.organizationId, reader.organizationId), isNull(alerts.endedAt)))
    .orderBy(asc(alerts.startedAt), asc(alerts.fingerprint));
  const firingOf = Map.groupBy(firing, ({ sourceId }) => sourceId);
  return rows.map((row) => viewAlertSource(row, firingOf.get(row.id) ?? []));
}

export async function getAlertSource(reader: Reader, alertSourceId: string): Promise<AlertSource> {
  return orNotFound((await listAlertSources(reader)).find(({ id }) => id === alertSourceId));
}

function viewAlertSource(row: AlertSourceRow, firing: readonly AlertRow[]): AlertSource {
  const { id, name, services, fallbackServiceId, severities, status, incidents, notify, title, message } =
    row;
  return {
    id,
    name,
    settings: alertSourceSettings.parse(row.settings),
    services,
    fallbackServiceId,
    severities,
    status,
    incidents,
    notify,
    title,
    message,
    received: row.received,
    lastReceived: row.lastReceived,
    firing: firing.slice(0, mostShown).map((alert) => ({
      title: alert.title,
      serviceIds: alert.serviceIds,
      status: alert.status,
      since: alert.startedAt.toISOString(),
    })),
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
