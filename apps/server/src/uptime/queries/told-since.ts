import type { Reader } from "@fanal/database";
import { incidentPastStatuses, incidents, uptimeCorrections } from "@fanal/database/schema";
import { and, eq, min, ne } from "drizzle-orm";
import { isPublic } from "../../incidents/queries.ts";
import { milliseconds } from "../../milliseconds.ts";
import { isOf, type WhichServices } from "./which-services.ts";

/**
 * Since when something is told of services, where that may be before they existed here: what was recorded of that time is
 * known, and so is what followed, and of what was corrected something was known. In milliseconds since 1970; services of which nothing is told are not in it.
 */
export async function readToldSince(reader: Reader, which: WhichServices): Promise<Map<string, number>> {
  const { organizationId, incidentId, serviceId, status, startedAt } = incidentPastStatuses;
  const rows = await reader.db
    .select({ serviceId, since: milliseconds(min(startedAt)) })
    .from(incidentPastStatuses)
    .innerJoin(incidents, and(eq(incidents.organizationId, organizationId), eq(incidents.id, incidentId)))
    .where(and(isPublic(reader), isOf(reader, which, serviceId), ne(status, "operational")))
    .groupBy(serviceId);
  const corrected = await reader.db
    .select({ serviceId: uptimeCorrections.serviceId, since: milliseconds(min(uptimeCorrections.startedAt)) })
    .from(uptimeCorrections)
    .where(
      and(
        eq(uptimeCorrections.organizationId, reader.organizationId),
        isOf(reader, which, uptimeCorrections.serviceId),
      ),
    )
    .groupBy(uptimeCorrections.serviceId);
  const toldSince = new Map<string, number>();
  for (const { serviceId, since } of [...rows, ...corrected])
    toldSince.set(serviceId, Math.min(since, toldSince.get(serviceId) ?? since));
  return toldSince;
}
