import type {
  Snapshot,
  SnapshotEntry,
  SnapshotIncident,
  SnapshotMaintenance,
} from "@fanal/contract/snapshot";
import type { Reader } from "@fanal/database";
import { statusChanges } from "@fanal/database/schema";
import { and, desc, eq, gte, sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { PageService } from "../../status-pages/queries/services.ts";
import { most } from "./limits.ts";

/** Statuses that operators set by hand in the time of the timeline. */
export async function manualChanges(
  reader: Reader,
  services: readonly PageService[],
  firstDay: Date,
): Promise<SnapshotEntry[]> {
  if (services.length === 0) return [];
  const nameOf = new Map(services.map((service) => [service.id, service.name]));
  const rows = await reader.db
    .select()
    .from(statusChanges)
    .where(
      and(
        eq(statusChanges.organizationId, reader.organizationId),
        sql`${statusChanges.serviceId} = any(${sql.param([...nameOf.keys()])}::uuid[])`,
        gte(statusChanges.startedAt, firstDay),
        sql`${statusChanges.reason}->>'kind' = 'manual'`,
      ),
    )
    .orderBy(desc(statusChanges.startedAt), desc(statusChanges.id))
    .limit(most.statusChanges);
  return rows.map(({ id, serviceId, status, startedAt, reason }) => ({
    kind: "status_change",
    id,
    serviceName: nameOf.get(serviceId) ?? "",
    status,
    message: reason.kind === "manual" ? reason.message : null,
    at: startedAt.toISOString(),
  }));
}

/** The days of the timeline on which something happened, newest first. */
export function timeline(
  {
    incidents,
    maintenances,
    changes,
  }: {
    incidents: readonly SnapshotIncident[];
    maintenances: readonly SnapshotMaintenance[];
    changes: readonly SnapshotEntry[];
  },
  { timeZone, firstDay }: { timeZone: string; firstDay: Date },
): Snapshot["days"] {
  const entries: SnapshotEntry[] = [
    ...incidents.map((incident) => ({ kind: "incident" as const, ...incident })),
    ...maintenances.map((maintenance) => ({ kind: "maintenance" as const, ...maintenance })),
    ...changes,
  ];
  const placed = entries.flatMap((entry) => {
    const at = placeInTime(entry, firstDay.toISOString());
    return at === null ? [] : [{ at, entry }];
  });
  const newestFirst = placed.toSorted((a, b) => b.at.localeCompare(a.at));
  const dayOf = ({ at }: { at: string }) =>
    Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toPlainDate().toString();
  return [...Map.groupBy(newestFirst, dayOf)].map(([date, day]) => ({
    date,
    entries: day.map(({ entry }) => entry),
  }));
}

/**
 * Where an entry stands: at its start, or, when that was before the timeline, at its end, or nobody would see how it
 * ended. A maintenance stands at the start of the work, and at its end when it was called off before. `null` for what
 * has no place in it.
 */
function placeInTime(entry: SnapshotEntry, firstDay: string): string | null {
  if (entry.kind === "status_change") return entry.at;
  const [start, end] =
    entry.kind === "incident" ? [entry.startedAt, entry.resolvedAt] : [entry.startedAt, entry.finishedAt];
  if (start !== null && start >= firstDay) return start;
  return end !== null && end >= firstDay ? end : null;
}
