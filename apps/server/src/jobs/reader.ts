import type { Tx } from "@fanal/database";
import type { ReaderDefinition } from "../events/reader.ts";
import type { FanalEvent } from "../events/types.ts";
import { nextWatches } from "../incidents/queries.ts";
import { nextSteps } from "../maintenances/queries.ts";

export const schedulingReaderName = "scheduling";

/** What there is something to do for at a time. */
export type Due = { maintenanceId: string } | { incidentId: string };

/** Puts a job for one maintenance or incident in the place of the one that it may have, in the reader's transaction. */
export type Schedule = (tx: Tx, due: Due, at: Date) => Promise<void>;

/**
 * The reader that gives each maintenance a job for its next step or reminder, and each open incident one for when somebody
 * should have said something. A job that nobody needs any more is left where it is: when its time comes it finds nothing to do.
 */
export function schedulingReader(schedule: Schedule): ReaderDefinition {
  return {
    name: schedulingReaderName,
    handles: [
      "maintenance.created",
      "maintenance.updated",
      "maintenance.update_posted",
      "maintenance.restored",
      "maintenance.reminded",
      "maintenance_series.created",
      "maintenance_series.updated",
      "incident.created",
      "incident.published",
      "incident.updated",
      "incident.update_posted",
      "incident.update_deleted",
      "incident.update_restored",
      "incident.restored",
      "incident.promise_missed",
      "incident.fell_silent",
    ],
    handle: async (tx, events) => {
      const steps = await nextSteps(tx, {
        maintenanceIds: subjectsOf(events, "maintenance."),
        seriesIds: subjectsOf(events, "maintenance_series."),
      });
      for (const { maintenanceId, at } of steps) await schedule(tx, { maintenanceId }, at);
      const watches = await nextWatches(tx, subjectsOf(events, "incident."));
      for (const { incidentId, at } of watches) await schedule(tx, { incidentId }, at);
    },
  };
}

function subjectsOf(events: FanalEvent[], prefix: string): string[] {
  const subjects = events.filter(({ type }) => type.startsWith(prefix)).map(({ subjectId }) => subjectId);
  return [...new Set(subjects)].filter((id) => id !== null);
}
