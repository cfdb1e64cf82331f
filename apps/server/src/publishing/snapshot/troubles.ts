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
import { aliasedTable, and, eq, gt, isNotNull, isNull, ne, or, sql } from "drizzle-orm";
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
  const goneOf = Map.groupBy(await deletedSpans(reader, first), ({ serviceId }) => serviceId);
  // An interval has one reason, which is what changed the status and need not be what the status tells of: where the
  // reason is gone, or was over when the interval began, it may tell of something that was deleted since.
  const logged = (await loggedTroubles(reader, pageId, first)).map(
    ({ serviceId, status, from, to: end, isReasonGone, isReasonOver }) => {
      const to = end ?? until;
      const hidesDeleted = goneOf.get(serviceId)?.some((gone) => gone.from < to && gone.to > from) ?? false;
      return { serviceId, status, from, to, isDoubted: isReasonGone || (isReasonOver && hidesDeleted) };
    },
  );
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
      isReasonGone: sql<boolean>`case
        when ${reason} ? 'incidentId' then ${named.serviceId} is null or ${incident.deletedAt} is not null
        when ${reason} ? 'maintenanceId' then ${maintenance.id} is null or ${maintenance.deletedAt} is not null
        else false end`,
      // What an operator set lasts on below all else, so it need not be what is seen; nor is what a machine took back.
      isReasonOver: sql<boolean>`case
        when ${reason} ? 'incidentId' then coalesce(${incident.resolvedAt} <= ${startedAt}, false)
        when ${reason} ? 'maintenanceId' then coalesce(${maintenance.finishedAt} <= ${startedAt}, false)
        else ${reason}->>'kind' is distinct from 'signal' or ${reason}->>'status' = 'operational' end`,
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

/** When incidents and maintenances that were deleted since affected which services. */
async function deletedSpans(reader: Reader, first: Date) {
  const incidentsEnd = sql`coalesce(${incidents.resolvedAt}, ${incidents.deletedAt})`;
  const maintenancesEnd = sql`coalesce(${maintenances.finishedAt}, ${maintenances.deletedAt})`;
  const ofIncidents = await reader.db
    .select({
      serviceId: incidentServices.serviceId,
      from: milliseconds(incidents.startedAt),
      to: milliseconds(incidentsEnd),
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
        eq(incidents.organizationId, reader.organizationId),
        isNotNull(incidents.deletedAt),
        isNotNull(incidents.publishedAt),
        gt(incidentsEnd, first),
      ),
    );
  const ofMaintenances = await reader.db
    .select({
      serviceId: maintenanceServices.serviceId,
      from: milliseconds(maintenances.startedAt),
      to: milliseconds(maintenancesEnd),
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
        isNotNull(maintenances.deletedAt),
        isNotNull(maintenances.startedAt),
        gt(maintenancesEnd, first),
      ),
    );
  return [...ofIncidents, ...ofMaintenances];
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
