import type { Tx } from "@fanal/database";
import { incidentUpdates } from "@fanal/database/schema";
import {
  type AffectedService,
  declareIncident,
  type Impact,
  type IncidentPlan,
  type IncidentState,
  type IncidentStatus,
} from "@fanal/domain";
import { and, eq } from "drizzle-orm";
import type { OrganizationContext } from "../context.ts";
import { type RecordedBy, record } from "../events/record.ts";
import { orRefuse } from "../refusals.ts";
import { planOf } from "./queries.ts";
import { factsOf, type IncidentRow, replaceServices, type StoredState, saveIncident } from "./store.ts";

export interface DraftChange {
  title: string;
  impact?: Impact | null | undefined;
  services?: AffectedService[] | undefined;
  startedAt?: Date | null | undefined;
  resolvedAt?: Date | null | undefined;
  nextUpdateAt?: Date | null | undefined;
  status?: IncidentStatus | undefined;
  message?: string | undefined;
}

/** The columns of a draft: what was said of it, and nothing that only follows from its declaration. */
export function draftColumnsOf(plan: IncidentPlan, state: IncidentState) {
  const { status, impactOverride, startedAt, isBackfilled, nextUpdateAt } = state;
  return {
    status,
    impactOverride,
    startedAt,
    startsWhenPublished: plan.startedAt == null,
    resolvedAt: isBackfilled ? state.resolvedAt : null,
    isBackfilled,
    nextUpdateAt,
  };
}

/** Writes a draft anew. What it says has to be true by now, but a promise that passed since is told when it is published. */
export async function rewriteDraft(
  tx: Tx,
  context: OrganizationContext,
  { incident, before }: { incident: IncidentRow; before: StoredState },
  change: DraftChange,
): Promise<void> {
  const now = context.now();
  const old = planOf(incident, before.services);
  const isKept =
    change.nextUpdateAt === undefined || change.nextUpdateAt?.getTime() === incident.nextUpdateAt?.getTime();
  const plan: IncidentPlan = {
    status: change.status ?? (change.resolvedAt === null ? statusOfOpen(incident) : incident.status),
    impact: change.impact === undefined ? old.impact : change.impact,
    services: change.services ?? before.services,
    startedAt: change.startedAt === undefined ? old.startedAt : change.startedAt,
    resolvedAt: change.resolvedAt === undefined ? old.resolvedAt : change.resolvedAt,
    nextUpdateAt: isKept ? null : change.nextUpdateAt,
  };
  const state = orRefuse(declareIncident(plan, now));
  const nextUpdateAt = isKept ? incident.nextUpdateAt : state.nextUpdateAt;
  const columns = { ...draftColumnsOf(plan, state), nextUpdateAt };
  // Without a start of its own it stays where it is in the list of drafts.
  const startedAt = columns.startsWhenPublished ? incident.createdAt : columns.startedAt;
  await saveIncident(tx, context, incident.id, { ...columns, startedAt, title: change.title });
  await replaceServices(tx, incident.id, state.services, []);
  await rewriteOnlyUpdate(tx, context, incident.id, {
    status: state.status,
    services: [...state.services],
    ...(change.message === undefined ? {} : { message: change.message }),
  });
  record(tx, context, {
    type: "incident.updated",
    subjectId: incident.id,
    data: {
      isDraft: true,
      before: factsOf(incident.title, before),
      after: factsOf(change.title, state),
    },
  });
}

/** Of a draft that is not over any more. */
function statusOfOpen({ status, isBackfilled }: IncidentRow): IncidentStatus {
  return isBackfilled ? "investigating" : status;
}

/** A draft has one update; whoever wrote on it last is its author. */
export async function rewriteOnlyUpdate(
  tx: Tx,
  by: RecordedBy,
  incidentId: string,
  change: Partial<Pick<typeof incidentUpdates.$inferInsert, "status" | "services" | "message" | "createdAt">>,
): Promise<void> {
  await tx.db
    .update(incidentUpdates)
    .set({ ...change, author: by.actor })
    .where(
      and(eq(incidentUpdates.organizationId, tx.organizationId), eq(incidentUpdates.incidentId, incidentId)),
    );
}
