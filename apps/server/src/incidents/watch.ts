import { asSystem, type Database, inOrganization, type Tx } from "@fanal/database";
import { incidents } from "@fanal/database/schema";
import { dueSilence, missedPromise, silenceHours } from "@fanal/domain";
import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { clockOf, fanal } from "../by-itself.ts";
import { type NewEvent, record } from "../events/record.ts";
import { lastSaid } from "./queries.ts";

export interface IncidentAddress {
  organizationId: string;
  incidentId: string;
}

/**
 * Notes what is due of an open incident: a promised update that did not come, and that nobody has said anything for hours.
 * Both are decided on the locked row and by the clock of the database, so each is noted once, whoever tries how often.
 */
export async function noteSilence(
  database: Database,
  { organizationId, incidentId }: IncidentAddress,
): Promise<void> {
  await inOrganization(database, organizationId, async (tx) => {
    const [incident] = await tx.db
      .select()
      .from(incidents)
      .where(watched(tx, incidentId))
      .for("no key update");
    const saidAt = (await lastSaid(tx, [incidentId])).get(incidentId);
    if (incident === undefined || saidAt === undefined) return;
    const at = await clockOf(tx);
    const { title } = incident;
    const note = (type: NewEvent["type"], data: Record<string, unknown>) =>
      record(tx, { actor: fanal, now: () => at }, { type, subjectId: incidentId, data: { title, ...data } });
    const watchedIncident = { ...incident, saidAt };
    const promise = missedPromise(watchedIncident, at);
    const silence = dueSilence(watchedIncident, at);
    if (promise !== null) note("incident.promise_missed", { promisedFor: promise });
    if (silence !== null) note("incident.fell_silent", { hours: silence.hours });
    if (promise === null && silence === null) return;
    await tx.db
      .update(incidents)
      .set({
        ...(promise !== null && { promiseMissedAt: promise }),
        ...(silence !== null && { silenceNotedAt: silence.since }),
      })
      .where(watched(tx, incidentId));
  });
}

function watched(tx: Tx, incidentId: string) {
  return and(
    eq(incidents.organizationId, tx.organizationId),
    eq(incidents.id, incidentId),
    isNull(incidents.deletedAt),
    isNull(incidents.resolvedAt),
    isNotNull(incidents.publishedAt),
  );
}

/** Open incidents of all organizations of which something is due to be noted. */
export function findSilent(database: Database): Promise<IncidentAddress[]> {
  return asSystem(database, "find incidents that nobody says anything of", async (db) => {
    const { rows } = await db.execute<{ organization: string; incident: string }>(sql`
      select i.organization_id as organization, i.id as incident
      from incidents i
      cross join lateral (
        select max(u.created_at) as at from incident_updates u
        where u.organization_id = i.organization_id and u.incident_id = i.id and u.deleted_at is null
      ) said
      where i.resolved_at is null and i.deleted_at is null and i.published_at is not null and (
        i.next_update_at <= now() and i.next_update_at is distinct from i.promise_missed_at
        or exists (
          select from unnest(${sql.param([...silenceHours])}::int[]) hours
          where said.at + make_interval(hours => hours) <= now()
            and (i.silence_noted_at is null or said.at + make_interval(hours => hours) > i.silence_noted_at)))`);
    return rows.map((row) => ({ organizationId: row.organization, incidentId: row.incident }));
  });
}
