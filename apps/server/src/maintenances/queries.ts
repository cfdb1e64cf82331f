import type { Maintenance, MaintenanceSummary, MaintenanceUpdate } from "@fanal/contract";
import type { Reader } from "@fanal/database";
import {
  maintenanceSeries,
  maintenanceServices,
  maintenances,
  maintenanceUpdates,
  services,
} from "@fanal/database/schema";
import { isOver, localTimeOf, maintenanceStatuses, nextReminderAt, nextStepAt } from "@fanal/domain";
import { and, asc, desc, eq, getTableColumns, inArray, isNull, or, sql } from "drizzle-orm";
import { cursorOf, placeIn } from "../cursor.ts";
import { renderMarkdown } from "../markdown.ts";
import { orNotFound } from "../refusals.ts";
import { ruleFrom } from "./recurrence.ts";

type MaintenanceRow = typeof maintenances.$inferSelect;
type UpdateRow = typeof maintenanceUpdates.$inferSelect;

/** What a view needs beside the maintenance's own row. */
interface Surroundings {
  serviceIds: string[];
  rrule: string | null;
}

export interface MaintenanceFilter {
  state: "open" | "over";
  cursor?: string | undefined;
  limit: number;
}

/** A page of maintenances: those that are not over, soonest start first, or those that are, newest start first. */
export async function listMaintenances(
  reader: Reader,
  filter: MaintenanceFilter,
): Promise<{ items: MaintenanceSummary[]; nextCursor: string | null }> {
  const over = filter.state === "over";
  const direction = over ? desc : asc;
  const rows = await reader.db
    .select()
    .from(maintenances)
    .where(
      and(
        eq(maintenances.organizationId, reader.organizationId),
        isNull(maintenances.deletedAt),
        inArray(
          maintenances.status,
          maintenanceStatuses.filter((status) => isOver(status) === over),
        ),
        filter.cursor === undefined ? undefined : beyond(filter.cursor, filter.state),
      ),
    )
    .orderBy(direction(maintenances.startsAt), direction(maintenances.id))
    .limit(filter.limit + 1);
  const page = rows.slice(0, filter.limit);
  const last = page.at(-1);
  return {
    items: await summarize(reader, page),
    nextCursor:
      rows.length > filter.limit && last !== undefined ? cursorOf({ at: last.startsAt, id: last.id }) : null,
  };
}

export async function getMaintenance(reader: Reader, maintenanceId: string): Promise<Maintenance> {
  const [row] = await reader.db
    .select()
    .from(maintenances)
    .where(
      and(
        eq(maintenances.organizationId, reader.organizationId),
        eq(maintenances.id, maintenanceId),
        isNull(maintenances.deletedAt),
      ),
    );
  const maintenance = orNotFound(row);
  const updates = await reader.db
    .select()
    .from(maintenanceUpdates)
    .where(
      and(
        eq(maintenanceUpdates.organizationId, reader.organizationId),
        eq(maintenanceUpdates.maintenanceId, maintenanceId),
        isNull(maintenanceUpdates.deletedAt),
      ),
    )
    .orderBy(desc(maintenanceUpdates.createdAt), desc(maintenanceUpdates.id));
  const around = await surroundingsOf(reader, [maintenance]);
  return {
    ...viewMaintenance(maintenance, orNotFound(around.get(maintenance.id))),
    rruleFromHere: await ruleFromHere(reader, maintenance),
    updates: await Promise.all(updates.map(viewUpdate)),
  };
}

async function ruleFromHere(
  reader: Reader,
  { seriesId, occurrenceAt }: MaintenanceRow,
): Promise<string | null> {
  if (seriesId === null || occurrenceAt === null) return null;
  const [series] = await reader.db
    .select()
    .from(maintenanceSeries)
    .where(
      and(eq(maintenanceSeries.organizationId, reader.organizationId), eq(maintenanceSeries.id, seriesId)),
    );
  return series === undefined ? null : ruleFrom(series, occurrenceAt);
}

/** The services of maintenances, in the order of the services. */
export function servicesOfMaintenances(
  reader: Reader,
  maintenanceIds: string[],
): Promise<(typeof maintenanceServices.$inferSelect)[]> {
  return reader.db
    .select(getTableColumns(maintenanceServices))
    .from(maintenanceServices)
    .innerJoin(
      services,
      and(
        eq(services.organizationId, maintenanceServices.organizationId),
        eq(services.id, maintenanceServices.serviceId),
      ),
    )
    .where(
      and(
        eq(maintenanceServices.organizationId, reader.organizationId),
        inArray(maintenanceServices.maintenanceId, maintenanceIds),
      ),
    )
    .orderBy(asc(services.position), asc(services.id));
}

/** The services of one maintenance, in their order. */
export async function serviceIdsOf(reader: Reader, maintenanceId: string): Promise<string[]> {
  const rows = await servicesOfMaintenances(reader, [maintenanceId]);
  return rows.map(({ serviceId }) => serviceId);
}

