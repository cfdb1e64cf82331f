import type { UptimeInterval, UptimeIntervalReason } from "@fanal/contract";
import type { Reader } from "@fanal/database";
import {
  incidentServices,
  incidents,
  maintenanceServices,
  maintenances,
  statusChanges,
} from "@fanal/database/schema";
import { type Span, statusIntervals, withCorrections } from "@fanal/domain";
import { and, asc, eq, gt, isNotNull, isNull, lt, ne, or } from "drizzle-orm";
import { isPublic } from "../../incidents/queries.ts";
import { milliseconds, millisecondsIfAny } from "../../milliseconds.ts";
import { readCorrections } from "./corrections.ts";
import { type AskedSpan, requireMeasured, spanOf, zoneOf } from "./reports.ts";
import { readTroubles } from "./troubles.ts";

interface KnownReason extends Span {
  reason: UptimeIntervalReason;
}

/** The intervals behind the uptime of a service, newest first, clipped to the span that is asked for. */
export async function listIntervals(
  reader: Reader,
  { serviceId, limit, ...asked }: AskedSpan & { serviceId: string; limit: number },
  now: Date,
): Promise<{ items: UptimeInterval[]; total: number }> {
  await requireMeasured(reader, serviceId);
  const span = spanOf(asked, zoneOf(asked, null), now);
  const until = now.getTime();
  const reach = { first: new Date(span.from), until };
  const told = (await readTroubles(reader, [serviceId], reach)).get(serviceId) ?? [];
  const corrections = (await readCorrections(reader, [serviceId], reach)).get(serviceId) ?? [];
  const intervals = withCorrections(
    statusIntervals(told).map((interval) => ({ ...interval, correction: null })),
    corrections.map(({ id, reason, ...interval }) => ({ ...interval, correction: { id, reason } })),
  ).filter(({ from, to }) => from < span.to && to > span.from);
  const reasons = await readReasons(reader, serviceId, reach);
  const items = intervals
    .toReversed()
    .slice(0, limit)
    .map((interval) => ({
      startedAt: new Date(Math.max(interval.from, span.from)).toISOString(),
      endedAt: new Date(Math.min(interval.to, span.to)).toISOString(),
      status: interval.status,
      isOngoing: interval.to === until && span.to === until && interval.correction === null,
      reasons: reasons
        .filter((known) => known.from < interval.to && known.to > interval.from)
        .map(({ reason }) => reason),
      correction: interval.correction,
    }));
  return { items, total: intervals.length };
}

/** What went on with a service: incidents and maintenances that affected it, what operators set, and what machines said. */
async function readReasons(
  reader: Reader,
  serviceId: string,
  { first, until }: { first: Date; until: number },
): Promise<KnownReason[]> {
  const ofIncidents = await reader.db
    .select({
      id: incidents.id,
      title: incidents.title,
      from: milliseconds(incidents.startedAt),
      to: millisecondsIfAny(incidents.resolvedAt),
    })
    .from(incidents)
    .innerJoin(
      incidentServices,
      and(
        eq(incidentServices.organizationId, incidents.organizationId),
        eq(incidentServices.incidentId, incidents.id),
      ),
    )
    .where(
      and(
        isPublic(reader),
        eq(incidentServices.serviceId, serviceId),
        or(isNull(incidents.resolvedAt), gt(incidents.resolvedAt, first)),
      ),
    )
    .orderBy(asc(incidents.startedAt));
  const ofMaintenances = await reader.db
    .select({
      id: maintenances.id,
      title: maintenances.title,
      from: milliseconds(maintenances.startedAt),
      to: millisecondsIfAny(maintenances.finishedAt),
    })
    .from(maintenances)
    .innerJoin(
      maintenanceServices,
      and(
        eq(maintenanceServices.organizationId, maintenances.organizationId),
        eq(maintenanceServices.maintenanceId, maintenances.id),
      ),
    )
    .where(
      and(
        eq(maintenances.organizationId, reader.organizationId),
        eq(maintenanceServices.serviceId, serviceId),
        isNull(maintenances.deletedAt),
        isNotNull(maintenances.startedAt),
        or(isNull(maintenances.finishedAt), gt(maintenances.finishedAt, first)),
      ),
    )
    .orderBy(asc(maintenances.startedAt));
  const said = await reader.db
    .select({
      reason: statusChanges.reason,
      from: milliseconds(statusChanges.startedAt),
      to: millisecondsIfAny(statusChanges.endedAt),
    })
    .from(statusChanges)
    .where(
      and(
        eq(statusChanges.organizationId, reader.organizationId),
        eq(statusChanges.serviceId, serviceId),
        ne(statusChanges.status, "operational"),
        lt(statusChanges.startedAt, new Date(until)),
        or(isNull(statusChanges.endedAt), gt(statusChanges.endedAt, first)),
      ),
    )
    .orderBy(asc(statusChanges.startedAt));
  return [
    ...ofIncidents.map(({ id, title, from, to }) => ({
      reason: { kind: "incident" as const, id, title },
      from,
      to: to ?? until,
    })),
    ...ofMaintenances.map(({ id, title, from, to }) => ({
      reason: { kind: "maintenance" as const, id, title },
      from,
      to: to ?? until,
    })),
    ...said.flatMap(({ reason, from, to }) => {
      if (reason.kind === "manual")
        return { reason: { kind: reason.kind, message: reason.message }, from, to: to ?? until };
      if (reason.kind === "signal")
        return { reason: { kind: reason.kind, source: reason.source }, from, to: to ?? until };
      return [];
    }),
  ];
}
