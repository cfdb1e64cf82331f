import type { Service, ServiceGroup } from "@fanal/contract";
import type { Reader } from "@fanal/database";
import {
  incidentServices,
  incidents,
  maintenanceServices,
  maintenances,
  serviceGroups,
  serviceSignals,
  services,
} from "@fanal/database/schema";
import { isActive, maintenanceStatuses, severity } from "@fanal/domain";
import { and, asc, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import { orNotFound } from "../refusals.ts";

type ServiceRow = typeof services.$inferSelect;
type ServiceGroupRow = typeof serviceGroups.$inferSelect;

/** All services of the organization, in order. */
export async function listServices(reader: Reader): Promise<Service[]> {
  const rows = await reader.db
    .select()
    .from(services)
    .where(and(eq(services.organizationId, reader.organizationId), isNull(services.deletedAt)))
    .orderBy(asc(services.position), asc(services.id));
  return withCauses(reader, rows);
}

export async function getService(reader: Reader, serviceId: string): Promise<Service> {
  const [row] = await reader.db
    .select()
    .from(services)
    .where(
      and(
        eq(services.organizationId, reader.organizationId),
        eq(services.id, serviceId),
        isNull(services.deletedAt),
      ),
    );
  const [view] = await withCauses(reader, [orNotFound(row)]);
  return orNotFound(view);
}

export async function listServiceGroups(reader: Reader): Promise<ServiceGroup[]> {
  const rows = await reader.db
    .select()
    .from(serviceGroups)
    .where(eq(serviceGroups.organizationId, reader.organizationId))
    .orderBy(asc(serviceGroups.position), asc(serviceGroups.id));
  return rows.map(viewServiceGroup);
}

export function viewServiceGroup({
  id,
  name,
  position,
  version,
  createdAt,
  updatedAt,
}: ServiceGroupRow): ServiceGroup {
  return {
    id,
    name,
    position,
    version,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

/** Refuses unless every id is a service of the organization that is not deleted. */
export async function requireServices(reader: Reader, serviceIds: readonly string[]): Promise<void> {
  if (serviceIds.length === 0) return;
  const wanted = new Set(serviceIds);
  const found = await reader.db.$count(
    services,
    and(
      eq(services.organizationId, reader.organizationId),
      inArray(services.id, [...wanted]),
      isNull(services.deletedAt),
    ),
  );
  if (found !== wanted.size) orNotFound(undefined);
}

async function withCauses(reader: Reader, rows: ServiceRow[]): Promise<Service[]> {
  const open = await reader.db
    .select({ serviceId: incidentServices.serviceId, incidentId: incidents.id })
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
        eq(incidentServices.organizationId, reader.organizationId),
        isNotNull(incidents.publishedAt),
        isNull(incidents.resolvedAt),
        isNull(incidents.deletedAt),
      ),
    )
    .orderBy(asc(incidents.startedAt));
  const byService = Map.groupBy(open, (row) => row.serviceId);
  const signals = Map.groupBy(await listSignals(reader), (row) => row.serviceId);
  const active = Map.groupBy(await activeMaintenances(reader), (row) => row.serviceId);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    description: row.description,
    groupId: row.groupId,
    teamId: row.teamId,
    slaTarget: row.slaTarget,
    position: row.position,
    status: row.status,
    manualStatus: row.manualStatus,
    statusSince: row.statusSince.toISOString(),
    openIncidentIds: (byService.get(row.id) ?? []).map((incident) => incident.incidentId),
    activeMaintenanceIds: (active.get(row.id) ?? []).map((maintenance) => maintenance.maintenanceId),
    signals: (signals.get(row.id) ?? []).map(({ source, sourceId, status, since }) => ({
      source,
      sourceId,
      status,
      since: since.toISOString(),
    })),
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }));
}

/** What machines say of services, the worst first. */
async function listSignals(reader: Reader): Promise<(typeof serviceSignals.$inferSelect)[]> {
  const rows = await reader.db
    .select()
    .from(serviceSignals)
    .where(eq(serviceSignals.organizationId, reader.organizationId))
    .orderBy(asc(serviceSignals.since), asc(serviceSignals.sourceId));
  return rows.toSorted((one, other) => severity(other.status) - severity(one.status));
}

/** Maintenances that are going on, with the services that they put under maintenance, longest first. */
export function activeMaintenances(reader: Reader): Promise<{ serviceId: string; maintenanceId: string }[]> {
  return reader.db
    .select({ serviceId: maintenanceServices.serviceId, maintenanceId: maintenances.id })
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
        inArray(maintenances.status, maintenanceStatuses.filter(isActive)),
        isNull(maintenances.deletedAt),
      ),
    )
    .orderBy(asc(maintenances.startedAt), asc(maintenances.id));
}
