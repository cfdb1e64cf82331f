import type { Reader } from "@fanal/database";
import {
  incidentPastStatuses,
  incidentServices,
  incidents,
  maintenanceServices,
  maintenances,
  statusChanges,
} from "@fanal/database/schema";
import { type ServiceStatus, type StatusInterval, withCorrections } from "@fanal/domain";
import { aliasedTable, and, eq, gt, isNotNull, isNull, lt, ne, or, sql } from "drizzle-orm";
import { isPublic } from "../../incidents/queries.ts";
import { milliseconds, millisecondsIfAny } from "../../milliseconds.ts";
import { readCorrections } from "./corrections.ts";
import { explanationsOf } from "./explanations.ts";
import { isOf, type WhichServices } from "./which-services.ts";

/** The log is read from a day on until a moment in milliseconds since 1970; what is not over lasts until then. */
interface Reach {
  first: Date;
  until: number;
}

/**
 * When services were not operational: by the log of statuses, without what was deleted since, and by what
 * incidents say of the time before they were recorded; where that was corrected, by the correction. Intervals may overlap.
 */
export async function readTroubles(
  reader: Reader,
  which: WhichServices,
  { first, until }: Reach,
): Promise<Map<string, StatusInterval[]>> {
  const found = await loggedTroubles(reader, which, { first, until });
  // Whatever fell into one of them counts, also before what is asked for: the answer does not depend on the question.
  const earliest = new Date(found.reduce((least, { from }) => Math.min(least, from), first.getTime()));
  const goneOf = Map.groupBy(await deletedSpans(reader, earliest), ({ serviceId }) => serviceId);
  // An interval has one reason, which is what changed the status and need not be what the status tells of: where the
  // reason is gone, or was over when the interval began, it may tell of something that was deleted since.
  const logged = found.map(({ serviceId, status, from, to: end, isReasonGone, isReasonOver }) => {
    const hidesDeleted =
      goneOf.get(serviceId)?.some((gone) => (end === null || gone.from < end) && gone.to > from) ?? false;
    const isDoubted = isReasonGone || (isReasonOver && hidesDeleted);
    return { serviceId, status, from, to: end ?? until, isDoubted };
  });
  const doubted = logged.filter(({ isDoubted }) => isDoubted);
  const intervals = [
    ...logged.filter(({ isDoubted }) => !isDoubted),
    ...(await explanationsOf(reader, doubted, { first, until })),
    ...(await toldTroubles(reader, which, { first, until })),
  ];
  const intervalsOf = new Map<string, StatusInterval[]>();
  for (const { serviceId, status, from, to } of intervals) {
    const known = intervalsOf.get(serviceId);
    if (known === undefined) intervalsOf.set(serviceId, [{ status, from, to }]);
    else known.push({ status, from, to });
  }
  const since = new Date(intervals.reduce((least, { from }) => Math.min(least, from), first.getTime()));
  for (const [serviceId, corrections] of await readCorrections(reader, which, { first: since, until })) {
    const counted = withCorrections(intervalsOf.get(serviceId) ?? [], corrections);
    const troubles = counted.flatMap(({ status, from, to }) =>
      status === "operational" ? [] : [{ status, from, to }],
    );
    if (troubles.length > 0) intervalsOf.set(serviceId, troubles);
    else intervalsOf.delete(serviceId);
  }
  return intervalsOf;
}

/** The log's intervals that are not operational and reach into the time that is asked for. */
function loggedTroubles(reader: Reader, which: WhichServices, { first, until }: Reach) {
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
    .from(statusChanges)
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
    .where(
      and(
        eq(organizationId, reader.organizationId),
        isOf(reader, which, serviceId),
        ne(status, "operational"),
        lt(startedAt, new Date(until)),
        or(isNull(endedAt), gt(endedAt, first)),
      ),
    );
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
function toldTroubles(reader: Reader, which: WhichServices, { first, until }: Reach) {
  const { organizationId, incidentId, serviceId, status, startedAt, endedAt } = incidentPastStatuses;
  return reader.db
    .select({
      serviceId,
      status: sql<ServiceStatus>`${status}`,
      from: milliseconds(startedAt),
      to: milliseconds(endedAt),
    })
    .from(incidentPastStatuses)
    .innerJoin(incidents, and(eq(incidents.organizationId, organizationId), eq(incidents.id, incidentId)))
    .where(
      and(
        isPublic(reader),
        isOf(reader, which, serviceId),
        ne(status, "operational"),
        lt(startedAt, new Date(until)),
        gt(endedAt, first),
      ),
    );
}
