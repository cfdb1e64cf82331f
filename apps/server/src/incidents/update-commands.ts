import type { Incident } from "@fanal/contract";
import type { Tx } from "@fanal/database";
import { incidentUpdates } from "@fanal/database/schema";
import {
  type AffectedService,
  applyUpdate,
  type Impact,
  type IncidentState,
  type IncidentStatus,
  refuseDeletion,
  refuseLateUpdate,
  type TellingInput,
} from "@fanal/domain";
import { and, eq, isNull } from "drizzle-orm";
import type { OrganizationContext } from "../context.ts";
import { record } from "../events/record.ts";
import { allow, orNotFound, orRefuse, refuseAs, refuseStale } from "../refusals.ts";
import { requireServices } from "../services/queries.ts";
import { requireReach } from "../services/reach.ts";
import { dateOf } from "./dates.ts";
import { writeUpdate } from "./post.ts";
import { getIncident } from "./queries.ts";
import {
  insertUpdate,
  lockIncident,
  type NewUpdate,
  newServiceIds,
  refuseDraft,
  saveIncident,
  stateOf,
} from "./store.ts";

export function postUpdate(
  context: OrganizationContext,
  input: TellingInput & {
    incidentId: string;
    status: IncidentStatus;
    message: string;
    services?: AffectedService[] | undefined;
    impact?: Impact | null | undefined;
    nextUpdateAt?: string | null | undefined;
    saidAt?: string | undefined;
    version?: number | undefined;
  },
): Promise<Incident> {
  return context.inOrganization(async (tx) => {
    allow(context, "incident.update");
    const incident = await lockIncident(tx, context, input.incidentId);
    refuseStale(incident, input.version);
    refuseDraft(incident);
    const now = context.now();
    const { status, message, impact, services = [] } = input;
    const before = await stateOf(tx, incident);
    if (input.saidAt !== undefined) {
      await addLateUpdate(tx, context, incident.id, {
        before,
        said: { status, message, services: [], at: new Date(input.saidAt) },
      });
      return getIncident(tx, incident.id);
    }
    const change = { status, services, impact, nextUpdateAt: dateOf(input.nextUpdateAt) };
    const after = orRefuse(applyUpdate(before, change, now));
    const more = newServiceIds(before, services);
    await requireServices(tx, more);
    await requireReach(tx, context, more);
    await writeUpdate(tx, context, { incident, before, after }, { ...input, services });
    return getIncident(tx, incident.id);
  });
}

/** What was said while an incident went on that was recorded afterwards: nothing follows from it. */
async function addLateUpdate(
  tx: Tx,
  context: OrganizationContext,
  incidentId: string,
  { before, said }: { before: IncidentState; said: NewUpdate & { at: Date } },
): Promise<void> {
  const refusal = refuseLateUpdate(before, { status: said.status, saidAt: said.at });
  if (refusal !== null) refuseAs(refusal);
  const updateId = await insertUpdate(tx, context, incidentId, { ...said, isLate: true });
  await saveIncident(tx, context, incidentId, {});
  record(tx, context, {
    type: "incident.update_posted",
    subjectId: incidentId,
    data: { updateId, before: before.status, after: before.status, saidAt: said.at },
  });
}

export function editUpdate(
  context: OrganizationContext,
  input: { incidentId: string; updateId: string; message: string; version?: number | undefined },
): Promise<Incident> {
  return context.inOrganization(async (tx) => {
    allow(context, "incident.update");
    const incident = await lockIncident(tx, context, input.incidentId);
    const update = await findUpdate(tx, input);
    refuseStale(incident, input.version);
    refuseDraft(incident);
    const { message } = input;
    if (message === update.message) return getIncident(tx, incident.id);
    await tx.db.update(incidentUpdates).set({ message, editedAt: context.now() }).where(one(tx, input));
    await saveIncident(tx, context, incident.id, {});
    record(tx, context, {
      type: "incident.update_edited",
      subjectId: incident.id,
      data: {
        updateId: update.id,
        title: incident.title,
        before: { message: update.message },
        after: { message },
      },
    });
    return getIncident(tx, incident.id);
  });
}

/** Takes back what was said, not what it did: state and statuses stay. */
export function deleteUpdate(
  context: OrganizationContext,
  input: { incidentId: string; updateId: string; version?: number | undefined },
): Promise<void> {
  return context.inOrganization(async (tx) => {
    allow(context, "incident.update");
    const incident = await lockIncident(tx, context, input.incidentId);
    const { id: updateId, status, message, services, author, createdAt } = await findUpdate(tx, input);
    refuseStale(incident, input.version);
    refuseDraft(incident);
    const refusal = refuseDeletion(
      await tx.db.$count(
        incidentUpdates,
        and(
          eq(incidentUpdates.organizationId, tx.organizationId),
          eq(incidentUpdates.incidentId, incident.id),
          isNull(incidentUpdates.deletedAt),
        ),
      ),
    );
    if (refusal !== null) refuseAs(refusal);
    await tx.db.update(incidentUpdates).set({ deletedAt: context.now() }).where(one(tx, input));
    await saveIncident(tx, context, incident.id, {});
    record(tx, context, {
      type: "incident.update_deleted",
      subjectId: incident.id,
      data: { updateId, title: incident.title, before: { status, message, services, author, createdAt } },
    });
  });
}

/** Brings back what was said. What it did was never gone. */
export function restoreUpdate(
  context: OrganizationContext,
  input: { incidentId: string; updateId: string; version?: number | undefined },
): Promise<Incident> {
  return context.inOrganization(async (tx) => {
    allow(context, "incident.update");
    const incident = await lockIncident(tx, context, input.incidentId);
    const { id: updateId, message, deletedAt } = await findUpdate(tx, input, { deletedToo: true });
    refuseStale(incident, input.version);
    refuseDraft(incident);
    if (deletedAt === null) return getIncident(tx, incident.id);
    await tx.db.update(incidentUpdates).set({ deletedAt: null }).where(one(tx, input));
    await saveIncident(tx, context, incident.id, {});
    record(tx, context, {
      type: "incident.update_restored",
      subjectId: incident.id,
      data: { updateId, title: incident.title, after: { message } },
    });
    return getIncident(tx, incident.id);
  });
}

async function findUpdate(tx: Tx, of: { incidentId: string; updateId: string }, { deletedToo = false } = {}) {
  const [update] = await tx.db
    .select()
    .from(incidentUpdates)
    .where(and(one(tx, of), deletedToo ? undefined : isNull(incidentUpdates.deletedAt)));
  return orNotFound(update);
}

function one(tx: Tx, { incidentId, updateId }: { incidentId: string; updateId: string }) {
  return and(
    eq(incidentUpdates.organizationId, tx.organizationId),
    eq(incidentUpdates.incidentId, incidentId),
    eq(incidentUpdates.id, updateId),
  );
}
