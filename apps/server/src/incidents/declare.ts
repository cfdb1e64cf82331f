import type { Tx } from "@fanal/database";
import { incidents, newId } from "@fanal/database/schema";
import {
  declareIncident,
  type IncidentPlan,
  type IncidentState,
  pastWhenDeclared,
  type TellingInput,
  tellingOf,
} from "@fanal/domain";
import { type RecordedBy, record } from "../events/record.ts";
import { orRefuse } from "../refusals.ts";
import { draftColumnsOf } from "./draft.ts";
import {
  columnsOf,
  deriveFromIncident,
  factsOf,
  insertUpdate,
  momentOfFirstUpdate,
  replaceServices,
  serviceIdsOf,
} from "./store.ts";

/** Writes a new incident, or its draft; its id. Whoever calls has asked whether it may, and whether the services exist. */
export async function addIncident(
  tx: Tx,
  by: RecordedBy,
  plan: IncidentPlan & TellingInput & { title: string; message: string; isDraft: boolean },
): Promise<string> {
  const now = by.now();
  const state: IncidentState = orRefuse(declareIncident(plan, now));
  const id = newId();
  const { title, message, isDraft } = plan;
  await tx.db.insert(incidents).values({
    organizationId: tx.organizationId,
    id,
    title,
    ...(isDraft ? draftColumnsOf(plan, state) : columnsOf(state)),
    publishedAt: isDraft ? null : now,
    createdAt: now,
    updatedAt: now,
  });
  await replaceServices(tx, id, state.services, isDraft ? [] : pastWhenDeclared(state, now));
  await insertUpdate(tx, by, id, {
    ...state,
    message,
    at: isDraft ? now : momentOfFirstUpdate(state, now),
  });
  if (!isDraft) await deriveFromIncident(tx, by, id, serviceIdsOf(state.services));
  const { status, isBackfilled } = state;
  record(tx, by, {
    type: "incident.created",
    subjectId: id,
    data: {
      isDraft,
      isBackfilled,
      after: { ...factsOf(title, state), status, message },
      telling: isDraft || isBackfilled ? null : tellingOf(plan),
    },
  });
  return id;
}
