import type { Tx } from "@fanal/database";
import {
  incidentServices,
  incidents,
  maintenanceServices,
  maintenances,
  statusChanges,
} from "@fanal/database/schema";
import { and, eq, gt, inArray, isNull, or, sql } from "drizzle-orm";
import { z } from "zod";
import type { FanalEvent } from "../events/types.ts";
import { milliseconds, millisecondsIfAny } from "../milliseconds.ts";

/** Clocks of servers differ a little, and a change is dated a little before its event. */
const slackMs = 600_000;

/** Of services: since when, in milliseconds since 1970, their past may be another. */
export type TouchedSince = Map<string, number>;

/** Facts of an incident or a maintenance that an event repeats; only they tell of what was corrected away. */
const facts = z
  .object({
    startedAt: z.coerce.date().nullish().catch(null),
    services: z.array(z.object({ serviceId: z.string() })).catch([]),
    serviceIds: z.array(z.string()).catch([]),
  })
  .partial()
  .catch({});

/** What an event of a correction says of it. */
const correction = z.object({ serviceId: z.string(), startedAt: z.coerce.date() });
const corrected = z.union([
  z.object({ after: correction }).transform(({ after }) => after),
  z.object({ before: correction }).transform(({ before }) => before),
]);

const changed = z.object({ before: facts, after: facts }).partial().catch({});

/**
 * Since when events may have changed the past of which services: what is told of something that began days ago, and what
 * was corrected. Whole intervals of the log are taken, since one that tells of something deleted is explained anew from
 * its beginning.
 */
export async function touchedSince(tx: Tx, events: readonly FanalEvent[]): Promise<TouchedSince> {
  const touched: TouchedSince = new Map();
  const touch = (serviceId: string, since: number) =>
    touched.set(serviceId, Math.min(since, touched.get(serviceId) ?? Number.POSITIVE_INFINITY));

  for (const { type, subjectId, createdAt, data } of events) {
    if (subjectId !== null && (type === "service.status_set" || type === "service.signaled"))
      touch(subjectId, createdAt.getTime() - slackMs);
    if (type.startsWith("uptime_correction.")) {
      const { serviceId, startedAt } = corrected.parse(data);
      touch(serviceId, startedAt.getTime());
    }
  }
  for (const story of await readStories(tx, events)) {
    const told = events.filter(({ subjectId }) => subjectId === story.id);
    const repeated = told.flatMap(({ data }) => {
      const { before, after } = changed.parse(data);
      return [before ?? {}, after ?? {}];
    });
    const starts = repeated.flatMap(({ startedAt }) => startedAt?.getTime() ?? []);
    const eventsSince = told.map(({ createdAt }) => createdAt.getTime());
    const since = Math.min(story.since, ...starts, ...eventsSince) - slackMs;
    const named = repeated.flatMap(({ services = [], serviceIds = [] }) => [
      ...services.map(({ serviceId }) => serviceId),
      ...serviceIds,
    ]);
    for (const serviceId of [...story.serviceIds, ...named]) touch(serviceId, since);
  }
  return wholeIntervals(tx, touched);
}

interface TouchedStory {
  id: string;
  since: number;
  serviceIds: string[];
}

async function readStories(tx: Tx, events: readonly FanalEvent[]): Promise<TouchedStory[]> {
  const idsOf = (prefix: string) => [
    ...new Set(
      events.flatMap(({ type, subjectId }) =>
        type.startsWith(prefix) && subjectId !== null ? [subjectId] : [],
      ),
    ),
  ];
  const incidentIds = idsOf("incident.");
  const maintenanceIds = idsOf("maintenance.");
  const seriesIds = idsOf("maintenance_series.");
  const rows = [
    ...(await incidentsOf(tx, incidentIds)),
    ...(await maintenancesOf(tx, maintenanceIds, seriesIds)),
    ...(await loggedOf(tx, "incidentId", incidentIds)),
    ...(await loggedOf(tx, "maintenanceId", maintenanceIds)),
  ];
  return Array.from(
    Map.groupBy(rows, ({ id }) => id),
    ([id, those]) => ({
      id,
      since: Math.min(...those.map(({ since }) => since ?? Number.POSITIVE_INFINITY)),
      serviceIds: those.flatMap(({ serviceId }) => serviceId ?? []),
    }),
  );
}

function incidentsOf(tx: Tx, ids: string[]) {
  return tx.db
    .select({
      id: incidents.id,
      since: millisecondsIfAny(incidents.startedAt),
      serviceId: incidentServices.serviceId,
    })
    .from(incidents)
    .leftJoin(
      incidentServices,
      and(
        eq(incidentServices.organizationId, incidents.organizationId),
        eq(incidentServices.incidentId, incidents.id),
      ),
    )
    .where(and(eq(incidents.organizationId, tx.organizationId), inArray(incidents.id, ids)));
}

/** Of a series, the occurrences that have begun: what is planned has no past. */
function maintenancesOf(tx: Tx, ids: string[], seriesIds: string[]) {
  return tx.db
    .select({
      id: maintenances.id,
      since: millisecondsIfAny(maintenances.startedAt),
      serviceId: maintenanceServices.serviceId,
    })
    .from(maintenances)
    .leftJoin(
      maintenanceServices,
      and(
        eq(maintenanceServices.organizationId, maintenances.organizationId),
        eq(maintenanceServices.maintenanceId, maintenances.id),
      ),
    )
    .where(
      and(
        eq(maintenances.organizationId, tx.organizationId),
        or(
          inArray(maintenances.id, ids),
          and(inArray(maintenances.seriesId, seriesIds), sql`${maintenances.startedAt} is not null`),
        ),
      ),
    );
}

/** What the log tells of them, also of services that they name no more. */
function loggedOf(tx: Tx, reason: "incidentId" | "maintenanceId", ids: string[]) {
  const id = sql<string>`${statusChanges.reason}->>${reason}`;
  return tx.db
    .select({ id, since: millisecondsIfAny(statusChanges.startedAt), serviceId: statusChanges.serviceId })
    .from(statusChanges)
    .where(and(eq(statusChanges.organizationId, tx.organizationId), inArray(id, ids)));
}

async function wholeIntervals(tx: Tx, touched: TouchedSince): Promise<TouchedSince> {
  if (touched.size === 0) return touched;
  const since = Math.min(...touched.values());
  const { organizationId, serviceId, startedAt, endedAt } = statusChanges;
  const rows = await tx.db
    .select({ serviceId, from: milliseconds(startedAt), to: millisecondsIfAny(endedAt) })
    .from(statusChanges)
    .where(
      and(
        eq(organizationId, tx.organizationId),
        inArray(serviceId, [...touched.keys()]),
        or(isNull(endedAt), gt(endedAt, new Date(since))),
      ),
    );
  const result = new Map(touched);
  for (const row of rows) {
    const moment = touched.get(row.serviceId) ?? 0;
    if (row.to !== null && row.to < moment) continue;
    result.set(row.serviceId, Math.min(row.from, result.get(row.serviceId) ?? moment));
  }
  return result;
}
