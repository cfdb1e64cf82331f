import type { Incident } from "@fanal/contract";
import type { Tx } from "@fanal/database";
import { postmortems } from "@fanal/database/schema";
import { publishPostmortem as publish, type TellingInput, tellingOf } from "@fanal/domain";
import { and, eq, sql } from "drizzle-orm";
import type { OrganizationContext } from "../context.ts";
import { record } from "../events/record.ts";
import { allow, orNotFound, orRefuse, refuseStale } from "../refusals.ts";
import { getIncident } from "./queries.ts";
import { lockIncident, refuseDraft } from "./store.ts";

type PostmortemRow = typeof postmortems.$inferSelect;

export function writePostmortem(
  context: OrganizationContext,
  input: { incidentId: string; draft: string; version?: number | undefined },
): Promise<Incident> {
  return context.inOrganization(async (tx) => {
    allow(context, "incident.update");
    const { incidentId, draft } = input;
    const postmortem = await lockPostmortem(tx, context, incidentId);
    refuseStale(postmortem ?? { version: 0 }, input.version);
    if (postmortem === undefined) {
      const now = context.now();
      await tx.db
        .insert(postmortems)
        .values({ organizationId: tx.organizationId, incidentId, draft, createdAt: now, updatedAt: now });
    } else await save(tx, context, incidentId, { draft });
    record(tx, context, { type: "incident.postmortem_drafted", subjectId: incidentId });
    return getIncident(tx, incidentId);
  });
}

/** Shows visitors what the draft says now; the draft stays, for the next edition. */
export function publishPostmortem(
  context: OrganizationContext,
  input: TellingInput & { incidentId: string; version?: number | undefined },
): Promise<Incident> {
  return context.inOrganization(async (tx) => {
    allow(context, "incident.update");
    const { incidentId } = input;
    const postmortem = orNotFound(await lockPostmortem(tx, context, incidentId));
    refuseStale(postmortem, input.version);
    const { message, publishedAt } = orRefuse(publish(postmortem, context.now()));
    await save(tx, context, incidentId, { message, publishedAt });
    record(tx, context, {
      type: "incident.postmortem_published",
      subjectId: incidentId,
      data: { before: { message: postmortem.message }, after: { message }, telling: tellingOf(input) },
    });
    return getIncident(tx, incidentId);
  });
}

/** Takes it from visitors again. What is not published stays as it is. */
export function revertPostmortem(
  context: OrganizationContext,
  input: { incidentId: string; version?: number | undefined },
): Promise<Incident> {
  return context.inOrganization(async (tx) => {
    allow(context, "incident.update");
    const { incidentId } = input;
    const postmortem = orNotFound(await lockPostmortem(tx, context, incidentId));
    refuseStale(postmortem, input.version);
    if (postmortem.message === null) return getIncident(tx, incidentId);
    await save(tx, context, incidentId, { message: null, publishedAt: null });
    record(tx, context, {
      type: "incident.postmortem_reverted",
      subjectId: incidentId,
      data: { before: { message: postmortem.message } },
    });
    return getIncident(tx, incidentId);
  });
}

/** Locks the incident, since two responders may begin its postmortem at once. */
async function lockPostmortem(
  tx: Tx,
  context: OrganizationContext,
  incidentId: string,
): Promise<PostmortemRow | undefined> {
  refuseDraft(await lockIncident(tx, context, incidentId));
  const [postmortem] = await tx.db.select().from(postmortems).where(one(tx, incidentId));
  return postmortem;
}

async function save(
  tx: Tx,
  context: OrganizationContext,
  incidentId: string,
  change: Partial<Pick<PostmortemRow, "draft" | "message" | "publishedAt">>,
): Promise<void> {
  await tx.db
    .update(postmortems)
    .set({ ...change, updatedAt: context.now(), version: sql`version + 1` })
    .where(one(tx, incidentId));
}

function one(tx: Tx, incidentId: string) {
  return and(eq(postmortems.organizationId, tx.organizationId), eq(postmortems.incidentId, incidentId));
}
