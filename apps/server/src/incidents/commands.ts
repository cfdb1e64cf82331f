import type { Incident } from "@fanal/contract";
import type { Tx } from "@fanal/database";
import { incidentUpdates } from "@fanal/database/schema";
import {
  type AffectedService,
  correctIncident,
  type Impact,
  type IncidentCorrection,
  type IncidentStatus,
  isDraftNoMore,
  pastAfterCorrection,
  type TellingInput,
} from "@fanal/domain";
import { and, eq } from "drizzle-orm";
import type { OrganizationContext } from "../context.ts";
import { record } from "../events/record.ts";
import { allow, orRefuse, refuseAs, refuseStale } from "../refusals.ts";
import { requireServices } from "../services/queries.ts";
import { requireReach } from "../services/reach.ts";
import { dateOf } from "./dates.ts";
import { addIncident } from "./declare.ts";
import { rewriteDraft } from "./draft.ts";
import { getIncident } from "./queries.ts";
import {
  columnsOf,
  deriveFromIncident,
  factsOf,
  type IncidentRow,
  isDraft,
  lockIncident,
  newServiceIds,
  removeIncident,
  replaceServices,
  type StoredState,
  saveIncident,
  serviceIdsOf,
  stateOf,
} from "./store.ts";

export function declareIncident(
  context: OrganizationContext,
  input: TellingInput & {
    title: string;
    status: IncidentStatus;
    message: string;
    impact: Impact | null;
    services: AffectedService[];
    startedAt?: string | undefined;
    resolvedAt?: string | undefined;
    nextUpdateAt?: string | null | undefined;
    isDraft?: boolean | undefined;
  },
): Promise<Incident> {
  return context.inOrganization(async (tx) => {
    allow(context, "incident.create");
    const serviceIds = serviceIdsOf(input.services);
    await requireServices(tx, serviceIds);
    await requireReach(tx, context, serviceIds);
    const id = await addIncident(tx, context, {
      ...input,
      startedAt: dateOf(input.startedAt),
      resolvedAt: dateOf(input.resolvedAt),
      nextUpdateAt: dateOf(input.nextUpdateAt),
      isDraft: input.isDraft ?? false,
    });
    return getIncident(tx, id);
  });
}

/** Corrects what is published, and writes a draft anew. */
export function updateIncident(
  context: OrganizationContext,
  input: {
    incidentId: string;
    title?: string | undefined;
    impact?: Impact | null | undefined;
    services?: AffectedService[] | undefined;
    startedAt?: string | null | undefined;
    resolvedAt?: string | null | undefined;
    status?: IncidentStatus | undefined;
    message?: string | undefined;
    nextUpdateAt?: string | null | undefined;
    version?: number | undefined;
  },
): Promise<Incident> {
  return context.inOrganization(async (tx) => {
    allow(context, "incident.update");
    const incident = await lockIncident(tx, context, input.incidentId);
    refuseStale(incident, input.version);
    const before = await stateOf(tx, incident);
    const more = newServiceIds(before, input.services ?? []);
    await requireServices(tx, more);
    await requireReach(tx, context, more);
    const { title = incident.title, message, status, impact, services } = input;
    const startedAt = dateOf(input.startedAt);
    const resolvedAt = dateOf(input.resolvedAt);
    const nextUpdateAt = dateOf(input.nextUpdateAt);
    const change = { title, impact, services, startedAt, resolvedAt, nextUpdateAt };
    if (isDraft(incident))
      await rewriteDraft(tx, context, { incident, before }, { ...change, status, message });
    else if (message !== undefined || status !== undefined || startedAt === null || resolvedAt === null)
      refuseAs(isDraftNoMore);
    else await correct(tx, context, { incident, before, title }, { ...change, startedAt, resolvedAt });
    return getIncident(tx, incident.id);
  });
}

export function deleteIncident(
  context: OrganizationContext,
  input: { incidentId: string; version?: number | undefined },
): Promise<void> {
  return context.inOrganization(async (tx) => {
    allow(context, "incident.delete");
    const incident = await lockIncident(tx, context, input.incidentId);
    refuseStale(incident, input.version);
    await removeIncident(tx, context, incident);
  });
}

export function restoreIncident(
  context: OrganizationContext,
  input: { incidentId: string; version?: number | undefined },
): Promise<Incident> {
  return context.inOrganization(async (tx) => {
    allow(context, "incident.delete");
    const incident = await lockIncident(tx, context, input.incidentId, { deletedToo: true });
    refuseStale(incident, input.version);
    if (incident.deletedAt === null) return getIncident(tx, incident.id);
    const { services } = await stateOf(tx, incident);
    await saveIncident(tx, context, incident.id, { deletedAt: null });
    if (!isDraft(incident)) await deriveFromIncident(tx, context, incident.id, serviceIdsOf(services));
    record(tx, context, {
      type: "incident.restored",
      subjectId: incident.id,
      data: { title: incident.title, isDraft: isDraft(incident) },
    });
    return getIncident(tx, incident.id);
  });
}

/** Corrects what visitors see. */
async function correct(
  tx: Tx,
  context: OrganizationContext,
  { incident, before, title }: { incident: IncidentRow; before: StoredState; title: string },
  correction: IncidentCorrection,
): Promise<void> {
  const now = context.now();
  const after = orRefuse(correctIncident(before, correction, now));
  await saveIncident(tx, context, incident.id, { ...columnsOf(after), title });
  await replaceServices(
    tx,
    incident.id,
    after.services,
    pastAfterCorrection(before.past, before, after, now),
  );
  if (before.isBackfilled && before.resolvedAt !== null && after.resolvedAt !== null)
    await moveFirstUpdate(tx, incident.id, before.resolvedAt, after.resolvedAt);
  await deriveFromIncident(tx, context, incident.id, [
    ...serviceIdsOf(before.services),
    ...serviceIdsOf(after.services),
  ]);
  record(tx, context, {
    type: "incident.updated",
    subjectId: incident.id,
    data: { before: factsOf(incident.title, before), after: factsOf(title, after) },
  });
}

/** The update that a backfilled incident was recorded with is dated at its end, also after that was corrected. */
async function moveFirstUpdate(tx: Tx, incidentId: string, from: Date, to: Date): Promise<void> {
  await tx.db
    .update(incidentUpdates)
    .set({ createdAt: to })
    .where(
      and(
        eq(incidentUpdates.organizationId, tx.organizationId),
        eq(incidentUpdates.incidentId, incidentId),
        eq(incidentUpdates.createdAt, from),
      ),
    );
}
