import type { Tx } from "@fanal/database";
import { incidents, incidentUpdates, newId, postmortems } from "@fanal/database/schema";
import {
  type AffectedService,
  declareIncident,
  type Impact,
  type IncidentStatus,
  pastWhenDeclared,
} from "@fanal/domain";
import { type RecordedBy, record } from "../events/record.ts";
import { orRefuse } from "../refusals.ts";
import { columnsOf, deriveFromIncident, factsOf, replaceServices, serviceIdsOf } from "./store.ts";

/** An incident as it was elsewhere, with the times that it had there. */
export interface BroughtIncident {
  title: string;
  /** Of one that is still open; what is over is resolved. */
  status: IncidentStatus;
  impact: Impact | null;
  services: AffectedService[];
  startedAt: Date;
  resolvedAt: Date | null;
  /** Oldest first, one at least. */
  updates: { status: IncidentStatus; message: string; services: AffectedService[]; at: Date }[];
  postmortem: { message: string; publishedAt: Date } | null;
}

/**
 * Writes an incident of another product with all that was said of it, and tells nobody; its id. One that is over is as if it had
 * been recorded afterwards; one that is open goes on here. Whoever calls has asked whether it may, and whether the services exist.
 */
export async function bringIncident(tx: Tx, by: RecordedBy, brought: BroughtIncident): Promise<string> {
  const { organizationId } = tx;
  const now = by.now();
  const { title, updates, postmortem } = brought;
  const state = orRefuse(declareIncident(brought, now));
  const id = newId();
  const createdAt = updates[0]?.at ?? state.startedAt;
  await tx.db.insert(incidents).values({
    organizationId,
    id,
    title,
    ...columnsOf(state),
    publishedAt: createdAt,
    // What was silent there before is not told here.
    silenceNotedAt: now,
    createdAt,
    updatedAt: now,
  });
  await replaceServices(tx, id, state.services, pastWhenDeclared(state, now));
  await tx.db.insert(incidentUpdates).values(
    updates.map(({ at, ...update }) => ({
      ...update,
      organizationId,
      id: newId(),
      incidentId: id,
      author: by.actor,
      createdAt: at,
    })),
  );
  if (postmortem !== null) {
    const { message, publishedAt } = postmortem;
    const times = { publishedAt, createdAt: publishedAt, updatedAt: now };
    await tx.db
      .insert(postmortems)
      .values({ organizationId, incidentId: id, draft: message, message, ...times });
  }
  await deriveFromIncident(tx, by, id, serviceIdsOf(state.services));
  const { status, isBackfilled } = state;
  record(tx, by, {
    type: "incident.created",
    subjectId: id,
    data: {
      isDraft: false,
      isBackfilled,
      isImported: true,
      after: { ...factsOf(title, state), status, updates: updates.length },
      telling: null,
    },
  });
  return id;
}
