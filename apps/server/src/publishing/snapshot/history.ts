import { historyLetters, type SnapshotHistory, type SnapshotTrouble } from "@fanal/contract/snapshot";
import type { Reader } from "@fanal/database";
import {
  incidentPastStatuses,
  incidentServices,
  incidents,
  maintenanceServices,
  maintenances,
  statusChanges,
  statusPageServices,
} from "@fanal/database/schema";
import {
  type DayScale,
  type DayStatuses,
  dailyStatuses,
  type ServiceStatus,
  type Span,
  type StatusInterval,
  serviceStatuses,
  uptime,
} from "@fanal/domain";
import { and, desc, eq, gt, isNotNull, isNull, ne, not, or, sql } from "drizzle-orm";
import { hiddenTroubles, isTakenBack } from "./hidden-troubles.ts";
import { isPublic } from "./incidents.ts";
import { most } from "./limits.ts";
import type { PageService } from "./services.ts";

type HistoryStory = Span & SnapshotTrouble["stories"][number];

/** What is known of the services of a page in the days of its history. What is not told was operational. */
export interface Past {
  intervalsOf: Map<string, StatusInterval[]>;
  storiesOf: Map<string, HistoryStory[]>;
}

/**
 * Reads only what was not operational: the log of statuses without what incidents and maintenances made of services
 * that were deleted since, and what incidents say of the time before they were recorded.
 */
export async function readPast(
  reader: Reader,
  pageId: string,
  { bounds }: DayScale,
  until: number,
): Promise<Past> {
  const first = new Date(bounds[0] ?? 0);
  const intervals = [
    ...(await loggedTroubles(reader, pageId, first)),
    ...(await toldTroubles(reader, pageId, first)),
    ...(await hiddenTroubles(reader, pageId, first)),
  ];
  const stories = [
    ...(await incidentsSince(reader, pageId, first)),
    ...(await maintenancesSince(reader, pageId, first)),
  ];
  const intervalsOf = Map.groupBy(intervals, (row) => row.serviceId);
  const storiesOf = Map.groupBy(stories, (row) => row.serviceId);
  const span = ({ from, to }: { from: Date; to: Date | null }) => ({
    from: from.getTime(),
    to: to?.getTime() ?? until,
  });
  return {
    intervalsOf: mapValues(intervalsOf, (rows) => rows.map((row) => ({ status: row.status, ...span(row) }))),
    storiesOf: mapValues(storiesOf, (rows) =>
      rows
        .map(({ kind, id, title, ...row }) => ({ kind, id, title, ...span(row) }))
        .toSorted((a, b) => a.from - b.from),
    ),
  };
}

/** Both together. */
export function joinPasts(one: Past, other: Past): Past {
  return {
    intervalsOf: joinMaps(one.intervalsOf, other.intervalsOf),
    storiesOf: joinMaps(one.storiesOf, other.storiesOf),
  };
}

/** Makes the history of each service of a page. */
export function historyFrom(
  past: Past,
  scale: DayScale,
  until: number,
): (service: Pick<PageService, "id" | "createdAt">) => SnapshotHistory {
  const [first = 0] = scale.bounds;
  const last = scale.dates.at(-1) ?? "";
  const make = (intervals: readonly StatusInterval[], stories: readonly HistoryStory[], from: number) => {
    const days = dailyStatuses(intervals, scale, { from, to: until });
    let letters = "";
    const troubles: SnapshotTrouble[] = [];
    // Plain loops: a large page has ninety thousand days.
    for (const [index, day] of days.entries()) {
      letters += historyLetters[day.worst ?? "unknown"];
      if (day.worst !== null && day.worst !== "operational") {
        troubles.push(troubleOf(day, stories, dayAt(scale, index)));
      }
    }
    return { until: last, days: letters, uptime: roundDown(uptime(days)), troubles };
  };
  // Most services of most pages had a quiet time.
  const quiet = make([], [], first);
  return ({ id, createdAt }) => {
    const intervals = past.intervalsOf.get(id) ?? [];
    if (intervals.length === 0 && createdAt.getTime() <= first) return quiet;
    // What was recorded of the time before it existed here is known, and so is what followed.
    const from = Math.min(createdAt.getTime(), ...intervals.map((interval) => interval.from));
    return make(intervals, past.storiesOf.get(id) ?? [], from);
  };
}

/** The log's intervals of a page's services that are not operational and reach into the history. */
function loggedTroubles(reader: Reader, pageId: string, first: Date) {
  const { organizationId, reason } = statusChanges;
  return reader.db
    .select({
      serviceId: statusChanges.serviceId,
      status: statusChanges.status,
      from: statusChanges.startedAt,
      to: statusChanges.endedAt,
    })
    .from(statusPageServices)
    .innerJoin(
      statusChanges,
      and(
        eq(statusChanges.organizationId, statusPageServices.organizationId),
        eq(statusChanges.serviceId, statusPageServices.serviceId),
      ),
    )
    .where(
      and(
        isOfPage(reader, pageId),
        ne(statusChanges.status, "operational"),
        or(isNull(statusChanges.endedAt), gt(statusChanges.endedAt, first)),
        not(isTakenBack()),
        sql`not exists (select from ${maintenances} where ${maintenances.organizationId} = ${organizationId}
          and ${maintenances.id} = (${reason}->>'maintenanceId')::uuid and ${maintenances.deletedAt} is not null)`,
      ),
    );
}

