import type { Tx } from "@fanal/database";
import { maintenanceSeries, maintenances, maintenanceUpdates, newId } from "@fanal/database/schema";
import {
  isActive,
  isOver,
  localTimeOf,
  minutesBetween,
  momentOf,
  moveWindow,
  tellingOf,
  windowOf,
} from "@fanal/domain";
import { and, asc, eq, gte, isNull, sql } from "drizzle-orm";
import type { OrganizationContext } from "../context.ts";
import { record } from "../events/record.ts";
import { orNotFound, orRefuse, refuseStale } from "../refusals.ts";
import { requireServices } from "../services/queries.ts";
import { requireReach } from "../services/reach.ts";
import { recomputeStatuses } from "../services/recompute.ts";
import {
  changedWindow,
  localWindowOf,
  type MaintenanceChange,
  type MaintenanceInput,
  refuseField,
} from "./inputs.ts";
import { extendSeries, type SeriesRow } from "./occurrences.ts";
import { serviceIdsOf } from "./queries.ts";
import { checkRecurrence, type Occurrence, occurrencesOf, ruleFrom, take } from "./recurrence.ts";
import { lockMaintenance, type MaintenanceRow, replaceServices, saveMaintenance } from "./rows.ts";

/** What a series is made of; its first occurrence is that of the rule on or after `localStart`. */
type NewSeries = Pick<
  SeriesRow,
  | "title"
  | "message"
  | "rrule"
  | "localStart"
  | "timeZone"
  | "durationMinutes"
  | "serviceIds"
  | "startsAutomatically"
  | "finishesAutomatically"
  | "notifiesAutomatically"
  | "endsBefore"
>;

/** Begins a series, makes its first occurrences, and returns the id of the first of all. */
export async function scheduleSeries(
  tx: Tx,
  context: OrganizationContext,
  { localEnd, ...input }: MaintenanceInput & { rrule: string },
): Promise<string> {
  const now = context.now();
  orRefuse(windowOf({ ...input, localEnd }), "localEnd");
  const durationMinutes = minutesBetween(input.localStart, localEnd);
  const [first] = take(occurrencesOf(orRefuse(checkRecurrence({ ...input, durationMinutes }), "rrule")), 1);
  if (first !== undefined && first.endsAt <= now)
    refuseField("localStart", "The first occurrence has passed. Choose a later start.");
  const series = await insertSeries(tx, { ...input, durationMinutes, endsBefore: null }, now);
  const [id] = await extendSeries(tx, series, { author: context.actor, at: now });
  record(tx, context, {
    type: "maintenance_series.created",
    subjectId: series.id,
    data: { after: factsOf(series), maintenanceId: id, telling: tellingOf(input) },
  });
  return orNotFound(id);
}

/**
 * Changes an occurrence and all that follow. The series is split: the old one ends before this occurrence, a new one
 * takes over. Occurrences keep their ids and addresses: under the same rule the first stays the first, under another
 * rule those stay that are on the same day. What has no place any more is deleted. Those that were edited on their own,
 * have begun, were canceled or deleted stay as they are and hold their place.
 */
export async function changeFollowing(
  tx: Tx,
  context: OrganizationContext,
  input: MaintenanceChange,
): Promise<void> {
  const now = context.now();
  const { series, first } = await lockFrom(tx, context, input.maintenanceId);
  refuseStale(first, input.version);
  if (isOver(first.status))
    refuseField("scope", "This occurrence is over. Choose the next one to change all that follow.");
  const next = await seriesFrom(tx, context, { series, first }, input);
  const created = await insertSeries(tx, next, now);
  const rows = series === null ? [first] : await lockFollowing(tx, series, first);
  if (series !== null) await endBefore(tx, series, first, now);
  const places = placesOf(rows, { series, next, isSameRule: input.rrule === undefined });
  for (const row of rows) {
    const place = places.get(row.id);
    const follows =
      row.id === first.id || (row.status === "scheduled" && !row.isDetached && row.deletedAt === null);
    if (place === undefined) {
      if (follows) await saveMaintenance(tx, row, { deletedAt: now }, now);
      continue;
    }
    const membership = { seriesId: created.id, occurrenceAt: place.startsAt };
    if (!follows) {
      await saveMaintenance(tx, row, membership, now);
      continue;
    }
    const { startsAt, endsAt } = orRefuse(moveWindow(row, place, now), "localEnd");
    const { title, timeZone, startsAutomatically, finishesAutomatically, notifiesAutomatically } = next;
    const automatic = { startsAutomatically, finishesAutomatically, notifiesAutomatically };
    const change = { title, timeZone, ...automatic, startsAt, endsAt };
    await saveMaintenance(tx, row, { ...change, ...membership, isDetached: false }, now);
    if (isActive(row.status)) await changeActiveServices(tx, row, next.serviceIds, now);
    else await replaceServices(tx, row.id, next.serviceIds);
  }
  await extendSeries(tx, created, { author: context.actor, at: now });
  recordSplit(tx, context, series, created);
}

