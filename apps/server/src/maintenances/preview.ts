import type { MaintenanceOverlap } from "@fanal/contract";
import type { Reader } from "@fanal/database";
import { maintenances } from "@fanal/database/schema";
import {
  isOver,
  type LocalWindow,
  type MaintenanceWindow,
  maintenanceStatuses,
  minutesBetween,
  utcOffsetOf,
  windowOf,
} from "@fanal/domain";
import { and, asc, eq, gt, inArray, isNull, lt } from "drizzle-orm";
import { orNotFound, orRefuse } from "../refusals.ts";
import { requireServices } from "../services/queries.ts";
import { upcomingOccurrences } from "./occurrences.ts";
import { servicesOfMaintenances } from "./queries.ts";
import { checkRecurrence } from "./recurrence.ts";

interface WindowPreview {
  occurrences: { startsAt: string; endsAt: string; utcOffset: string; changesOffset: boolean }[];
  overlaps: MaintenanceOverlap[];
}

const shown = { occurrences: 5, overlaps: 50 };

/** What would be scheduled, and what it would overlap, of all occurrences that are made ahead. */
export async function previewWindow(
  reader: Reader,
  now: Date,
  input: LocalWindow & {
    rrule: string | null;
    serviceIds: string[];
    exceptMaintenanceId?: string | undefined;
  },
): Promise<WindowPreview> {
  await requireServices(reader, input.serviceIds);
  const { timeZone } = input;
  const window = orRefuse(windowOf(input), "localEnd");
  const windows = input.rrule === null ? [window] : repeated({ ...input, rrule: input.rrule }, now);
  const offsets = windows.map(({ startsAt }) => utcOffsetOf(startsAt, timeZone));
  return {
    occurrences: windows.slice(0, shown.occurrences).map(({ startsAt, endsAt }, index) => ({
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      utcOffset: offsets[index] ?? "",
      changesOffset: index > 0 && offsets[index] !== offsets[index - 1],
    })),
    overlaps: await overlapsOf(reader, windows, input),
  };
}

function repeated(input: LocalWindow & { rrule: string }, now: Date): MaintenanceWindow[] {
  const durationMinutes = minutesBetween(input.localStart, input.localEnd);
  const recurrence = orRefuse(checkRecurrence({ ...input, durationMinutes }), "rrule");
  return upcomingOccurrences({ ...recurrence, endsBefore: null }, now);
}

/** Maintenances of the same services that are not over and overlap one of the windows, soonest first. */
async function overlapsOf(
  reader: Reader,
  windows: readonly MaintenanceWindow[],
  {
    serviceIds,
    rrule,
    exceptMaintenanceId,
  }: {
    serviceIds: readonly string[];
    rrule: string | null;
    exceptMaintenanceId?: string | undefined;
  },
): Promise<MaintenanceOverlap[]> {
  const except = exceptMaintenanceId === undefined ? null : await seriesOf(reader, exceptMaintenanceId);
  const [first] = windows;
  const last = windows.at(-1);
  if (first === undefined || last === undefined || serviceIds.length === 0) return [];
  const rows = await reader.db
    .select()
    .from(maintenances)
    .where(
      and(
        eq(maintenances.organizationId, reader.organizationId),
        isNull(maintenances.deletedAt),
        inArray(
          maintenances.status,
          maintenanceStatuses.filter((status) => !isOver(status)),
        ),
        lt(maintenances.startsAt, last.endsAt),
        gt(maintenances.endsAt, first.startsAt),
      ),
    )
    .orderBy(asc(maintenances.startsAt), asc(maintenances.id));
  const others = rows.filter(
    (row) =>
      row.id !== exceptMaintenanceId &&
      // A rule takes the place of the one that there is, so its own occurrences are not in the way.
      !(rrule !== null && except !== null && row.seriesId === except) &&
      windows.some((window) => row.startsAt < window.endsAt && row.endsAt > window.startsAt),
  );
  if (others.length === 0) return [];
  const affected = Map.groupBy(
    await servicesOfMaintenances(
      reader,
      others.map(({ id }) => id),
    ),
    ({ maintenanceId }) => maintenanceId,
  );
  return others
    .map(({ id, title, startsAt, endsAt }) => ({
      maintenanceId: id,
      title,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      serviceIds: (affected.get(id) ?? [])
        .map(({ serviceId }) => serviceId)
        .filter((serviceId) => serviceIds.includes(serviceId)),
    }))
    .filter((overlap) => overlap.serviceIds.length > 0)
    .slice(0, shown.overlaps);
}

/** The series of the maintenance that is being edited, which has to be there. */
async function seriesOf(reader: Reader, maintenanceId: string): Promise<string | null> {
  const [row] = await reader.db
    .select({ seriesId: maintenances.seriesId })
    .from(maintenances)
    .where(and(eq(maintenances.organizationId, reader.organizationId), eq(maintenances.id, maintenanceId)));
  return orNotFound(row).seriesId;
}