/** What incidents that visitors may see say of the time before they were recorded. */
function toldTroubles(reader: Reader, pageId: string, first: Date) {
  return reader.db
    .select({
      serviceId: incidentPastStatuses.serviceId,
      status: sql<ServiceStatus>`${incidentPastStatuses.status}`,
      from: incidentPastStatuses.startedAt,
      to: sql<Date | null>`${incidentPastStatuses.endedAt}`.mapWith(incidentPastStatuses.endedAt),
    })
    .from(statusPageServices)
    .innerJoin(
      incidentPastStatuses,
      and(
        eq(incidentPastStatuses.organizationId, statusPageServices.organizationId),
        eq(incidentPastStatuses.serviceId, statusPageServices.serviceId),
      ),
    )
    .innerJoin(
      incidents,
      and(
        eq(incidents.organizationId, incidentPastStatuses.organizationId),
        eq(incidents.id, incidentPastStatuses.incidentId),
      ),
    )
    .where(
      and(
        isOfPage(reader, pageId),
        isPublic(reader),
        ne(incidentPastStatuses.status, "operational"),
        gt(incidentPastStatuses.endedAt, first),
      ),
    );
}

function incidentsSince(reader: Reader, pageId: string, first: Date) {
  const newest = reader.db
    .select()
    .from(incidents)
    .where(and(isPublic(reader), or(isNull(incidents.resolvedAt), gt(incidents.resolvedAt, first))))
    .orderBy(desc(incidents.startedAt), desc(incidents.id))
    .limit(most.historyStories)
    .as("newest");
  return reader.db
    .select({
      kind: sql<"incident">`'incident'`,
      id: newest.id,
      title: newest.title,
      from: newest.startedAt,
      to: newest.resolvedAt,
      serviceId: incidentServices.serviceId,
    })
    .from(newest)
    .innerJoin(
      incidentServices,
      and(
        eq(incidentServices.organizationId, newest.organizationId),
        eq(incidentServices.incidentId, newest.id),
      ),
    )
    .innerJoin(
      statusPageServices,
      and(
        eq(statusPageServices.organizationId, newest.organizationId),
        eq(statusPageServices.serviceId, incidentServices.serviceId),
      ),
    )
    .where(isOfPage(reader, pageId));
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
  return reader.db
    .select({
      kind: sql<"maintenance">`'maintenance'`,
      id: newest.id,
      title: newest.title,
      from: sql<Date>`${newest.startedAt}`.mapWith(maintenances.startedAt),
      to: newest.finishedAt,
      serviceId: maintenanceServices.serviceId,
    })
    .from(newest)
    .innerJoin(
      maintenanceServices,
      and(
        eq(maintenanceServices.organizationId, newest.organizationId),
        eq(maintenanceServices.maintenanceId, newest.id),
      ),
    )
    .innerJoin(
      statusPageServices,
      and(
        eq(statusPageServices.organizationId, newest.organizationId),
        eq(statusPageServices.serviceId, maintenanceServices.serviceId),
      ),
    )
    .where(isOfPage(reader, pageId));
}

function isOfPage(reader: Reader, pageId: string) {
  return and(
    eq(statusPageServices.organizationId, reader.organizationId),
    eq(statusPageServices.pageId, pageId),
  );
}

function troubleOf(
  { date, lasted }: DayStatuses,
  stories: readonly HistoryStory[],
  day: Span,
): SnapshotTrouble {
  const seconds: SnapshotTrouble["seconds"] = {};
  for (const status of serviceStatuses) {
    if (status !== "operational" && lasted[status] > 0) seconds[status] = Math.ceil(lasted[status] / 1000);
  }
  const told = stories.filter(({ from, to }) => from < day.to && to >= day.from);
  return {
    date,
    seconds,
    stories: told.slice(-most.storiesOfDay).map(({ kind, id, title }) => ({ kind, id, title })),
  };
}

function dayAt({ bounds }: DayScale, index: number): Span {
  return { from: bounds[index] ?? 0, to: bounds[index + 1] ?? 0 };
}

/** To a thousandth of a percent, down: only what was up all the time says 1. */
function roundDown(share: number | null): number | null {
  return share === null ? null : Math.floor(share * 100_000) / 100_000;
}

function mapValues<Key, Value, Mapped>(map: Map<Key, Value>, to: (value: Value) => Mapped): Map<Key, Mapped> {
  return new Map(Array.from(map, ([key, value]) => [key, to(value)]));
}

function joinMaps<Key, Value>(one: Map<Key, Value[]>, other: Map<Key, Value[]>): Map<Key, Value[]> {
  const joined = new Map(one);
  for (const [key, values] of other) joined.set(key, [...(joined.get(key) ?? []), ...values]);
  return joined;
}
