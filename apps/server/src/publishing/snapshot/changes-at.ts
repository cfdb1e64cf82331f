import type { Snapshot } from "@fanal/contract/snapshot";
import type { Reader } from "@fanal/database";
import { announcements, maintenances } from "@fanal/database/schema";
import { and, eq, gt, isNull, min } from "drizzle-orm";
import { announcedUntil } from "./maintenances.ts";
import { metricsChangeAt } from "./metrics.ts";

/**
 * How often a page says anew how long something has lasted that still goes on. In between its durations are those of
 * the version before, so that not every event of an organization is news to all of its pages.
 */
const ongoingStepMs = 15 * 60_000;

/**
 * When time alone next changes what the page shows: a day begins in its zone, an announcement goes up or comes down, a
 * maintenance comes near enough to be announced, a promised update is late, metrics have five minutes more, or what goes
 * on has gone on for longer.
 */
export async function nextChange(
  reader: Reader,
  { snapshot, midnight, now }: { snapshot: Snapshot; midnight: Date; now: Date },
): Promise<Date> {
  const promises = snapshot.incidents.flatMap(({ nextUpdateAt }) =>
    nextUpdateAt === null ? [] : [Date.parse(nextUpdateAt)],
  );
  const ends = snapshot.announcements.flatMap(({ endsAt }) => (endsAt === null ? [] : [Date.parse(endsAt)]));
  const moments = [
    midnight.getTime(),
    ...promises,
    ...ends,
    (await nextAnnouncement(reader, snapshot.pageId, now))?.getTime(),
    await nextMaintenanceNear(reader, now),
    snapshot.metrics.length === 0 ? undefined : metricsChangeAt(now).getTime(),
    isTroubled(snapshot) ? (ongoingStep(snapshot) + 1) * ongoingStepMs : undefined,
  ];
  return new Date(
    Math.min(...moments.filter((moment) => moment !== undefined && moment > now.getTime()).map(Number)),
  );
}

/** In which step of time its durations were made, if something on it still goes on. */
export function ongoingStep(snapshot: Snapshot): number {
  return isTroubled(snapshot) ? Math.floor(Date.parse(snapshot.asOf) / ongoingStepMs) : 0;
}

function isTroubled({ headline }: Snapshot): boolean {
  return headline.affected.length > 0;
}

async function nextAnnouncement(reader: Reader, pageId: string, now: Date): Promise<Date | null> {
  const [row] = await reader.db
    .select({ at: min(announcements.startsAt) })
    .from(announcements)
    .where(
      and(
        eq(announcements.organizationId, reader.organizationId),
        eq(announcements.pageId, pageId),
        isNull(announcements.deletedAt),
        gt(announcements.startsAt, now),
      ),
    );
  return row?.at ?? null;
}

/** Of all maintenances of the organization: one that does not concern the page makes it look once for nothing. */
async function nextMaintenanceNear(reader: Reader, now: Date): Promise<number | undefined> {
  const until = announcedUntil(now);
  const [row] = await reader.db
    .select({ at: min(maintenances.startsAt) })
    .from(maintenances)
    .where(
      and(
        eq(maintenances.organizationId, reader.organizationId),
        isNull(maintenances.deletedAt),
        eq(maintenances.status, "scheduled"),
        gt(maintenances.startsAt, until),
      ),
    );
  if (!row?.at) return undefined;
  return now.getTime() + (row.at.getTime() - until.getTime());
}
