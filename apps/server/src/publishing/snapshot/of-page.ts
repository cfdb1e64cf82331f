import type { Reader } from "@fanal/database";
import { statusPageServices } from "@fanal/database/schema";
import { and, eq } from "drizzle-orm";

/** The services that a page shows. */
export function isOfPage(reader: Reader, pageId: string) {
  return and(
    eq(statusPageServices.organizationId, reader.organizationId),
    eq(statusPageServices.pageId, pageId),
  );
}
