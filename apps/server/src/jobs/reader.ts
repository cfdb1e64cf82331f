import type { Tx } from "@fanal/database";
import type { ReaderDefinition } from "../events/reader.ts";
import type { FanalEvent } from "../events/types.ts";
import { nextSteps } from "../maintenances/queries.ts";

export const schedulingReaderName = "scheduling";

/** Puts a job for one maintenance in the place of the one that it may have, in the reader's transaction. */
export type ScheduleStep = (tx: Tx, maintenanceId: string, at: Date) => Promise<void>;

/**
 * The reader that gives each maintenance a job for its next step or reminder. A job that nobody needs any more is left where it is:
 * when its time comes it finds nothing to do.
 */
export function schedulingReader(schedule: ScheduleStep): ReaderDefinition {
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
    ],
    handle: async (tx, events) => {
      const steps = await nextSteps(tx, {
        maintenanceIds: subjectsOf(events, "maintenance."),
        seriesIds: subjectsOf(events, "maintenance_series."),
      });
      for (const { maintenanceId, at } of steps) await schedule(tx, maintenanceId, at);
    },
  };
}

function subjectsOf(events: FanalEvent[], prefix: string): string[] {
  const subjects = events.filter(({ type }) => type.startsWith(prefix)).map(({ subjectId }) => subjectId);
  return [...new Set(subjects)].filter((id) => id !== null);
}
