import type { Reader } from "@fanal/database";
import { incidentServices, incidents, statusChanges, statusPageServices } from "@fanal/database/schema";
import type { ServiceStatus } from "@fanal/domain";
import { aliasedTable, and, eq, gt, isNull, lt, ne, or, sql } from "drizzle-orm";
import { isPublic } from "./incidents.ts";

/**
 * Whether the incident that the log gives as the reason of an interval is no reason any more: it was deleted, or
 * corrected not to affect the service.
 */
export function isTakenBack() {
  const reason = aliasedTable(incidents, "reason");
  const named = aliasedTable(incidentServices, "named");
  return sql`(${statusChanges.reason} ? 'incidentId' and not exists (
    select from ${incidents} ${sql.identifier("reason")}
    join ${incidentServices} ${sql.identifier("named")}
      on ${named.organizationId} = ${reason.organizationId} and ${named.incidentId} = ${reason.id}
    where ${reason.organizationId} = ${statusChanges.organizationId}
      and ${reason.id} = (${statusChanges.reason}->>'incidentId')::uuid
      and ${named.serviceId} = ${statusChanges.serviceId} and ${reason.deletedAt} is null))`;
}

/**
 * What other incidents made of services while the log names one that was taken back: an interval has one reason, and two
 * incidents that say the same are one interval.
 */
export function hiddenTroubles(reader: Reader, pageId: string, first: Date) {
  const { startedAt, endedAt } = statusChanges;
  return reader.db
    .select({
      serviceId: statusChanges.serviceId,
      status: sql<ServiceStatus>`${incidentServices.status}`,
      from: sql<Date>`greatest(${startedAt}, ${incidents.startedAt})`.mapWith(startedAt),
      to: sql<Date | null>`least(${endedAt}, ${incidents.resolvedAt})`.mapWith(endedAt),
    })
    .from(statusPageServices)
    .innerJoin(
      statusChanges,
      and(
        eq(statusChanges.organizationId, statusPageServices.organizationId),
        eq(statusChanges.serviceId, statusPageServices.serviceId),
      ),
    )
    .innerJoin(
      incidentServices,
      and(
        eq(incidentServices.organizationId, statusChanges.organizationId),
        eq(incidentServices.serviceId, statusChanges.serviceId),
      ),
    )
    .innerJoin(
      incidents,
      and(
        eq(incidents.organizationId, incidentServices.organizationId),
        eq(incidents.id, incidentServices.incidentId),
      ),
    )
    .where(
      and(
        eq(statusPageServices.organizationId, reader.organizationId),
        eq(statusPageServices.pageId, pageId),
        ne(statusChanges.status, "operational"),
        or(isNull(endedAt), gt(endedAt, first)),
        isTakenBack(),
        isPublic(reader),
        ne(incidentServices.status, "operational"),
        or(isNull(endedAt), lt(incidents.startedAt, endedAt)),
        or(isNull(incidents.resolvedAt), gt(incidents.resolvedAt, startedAt)),
      ),
    );
}
