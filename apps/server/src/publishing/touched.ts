import type { Reader } from "@fanal/database";
import { maintenances } from "@fanal/database/schema";
import { and, eq, inArray } from "drizzle-orm";
import type { FanalEvent } from "../events/types.ts";
import type { Touched } from "./stories.ts";

/** Stories name services as the page calls them, and are told where one of these is shown. */
function touchesAll({ type, data }: Pick<FanalEvent, "type" | "data">): boolean {
  return (
    type === "service.deleted" ||
    type === "service.restored" ||
    (type === "service.updated" && isRenamed(data))
  );
}

function isRenamed({ before, after }: FanalEvent["data"]): boolean {
  return nameIn(before) !== nameIn(after);
}

function nameIn(facts: unknown): unknown {
  return typeof facts === "object" && facts !== null && "name" in facts ? facts.name : undefined;
}

/** Of the settings of a page, only which services it shows and how it calls them are in its stories. */
const toldSettings: ReadonlySet<unknown> = new Set(["serviceIds", "serviceSettings"]);

/** The page whose stories may all be others by an event, besides those of its own. */
function changedPage({
  type,
  subjectId,
  data,
}: Pick<FanalEvent, "type" | "subjectId" | "data">): string | null {
  if (type === "status_page.created") return subjectId;
  if (type !== "status_page.updated") return null;
  return Array.isArray(data.changed) && !data.changed.some((field) => toldSettings.has(field))
    ? null
    : subjectId;
}

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
  const changedPages = new Set(events.map(changedPage));
  const areAll = events.some(touchesAll);
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
