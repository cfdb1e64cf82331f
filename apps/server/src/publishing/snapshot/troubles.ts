import type { Reader } from "@fanal/database";
import {
  incidentPastStatuses,
  incidentServices,
  incidents,
  maintenanceServices,
  maintenances,
  statusChanges,
  statusPageServices,
} from "@fanal/database/schema";
import type { ServiceStatus, StatusInterval } from "@fanal/domain";
import { aliasedTable, and, eq, gt, isNull, ne, or, sql } from "drizzle-orm";
import { explanationsOf } from "./explanations.ts";
import { isPublic } from "./incidents.ts";
import { milliseconds, millisecondsIfAny } from "./milliseconds.ts";
import { isOfPage } from "./of-page.ts";

/** The log is read from a day on until a moment in milliseconds since 1970, which lasts until then. */
interface Reach {
  first: Date;
  until: number;
}

/**
 * When the services of a page were not operational: by the log of statuses, without what was deleted since, and by what
 * incidents say of the time before they were recorded. Intervals may overlap.
 */
export async function readTroubles(
  reader: Reader,
  pageId: string,
  { first, until }: Reach,
): Promise<Map<string, StatusInterval[]>> {
  const logged = (await loggedTroubles(reader, pageId, first)).map(({ to, ...row }) => ({
    ...row,
    to: to ?? until,
  }));
  const doubted = logged.filter(({ isDoubted }) => isDoubted);
  const intervals = [
    ...logged.filter(({ isDoubted }) => !isDoubted),
    ...(await explanationsOf(reader, doubted, { first, until })),
    ...(await toldTroubles(reader, pageId, first)),
  ];
  const intervalsOf = new Map<string, StatusInterval[]>();
  for (const { serviceId, status, from, to } of intervals) {
    const known = intervalsOf.get(serviceId);
    if (known === undefined) intervalsOf.set(serviceId, [{ status, from, to }]);
    else known.push({ status, from, to });
  }
  return intervalsOf;
}

/** The log's intervals of a page's services that are not operational and reach into the history. */
function loggedTroubles(reader: Reader, pageId: string, first: Date) {
  const { organizationId, serviceId, status, startedAt, endedAt, reason } = statusChanges;
  const incident = aliasedTable(incidents, "incident");
  const named = aliasedTable(incidentServices, "named");
  const maintenance = aliasedTable(maintenances, "maintenance");
  return reader.db
    .select({
      serviceId,
      status,
      from: milliseconds(startedAt),
      to: millisecondsIfAny(endedAt),
      // An interval has one reason, which is what changed the status and need not be what the status tells of: where
      // the reason is gone, or was over when the interval began, it may tell of something that was deleted since.
      isDoubted: sql<boolean>`case
        when ${reason} ? 'incidentId' then ${named.serviceId} is null or ${incident.deletedAt} is not null
          or (coalesce(${incident.resolvedAt} <= ${startedAt}, false) and ${hidesDeleted()})
        when ${reason} ? 'maintenanceId' then ${maintenance.id} is null or ${maintenance.deletedAt} is not null
          or (coalesce(${maintenance.finishedAt} <= ${startedAt}, false) and ${hidesDeleted()})
        else ${hidesDeleted()} end`,
    })
    .from(statusPageServices)
    .innerJoin(
      statusChanges,
      and(eq(organizationId, statusPageServices.organizationId), eq(serviceId, statusPageServices.serviceId)),
    )
    .leftJoin(
      incident,
      and(
        eq(incident.organizationId, organizationId),
        eq(incident.id, sql`(${reason}->>'incidentId')::uuid`),
      ),
    )
    .leftJoin(
      named,
      and(
        eq(named.organizationId, organizationId),
        eq(named.incidentId, incident.id),
        eq(named.serviceId, serviceId),
      ),
    )
    .leftJoin(
      maintenance,
      and(
        eq(maintenance.organizationId, organizationId),
        eq(maintenance.id, sql`(${reason}->>'maintenanceId')::uuid`),
      ),
    )
    .where(and(isOfPage(reader, pageId), ne(status, "operational"), or(isNull(endedAt), gt(endedAt, first))));
}

/** Whether something that was deleted since affected the service in the interval. */
function hidesDeleted() {
  const { organizationId, serviceId, startedAt, endedAt } = statusChanges;
  return sql`(exists (
    select from ${incidents} join ${incidentServices}
      on ${incidentServices.organizationId} = ${incidents.organizationId} and ${incidentServices.incidentId} = ${incidents.id}
    where ${incidents.organizationId} = ${organizationId} and ${incidentServices.serviceId} = ${serviceId}
      and ${incidents.deletedAt} is not null and ${incidents.publishedAt} is not null
      and ${incidents.startedAt} < coalesce(${endedAt}, 'infinity')
      and coalesce(${incidents.resolvedAt}, ${incidents.deletedAt}) > ${startedAt}
  ) or exists (
    select from ${maintenances} join ${maintenanceServices}
      on ${maintenanceServices.organizationId} = ${maintenances.organizationId} and ${maintenanceServices.maintenanceId} = ${maintenances.id}
    where ${maintenances.organizationId} = ${organizationId} and ${maintenanceServices.serviceId} = ${serviceId}
      and ${maintenances.deletedAt} is not null
      and ${maintenances.startedAt} < coalesce(${endedAt}, 'infinity')
      and coalesce(${maintenances.finishedAt}, ${maintenances.deletedAt}) > ${startedAt}
  ))`;
}

/** What incidents that visitors may see say of the time before they were recorded. */
function toldTroubles(reader: Reader, pageId: string, first: Date) {
  const { organizationId, incidentId, serviceId, status, startedAt, endedAt } = incidentPastStatuses;
  return reader.db
    .select({
      serviceId,
      status: sql<ServiceStatus>`${status}`,
      from: milliseconds(startedAt),
      to: milliseconds(endedAt),
    })
    .from(statusPageServices)
    .innerJoin(
      incidentPastStatuses,
      and(eq(organizationId, statusPageServices.organizationId), eq(serviceId, statusPageServices.serviceId)),
    )
    .innerJoin(incidents, and(eq(incidents.organizationId, organizationId), eq(incidents.id, incidentId)))
    .where(and(isOfPage(reader, pageId), isPublic(reader), ne(status, "operational"), gt(endedAt, first)));
}
