import type { ReaderDefinition } from "../events/reader.ts";
import { rollupReaderName } from "../uptime/queries/rolled-days.ts";
import { rollUp } from "./roll-up.ts";
import { touchedSince } from "./touched-since.ts";

/**
 * The reader that keeps the days that are over rolled up, for each time zone that a page has. Publications are events too:
 * at its midnight each page has one, so that a day is rolled up soon after its end.
 */
export function rollupReader(now: () => Date): ReaderDefinition {
  return {
    name: rollupReaderName,
    handles: [
      "service.status_set",
      "service.signaled",
      "uptime_correction.created",
      "uptime_correction.withdrawn",
      "incident.created",
      "incident.updated",
      "incident.update_posted",
      "incident.update_deleted",
      "incident.update_restored",
      "incident.deleted",
      "incident.restored",
      "incident.published",
      "maintenance.created",
      "maintenance.updated",
      "maintenance.update_posted",
      "maintenance.update_deleted",
      "maintenance.update_restored",
      "maintenance.deleted",
      "maintenance.restored",
      "maintenance_series.updated",
      "maintenance_series.ended",
      "status_page.created",
      "status_page.updated",
      "status_page.deleted",
      "status_page.published",
    ],
    handle: async (tx, events) => rollUp(tx, await touchedSince(tx, events), now()),
  };
}