/** What the log keeps of a series. */
function factsOf({
  id: seriesId,
  title,
  message,
  rrule,
  localStart,
  timeZone,
  durationMinutes,
  serviceIds,
  startsAutomatically,
  finishesAutomatically,
  notifiesAutomatically,
}: SeriesRow) {
  const automatic = { startsAutomatically, finishesAutomatically, notifiesAutomatically };
  return { seriesId, title, message, rrule, localStart, timeZone, durationMinutes, serviceIds, ...automatic };
}

/** Told of both: occurrences that have no place in the new series are deleted in the old one. */
function recordSplit(tx: Tx, context: OrganizationContext, old: SeriesRow | null, created: SeriesRow): void {
  const before = old === null ? null : factsOf(old);
  const after = factsOf(created);
  for (const series of [old, created]) {
    if (series === null) continue;
    record(tx, context, {
      type: "maintenance_series.updated",
      subjectId: series.id,
      data: { before, after },
    });
  }
}

/** Deletes an occurrence and all that follow and have not begun. The series gives no others. */
export async function endSeries(
  tx: Tx,
  context: OrganizationContext,
  input: { maintenanceId: string; version?: number | undefined },
): Promise<void> {
  const now = context.now();
  const { series, first } = await lockFrom(tx, context, input.maintenanceId);
  refuseStale(first, input.version);
  const rows = series === null ? [first] : await lockFollowing(tx, series, first);
  const deleted = rows.filter(
    (row) => row.id === first.id || (row.status === "scheduled" && row.deletedAt === null),
  );
  for (const row of deleted) await saveMaintenance(tx, row, { deletedAt: now }, now);
  const reason = { kind: "maintenance", maintenanceId: first.id } as const;
  await recomputeStatuses(tx, await serviceIdsOf(tx, first.id), { reason, at: now });
  const data = { title: first.title };
  record(tx, context, { type: "maintenance.deleted", subjectId: first.id, data });
  if (series === null) return;
  await endBefore(tx, series, first, now);
  record(tx, context, {
    type: "maintenance_series.ended",
    subjectId: series.id,
    data: { title: series.title, maintenanceIds: deleted.map(({ id }) => id) },
  });
}

/** The occurrence that a change begins at, and its series; both are locked, the series first, as everywhere. */
async function lockFrom(
  tx: Tx,
  context: OrganizationContext,
  maintenanceId: string,
): Promise<{ series: SeriesRow | null; first: MaintenanceRow }> {
  const [found] = await tx.db
    .select({ seriesId: maintenances.seriesId })
    .from(maintenances)
    .where(
      and(
        eq(maintenances.organizationId, tx.organizationId),
        eq(maintenances.id, maintenanceId),
        isNull(maintenances.deletedAt),
      ),
    );
  const { seriesId } = orNotFound(found);
  const series = seriesId === null ? null : await lockSeries(tx, seriesId);
  const first = await lockMaintenance(tx, context, maintenanceId);
  // One that was edited on its own may touch other services than those that follow.
  await requireReach(tx, context, series?.serviceIds ?? []);
  // Somebody else may have split the series while this waited.
  return first.seriesId === seriesId ? { series, first } : lockFrom(tx, context, maintenanceId);
}

