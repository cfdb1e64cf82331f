import type { Reader } from "@fanal/database";
import {
  events,
  incidentServices,
  incidents,
  maintenanceServices,
  maintenances,
} from "@fanal/database/schema";
import type { ServiceStatus, StatusInterval } from "@fanal/domain";
import { and, eq, gt, inArray, isNotNull, isNull, ne, or, sql } from "drizzle-orm";
import { isPublic } from "../../incidents/queries.ts";
import { milliseconds, millisecondsIfAny } from "../../milliseconds.ts";

interface ServiceInterval extends StatusInterval {
  serviceId: string;
}

/**
 * What else made services what they were in intervals of the log that tell of something deleted: incidents and
 * maintenances that are still there, what operators had set by hand, and what machines said. The log has one reason for an interval, and
 * what is milder than the worst stands nowhere in it. Of an incident counts what it made of the service last.
 */
export async function explanationsOf(
  reader: Reader,
  doubted: readonly ServiceInterval[],
  { first, until }: { first: Date; until: number },
): Promise<ServiceInterval[]> {
  if (doubted.length === 0) return [];
  const serviceIds = [...new Set(doubted.map(({ serviceId }) => serviceId))];
  const known = [
    ...(await incidentsOf(reader, serviceIds, first)),
    ...(await maintenancesOf(reader, serviceIds, first)),
    ...(await saidDirectly(reader, serviceIds)),
  ];
  const knownOf = Map.groupBy(known, ({ serviceId }) => serviceId);
  return doubted.flatMap(({ serviceId, from, to }) =>
    (knownOf.get(serviceId) ?? [])
      .map((one) => ({
        ...one,
        from: Math.max(from, one.from),
        to: Math.min(to, one.to ?? until),
      }))
      .filter((one) => one.from < one.to),
  );
}

function incidentsOf(reader: Reader, serviceIds: string[], first: Date) {
  return reader.db
    .select({
      serviceId: incidentServices.serviceId,
      status: sql<ServiceStatus>`${incidentServices.status}`,
      from: milliseconds(incidents.startedAt),
      to: millisecondsIfAny(incidents.resolvedAt),
    })
    .from(incidentServices)
    .innerJoin(
      incidents,
      and(
        eq(incidents.organizationId, incidentServices.organizationId),
        eq(incidents.id, incidentServices.incidentId),
      ),
    )
    .where(
      and(
        isPublic(reader),
        inArray(incidentServices.serviceId, serviceIds),
        ne(incidentServices.status, "operational"),
        or(isNull(incidents.resolvedAt), gt(incidents.resolvedAt, first)),
      ),
    );
}

function maintenancesOf(reader: Reader, serviceIds: string[], first: Date) {
  return reader.db
    .select({
      serviceId: maintenanceServices.serviceId,
      status: sql<ServiceStatus>`'under_maintenance'`,
      from: milliseconds(maintenances.startedAt),
      to: millisecondsIfAny(maintenances.finishedAt),
    })
    .from(maintenanceServices)
    .innerJoin(
      maintenances,
      and(
        eq(maintenances.organizationId, maintenanceServices.organizationId),
        eq(maintenances.id, maintenanceServices.maintenanceId),
      ),
    )
    .where(
      and(
        eq(maintenances.organizationId, reader.organizationId),
        inArray(maintenanceServices.serviceId, serviceIds),
        isNull(maintenances.deletedAt),
        isNotNull(maintenances.startedAt),
        or(isNull(maintenances.finishedAt), gt(maintenances.finishedAt, first)),
      ),
    );
}

/**
 * What operators set by hand, and what each machine said, each until the next; only the event says what it was where
 * something worse was going on.
 */
async function saidDirectly(reader: Reader, serviceIds: string[]) {
  const { organizationId, subjectId, position, createdAt, data, type } = events;
  const all = reader.db
    .select({
      serviceId: sql<string>`${subjectId}`.as("service_id"),
      status: sql<ServiceStatus>`${data}->>'after'`.as("status"),
      from: milliseconds(createdAt).as("from_ms"),
      to: millisecondsIfAny(
        sql`lead(${createdAt}) over (partition by ${subjectId}, ${data}->>'sourceId' order by ${position})`,
      ).as("to_ms"),
    })
    .from(events)
    .where(
      and(
        eq(organizationId, reader.organizationId),
        inArray(type, ["service.status_set", "service.signaled"]),
        inArray(subjectId, serviceIds),
      ),
    )
    .as("all_said");
  return reader.db.select().from(all).where(ne(all.status, "operational"));
}
