import type { Tx } from "@fanal/database";
import {
  type IncidentChange,
  type IncidentState,
  pastAfterUpdate,
  type TellingInput,
  tellingOf,
} from "@fanal/domain";
import { type RecordedBy, record } from "../events/record.ts";
import {
  columnsOf,
  deriveFromIncident,
  type IncidentRow,
  insertUpdate,
  replaceServices,
  type StoredState,
  saveIncident,
  serviceIdsOf,
} from "./store.ts";

/** Writes what an update makes of a published incident that is locked. */
export async function writeUpdate(
  tx: Tx,
  by: RecordedBy,
  { incident, before, after }: { incident: IncidentRow; before: StoredState; after: IncidentState },
  said: Pick<IncidentChange, "status"> &
    TellingInput & { message: string; services: IncidentState["services"] },
): Promise<void> {
  const { status, message, services } = said;
  await saveIncident(tx, by, incident.id, columnsOf(after));
  await replaceServices(tx, incident.id, after.services, pastAfterUpdate(before.past, after, by.now()));
  const updateId = await insertUpdate(tx, by, incident.id, { status, message, services });
  await deriveFromIncident(tx, by, incident.id, serviceIdsOf(after.services));
  record(tx, by, {
    type: "incident.update_posted",
    subjectId: incident.id,
    data: {
      updateId,
      title: incident.title,
      before: before.status,
      after: after.status,
      nextUpdateAt: after.nextUpdateAt,
      message,
      services,
      telling: tellingOf(said),
    },
  });
}