async function summarize(reader: Reader, rows: MaintenanceRow[]): Promise<MaintenanceSummary[]> {
  if (rows.length === 0) return [];
  const around = await surroundingsOf(reader, rows);
  const latest = await reader.db
    .selectDistinctOn([maintenanceUpdates.maintenanceId])
    .from(maintenanceUpdates)
    .where(
      and(
        eq(maintenanceUpdates.organizationId, reader.organizationId),
        inArray(
          maintenanceUpdates.maintenanceId,
          rows.map((row) => row.id),
        ),
        isNull(maintenanceUpdates.deletedAt),
      ),
    )
    .orderBy(
      maintenanceUpdates.maintenanceId,
      desc(maintenanceUpdates.createdAt),
      desc(maintenanceUpdates.id),
    );
  const latestOf = new Map(latest.map((update) => [update.maintenanceId, update]));
  return Promise.all(
    rows.map(async (row) => {
      const update = latestOf.get(row.id);
      return {
        ...viewMaintenance(row, orNotFound(around.get(row.id))),
        latestUpdate: update === undefined ? null : await viewUpdate(update),
      };
    }),
  );
}

async function surroundingsOf(reader: Reader, rows: MaintenanceRow[]): Promise<Map<string, Surroundings>> {
  const affected = Map.groupBy(
    await servicesOfMaintenances(
      reader,
      rows.map((row) => row.id),
    ),
    (row) => row.maintenanceId,
  );
  const seriesIds = rows.map((row) => row.seriesId).filter((id) => id !== null);
  const series =
    seriesIds.length === 0
      ? []
      : await reader.db
          .select({ id: maintenanceSeries.id, rrule: maintenanceSeries.rrule })
          .from(maintenanceSeries)
          .where(
            and(
              eq(maintenanceSeries.organizationId, reader.organizationId),
              inArray(maintenanceSeries.id, seriesIds),
            ),
          );
  const rules = new Map(series.map(({ id, rrule }) => [id, rrule]));
  return new Map(
    rows.map((row) => [
      row.id,
      {
        serviceIds: (affected.get(row.id) ?? []).map(({ serviceId }) => serviceId),
        rrule: row.seriesId === null ? null : (rules.get(row.seriesId) ?? null),
      },
    ]),
  );
}

function viewMaintenance(
  row: MaintenanceRow,
  { serviceIds, rrule }: Surroundings,
): Omit<Maintenance, "updates" | "rruleFromHere"> {
  return {
    id: row.id,
    title: row.title,
    status: row.status,
    serviceIds,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    localStart: localTimeOf(row.startsAt, row.timeZone),
    localEnd: localTimeOf(row.endsAt, row.timeZone),
    timeZone: row.timeZone,
    startsAutomatically: row.startsAutomatically,
    finishesAutomatically: row.finishesAutomatically,
    notifiesAutomatically: row.notifiesAutomatically,
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    series:
      row.seriesId === null || rrule === null
        ? null
        : { id: row.seriesId, rrule, isDetached: row.isDetached },
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

async function viewUpdate({
  id,
  status,
  message,
  author,
  createdAt,
  editedAt,
}: UpdateRow): Promise<MaintenanceUpdate> {
  return {
    id,
    status,
    message,
    messageHtml: message === "" ? "" : await renderMarkdown(message),
    author: { id: author.id, name: author.name },
    createdAt: createdAt.toISOString(),
    editedAt: editedAt?.toISOString() ?? null,
  };
}

function beyond(cursor: string, state: MaintenanceFilter["state"]) {
  const { at, id } = placeIn(cursor);
  const here = sql`(${maintenances.startsAt}, ${maintenances.id})`;
  const there = sql`(${at}::timestamptz, ${id}::uuid)`;
  return state === "open" ? sql`${here} > ${there}` : sql`${here} < ${there}`;
}

/** When maintenances take their next step by themselves: those named, and the occurrences of the series named. */
export async function nextSteps(
  reader: Reader,
  { maintenanceIds, seriesIds }: { maintenanceIds: string[]; seriesIds: string[] },
): Promise<{ maintenanceId: string; at: Date }[]> {
  const rows = await reader.db
    .select()
    .from(maintenances)
    .where(
      and(
        eq(maintenances.organizationId, reader.organizationId),
        isNull(maintenances.deletedAt),
        or(inArray(maintenances.id, maintenanceIds), inArray(maintenances.seriesId, seriesIds)),
      ),
    )
    .orderBy(asc(maintenances.id));
  return rows.flatMap((row) => {
    const moments = [nextStepAt(row), nextReminderAt(row)].filter((moment) => moment !== null);
    const [at] = moments.toSorted((a, b) => a.getTime() - b.getTime());
    return at === undefined ? [] : [{ maintenanceId: row.id, at }];
  });
}
