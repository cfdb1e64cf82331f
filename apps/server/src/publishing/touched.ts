import type { Reader } from "@fanal/database";
import { maintenances } from "@fanal/database/schema";
import { and, eq, inArray } from "drizzle-orm";
import type { FanalEvent } from "../events/types.ts";
import type { Touched } from "./stories.ts";

/** Stories name services as the page calls them, and are told where one of these is shown. */
const touchesAll: ReadonlySet<string> = new Set(["service.updated", "service.deleted", "service.restored"]);

/** Which stories of a page the events may have changed. */
export async function touchedBy(
  reader: Reader,
  events: readonly FanalEvent[],
): Promise<(pageId: string) => Touched> {
  const subjectsOf = (prefix: string) =>
    events.flatMap(({ type, subjectId }) =>
      type.startsWith(prefix) && subjectId !== null ? [subjectId] : [],
    );
  const occurrences = await occurrencesOf(reader, subjectsOf("maintenance_series."));
  const touched: Touched = {
    incidents: new Set(subjectsOf("incident.")),
    maintenances: new Set([...subjectsOf("maintenance."), ...occurrences]),
  };
  const changedPages = new Set(subjectsOf("status_page."));
  const areAll = events.some(({ type }) => touchesAll.has(type));
  return (pageId) => (areAll || changedPages.has(pageId) ? "all" : touched);
}

async function occurrencesOf(reader: Reader, seriesIds: string[]): Promise<string[]> {
  if (seriesIds.length === 0) return [];
  const rows = await reader.db
    .select({ id: maintenances.id })
    .from(maintenances)
    .where(
      and(eq(maintenances.organizationId, reader.organizationId), inArray(maintenances.seriesId, seriesIds)),
    );
  return rows.map(({ id }) => id);
}
