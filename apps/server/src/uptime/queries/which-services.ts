import type { Reader } from "@fanal/database";
import { statusPageServices } from "@fanal/database/schema";
import { and, type Column, eq, inArray, type SQL } from "drizzle-orm";

/** Services by their ids, those that a page shows, or all of the organization. */
export type WhichServices = readonly string[] | { pageId: string } | "all";

/** Whether a column holds one of them. */
export function isOf(reader: Reader, which: WhichServices, serviceId: Column): SQL | undefined {
  if (which === "all") return undefined;
  if (!("pageId" in which)) return inArray(serviceId, [...which]);
  const ofPage = reader.db
    .select({ id: statusPageServices.serviceId })
    .from(statusPageServices)
    .where(
      and(
        eq(statusPageServices.organizationId, reader.organizationId),
        eq(statusPageServices.pageId, which.pageId),
      ),
    );
  return inArray(serviceId, ofPage);
}
