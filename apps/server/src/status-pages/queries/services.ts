import type { Reader } from "@fanal/database";
import {
  serviceGroups,
  services,
  statusPageGroups,
  statusPageServices,
  type statusPages,
} from "@fanal/database/schema";
import type { ServiceStatus } from "@fanal/domain";
import { and, asc, eq, isNull } from "drizzle-orm";

type PageRow = typeof statusPages.$inferSelect;

/** A service of a page, as the page calls it. */
export interface PageService {
  id: string;
  name: string;
  description: string;
  status: ServiceStatus;
  since: Date;
  createdAt: Date;
  /** Shown only while something is the matter with it. */
  onlyWhenNotOperational: boolean;
  group: { id: string; name: string; description: string; position: number } | null;
}

/** All services of the page in page order, also those that are hidden now; deleted ones left out. */
export async function pageServices(reader: Reader, page: PageRow): Promise<PageService[]> {
  const rows = await reader.db
    .select({
      id: services.id,
      name: services.name,
      displayName: statusPageServices.displayName,
      description: services.description,
      status: services.status,
      since: services.statusSince,
      createdAt: services.createdAt,
      onlyWhenNotOperational: statusPageServices.onlyWhenNotOperational,
      group: { id: serviceGroups.id, name: serviceGroups.name, position: serviceGroups.position },
      pageGroup: {
        id: statusPageGroups.id,
        name: statusPageGroups.name,
        description: statusPageGroups.description,
        position: statusPageGroups.position,
      },
    })
    .from(statusPageServices)
    .innerJoin(
      services,
      and(
        eq(services.organizationId, statusPageServices.organizationId),
        eq(services.id, statusPageServices.serviceId),
      ),
    )
    .leftJoin(
      serviceGroups,
      and(eq(serviceGroups.organizationId, services.organizationId), eq(serviceGroups.id, services.groupId)),
    )
    .leftJoin(
      statusPageGroups,
      and(
        eq(statusPageGroups.organizationId, statusPageServices.organizationId),
        eq(statusPageGroups.pageId, statusPageServices.pageId),
        eq(statusPageGroups.id, statusPageServices.groupId),
      ),
    )
    .where(
      and(
        eq(statusPageServices.organizationId, reader.organizationId),
        eq(statusPageServices.pageId, page.id),
        isNull(services.deletedAt),
      ),
    )
    .orderBy(asc(statusPageServices.position), asc(services.id));
  return rows.map(({ displayName, name, group, pageGroup, ...service }) => ({
    ...service,
    name: displayName ?? name,
    group: page.hasOwnGroups ? pageGroup : group === null ? null : { ...group, description: "" },
  }));
}