export async function lockSeries(tx: Tx, seriesId: string): Promise<SeriesRow> {
  const [series] = await tx.db
    .select()
    .from(maintenanceSeries)
    .where(and(eq(maintenanceSeries.organizationId, tx.organizationId), eq(maintenanceSeries.id, seriesId)))
    .for("no key update");
  return orNotFound(series);
}

/** All occurrences from one on, whatever has become of them, in the order of the rule. */
function lockFollowing(
  tx: Tx,
  series: SeriesRow,
  { occurrenceAt }: MaintenanceRow,
): Promise<MaintenanceRow[]> {
  return tx.db
    .select()
    .from(maintenances)
    .where(
      and(
        eq(maintenances.organizationId, tx.organizationId),
        eq(maintenances.seriesId, series.id),
        gte(maintenances.occurrenceAt, placeOf(occurrenceAt)),
      ),
    )
    .orderBy(asc(maintenances.occurrenceAt))
    .for("no key update");
}

/** What the series from one occurrence on is to be, or a refusal in words. */
async function seriesFrom(
  tx: Tx,
  context: OrganizationContext,
  { series, first }: { series: SeriesRow | null; first: MaintenanceRow },
  input: MaintenanceChange,
): Promise<NewSeries> {
  const { endsBefore = null } = series ?? {};
  if (endsBefore !== null && endsBefore <= placeOf(first.occurrenceAt))
    refuseField("scope", "The repetition ended before this occurrence. Change only this one.");
  const rrule = input.rrule ?? sameRule(series, first);
  const present = await serviceIdsOf(tx, first.id);
  const { serviceIds = present, title = first.title } = input;
  const more = serviceIds.filter((id) => !present.includes(id));
  await requireServices(tx, more);
  await requireReach(tx, context, more);
  const window = changedWindow(localWindowOf(first), input);
  const timing = window === null ? unchangedTiming(series, first) : timingOf(window);
  const recurrence = orRefuse(checkRecurrence({ rrule, ...timing }), "rrule");
  if (input.rrule === undefined) requireDayOfRule(recurrence);
  return {
    ...recurrence,
    title,
    message: series?.message ?? (await firstMessage(tx, first.id)),
    serviceIds,
    startsAutomatically: input.startsAutomatically ?? first.startsAutomatically,
    finishesAutomatically: input.finishesAutomatically ?? first.finishesAutomatically,
    notifiesAutomatically: input.notifiesAutomatically ?? first.notifiesAutomatically,
    endsBefore,
  };
}

type Timing = Pick<SeriesRow, "localStart" | "timeZone" | "durationMinutes">;

function timingOf(window: { localStart: string; localEnd: string; timeZone: string }): Timing {
  orRefuse(windowOf(window), "localEnd");
  const { localStart, localEnd, timeZone } = window;
  return { localStart, timeZone, durationMinutes: minutesBetween(localStart, localEnd) };
}

/** Of an occurrence that was edited on its own, its own window; otherwise what the series says for its day. */
function unchangedTiming(series: SeriesRow | null, first: MaintenanceRow): Timing {
  if (series === null || first.isDetached) return timingOf(localWindowOf(first));
  const day = localTimeOf(placeOf(first.occurrenceAt), series.timeZone).slice(0, 10);
  const { localStart, timeZone, durationMinutes } = series;
  return { localStart: `${day}${localStart.slice(10)}`, timeZone, durationMinutes };
}

/** The rule that goes on from an occurrence. */
function sameRule(series: SeriesRow | null, first: MaintenanceRow): string {
  if (series === null)
    return refuseField("rrule", "This does not repeat yet. Give the rule by which it is to.");
  return ruleFrom(series, placeOf(first.occurrenceAt));
}

function requireDayOfRule(recurrence: Timing & { rrule: string }): void {
  const { localStart, timeZone, rrule } = recurrence;
  const [first] = take(occurrencesOf(recurrence), 1);
  if (first?.startsAt.getTime() !== momentOf(localStart, timeZone).getTime())
    refuseField("rrule", `${localStart.slice(0, 10)} is not a day of ${rrule}. Change the rule, too.`);
}

