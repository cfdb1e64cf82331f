import type { SnapshotTrouble } from "@fanal/contract/snapshot";
import type { Reader } from "@fanal/database";
import {
  incidentServices,
  incidents,
  maintenanceServices,
  maintenances,
  statusPageServices,
} from "@fanal/database/schema";
import { type DayScale, type Span, type StatusInterval, withCorrections } from "@fanal/domain";
import { and, desc, eq, gt, isNotNull, isNull, or, type SQLWrapper, sql } from "drizzle-orm";
import { isPublic } from "../../incidents/queries.ts";
import { milliseconds, millisecondsIfAny } from "../../milliseconds.ts";
import { type Correction, readCorrections } from "../../uptime/queries/corrections.ts";
import { readToldSince } from "../../uptime/queries/told-since.ts";
import { readTroubles } from "../../uptime/queries/troubles.ts";
import { most } from "./limits.ts";
import { isOfPage } from "./of-page.ts";

export type HistoryStory = Span & SnapshotTrouble["stories"][number];

/** What is known of the services of a page in the days of its history. What is not told was operational. */
export interface Past {
  intervalsOf: Map<string, StatusInterval[]>;
  /** What of that was corrected; the intervals have it already. */
  correctionsOf: Map<string, Correction[]>;
  /** Oldest start first. */
  storiesOf: Map<string, HistoryStory[]>;
  /** Since when something is told of services, where that may be before they existed here. */
  toldSince: Map<string, number>;
}

/** Reads only what was not operational, since a moment that may lie before the days. */
export async function readPast(
  reader: Reader,
  pageId: string,
  { bounds }: DayScale,
  { since, until }: { since: number; until: number },
): Promise<Past> {
  const span = { first: new Date(bounds[0] ?? 0), until };
  const stories = [
    ...(await incidentsSince(reader, pageId, span.first)),
    ...(await maintenancesSince(reader, pageId, span.first)),
  ];
  const storiesOf = new Map<string, HistoryStory[]>();
  for (const { serviceIds, to, ...story } of stories.toSorted((a, b) => a.from - b.from)) {
    const told = { ...story, to: to ?? until };
    for (const serviceId of serviceIds) storiesOf.set(serviceId, [...(storiesOf.get(serviceId) ?? []), told]);
  }
  const reach = { first: new Date(since), until };
  return {
    intervalsOf: await readTroubles(reader, { pageId }, reach),
    correctionsOf: await readCorrections(reader, { pageId }, reach),
    storiesOf,
    toldSince: await readToldSince(reader, { pageId }),
  };
}

/** Both together. */
export function joinPasts(one: Past, other: Past): Past {
  const correctionsOf = joinMaps(one.correctionsOf, other.correctionsOf);
  const intervalsOf = joinMaps(one.intervalsOf, other.intervalsOf);
  for (const [serviceId, corrections] of correctionsOf)
    intervalsOf.set(serviceId, withCorrections(intervalsOf.get(serviceId) ?? [], corrections));
  return {
    intervalsOf,
    correctionsOf,
    storiesOf: joinMaps(one.storiesOf, other.storiesOf),
    toldSince: new Map([...one.toldSince, ...other.toldSince]),
  };
}

/** The services that a story affects and the page shows, in one row for each story. */
function serviceIdsOf(serviceId: SQLWrapper) {
  return sql<string[]>`array_agg(${serviceId}::text)`;
}

function incidentsSince(reader: Reader, pageId: string, first: Date) {
  const newest = reader.db
    .select()
    .from(incidents)
    .where(and(isPublic(reader), or(isNull(incidents.resolvedAt), gt(incidents.resolvedAt, first))))
    .orderBy(desc(incidents.startedAt), desc(incidents.id))
    .limit(most.historyStories)
    .as("newest");
  const { id, title, startedAt, resolvedAt, organizationId } = newest;
  return reader.db
    .select({
      kind: sql<"incident">`'incident'`,
      id,
      title,
      from: milliseconds(startedAt),
      to: millisecondsIfAny(resolvedAt),
      serviceIds: serviceIdsOf(incidentServices.serviceId),
    })
    .from(newest)
    .innerJoin(
      incidentServices,
      and(eq(incidentServices.organizationId, organizationId), eq(incidentServices.incidentId, id)),
    )
    .innerJoin(
      statusPageServices,
      and(
        eq(statusPageServices.organizationId, organizationId),
        eq(statusPageServices.serviceId, incidentServices.serviceId),
      ),
    )
    .where(isOfPage(reader, pageId))
    .groupBy(id, title, startedAt, resolvedAt);
}

function maintenancesSince(reader: Reader, pageId: string, first: Date) {
  const newest = reader.db
    .select()
    .from(maintenances)
    .where(
      and(
        eq(maintenances.organizationId, reader.organizationId),
        isNull(maintenances.deletedAt),
        isNotNull(maintenances.startedAt),
        or(isNull(maintenances.finishedAt), gt(maintenances.finishedAt, first)),
      ),
    )
    .orderBy(desc(maintenances.startedAt), desc(maintenances.id))
    .limit(most.historyStories)
    .as("newest");
  const { id, title, startedAt, finishedAt, organizationId } = newest;
  return reader.db
    .select({
      kind: sql<"maintenance">`'maintenance'`,
      id,
      title,
      from: milliseconds(startedAt),
      to: millisecondsIfAny(finishedAt),
      serviceIds: serviceIdsOf(maintenanceServices.serviceId),
    })
    .from(newest)
    .innerJoin(
      maintenanceServices,
      and(eq(maintenanceServices.organizationId, organizationId), eq(maintenanceServices.maintenanceId, id)),
    )
    .innerJoin(
      statusPageServices,
      and(
        eq(statusPageServices.organizationId, organizationId),
        eq(statusPageServices.serviceId, maintenanceServices.serviceId),
      ),
    )
    .where(isOfPage(reader, pageId))
    .groupBy(id, title, startedAt, finishedAt);
}

function joinMaps<Key, Value>(one: Map<Key, Value[]>, other: Map<Key, Value[]>): Map<Key, Value[]> {
  const joined = new Map(one);
  for (const [key, values] of other) joined.set(key, [...(joined.get(key) ?? []), ...values]);
  return joined;
}