/** Where each occurrence belongs in the new series; those that are left out have no place in it. */
function placesOf(
  rows: readonly MaintenanceRow[],
  { series, next, isSameRule }: { series: SeriesRow | null; next: NewSeries; isSameRule: boolean },
): Map<string, Occurrence> {
  const [first] = rows;
  const last = rows.at(-1);
  if (first === undefined || last === undefined || series === null) {
    return new Map(rows.flatMap(({ id }) => take(occurrencesOf(next), 1).map((place) => [id, place])));
  }
  const old = until(occurrencesOf(series, placeOf(first.occurrenceAt)), placeOf(last.occurrenceAt));
  const places = isSameRule
    ? take(occurrencesOf(next), old.length)
    : until(occurrencesOf(next), new Date(placeOf(last.occurrenceAt).getTime() + 2 * 86_400_000));
  const dayOf = ({ startsAt }: Occurrence, { timeZone }: Timing) =>
    localTimeOf(startsAt, timeZone).slice(0, 10);
  const free = new Map(
    places.map((place, index) => [isSameRule || index === 0 ? index : dayOf(place, next), place]),
  );
  const found = new Map<string, Occurrence>();
  for (const row of rows) {
    const index = old.findIndex(({ startsAt }) => startsAt.getTime() === row.occurrenceAt?.getTime());
    const occurrence = old[index];
    if (occurrence === undefined) continue;
    const key = isSameRule || index === 0 ? index : dayOf(occurrence, series);
    const place = free.get(key);
    if (place !== undefined) found.set(row.id, place);
    free.delete(key);
  }
  return found;
}

function until(occurrences: Iterable<Occurrence>, last: Date): Occurrence[] {
  const found: Occurrence[] = [];
  for (const occurrence of occurrences) {
    if (occurrence.startsAt > last) break;
    found.push(occurrence);
  }
  return found;
}

async function insertSeries(tx: Tx, series: NewSeries, at: Date): Promise<SeriesRow> {
  const [row] = await tx.db
    .insert(maintenanceSeries)
    .values({ ...series, organizationId: tx.organizationId, id: newId(), createdAt: at, updatedAt: at })
    .returning();
  return orNotFound(row);
}

async function endBefore(
  tx: Tx,
  series: SeriesRow,
  { occurrenceAt }: MaintenanceRow,
  at: Date,
): Promise<void> {
  const place = placeOf(occurrenceAt);
  const endsBefore = series.endsBefore !== null && series.endsBefore < place ? series.endsBefore : place;
  await tx.db
    .update(maintenanceSeries)
    .set({ endsBefore, updatedAt: at, version: sql`version + 1` })
    .where(and(eq(maintenanceSeries.organizationId, tx.organizationId), eq(maintenanceSeries.id, series.id)));
}

/** Of what is going on already, services that are named no longer come back at once. */
async function changeActiveServices(
  tx: Tx,
  row: MaintenanceRow,
  serviceIds: readonly string[],
  at: Date,
): Promise<void> {
  const before = await serviceIdsOf(tx, row.id);
  await replaceServices(tx, row.id, serviceIds);
  const reason = { kind: "maintenance", maintenanceId: row.id } as const;
  await recomputeStatuses(tx, [...before, ...serviceIds], { reason, at });
}

async function firstMessage(tx: Tx, maintenanceId: string): Promise<string> {
  const [first] = await tx.db
    .select({ message: maintenanceUpdates.message })
    .from(maintenanceUpdates)
    .where(
      and(
        eq(maintenanceUpdates.organizationId, tx.organizationId),
        eq(maintenanceUpdates.maintenanceId, maintenanceId),
        isNull(maintenanceUpdates.deletedAt),
      ),
    )
    .orderBy(asc(maintenanceUpdates.createdAt), asc(maintenanceUpdates.id))
    .limit(1);
  return first?.message ?? "";
}

/** Every occurrence of a series has its place in the rule. */
function placeOf(occurrenceAt: Date | null): Date {
  if (occurrenceAt === null) throw new Error("An occurrence of a series has no place in it");
  return occurrenceAt;
}
