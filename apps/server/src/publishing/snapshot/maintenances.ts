import { type SnapshotMaintenance, upcomingDays } from "@fanal/contract/snapshot";
import type { Reader } from "@fanal/database";
import { maintenanceServices, maintenances, maintenanceUpdates } from "@fanal/database/schema";
import { isActive } from "@fanal/domain";
import { and, desc, eq, getTableColumns, gte, inArray, isNull, lte, or, sql } from "drizzle-orm";
import type { PageService } from "../../status-pages/queries/services.ts";
import { most } from "./limits.ts";
import { snapshotUpdate } from "./updates.ts";

export type MaintenanceRow = typeof maintenances.$inferSelect;

const dayMs = 86_400_000;

/** Until when a maintenance has to begin to be announced on the page itself. */
export function announcedUntil(now: Date): Date {
  return new Date(now.getTime() + upcomingDays * dayMs);
}

/**
 * Maintenances that go on, that are announced, or that were going on or called off in the timeline, and that affect a
 * service of the page or none at all.
 */
export async function recentMaintenances(
  reader: Reader,
  services: readonly PageService[],
  { firstDay, now }: { firstDay: Date; now: Date },
): Promise<SnapshotMaintenance[]> {
  const rows = await reader.db
    .select()
    .from(maintenances)
    .where(
      and(
        eq(maintenances.organizationId, reader.organizationId),
        isNull(maintenances.deletedAt),
        or(
          inArray(maintenances.status, ["in_progress", "verifying"]),
          and(eq(maintenances.status, "scheduled"), lte(maintenances.startsAt, announcedUntil(now))),
          gte(maintenances.finishedAt, firstDay),
        ),
      ),
    )
    .orderBy(desc(isNull(maintenances.finishedAt)), desc(maintenances.startsAt), desc(maintenances.id))
    .limit(most.maintenances);
  return readMaintenances(reader, rows, { services, mostUpdates: most.updates });
}

/** Going on, longest first; then those that are announced, soonest first. */
export function currentMaintenances(all: readonly SnapshotMaintenance[]): SnapshotMaintenance[] {
  const startOf = ({ startedAt, startsAt }: SnapshotMaintenance) => startedAt ?? startsAt;
  const inOrder = all.toSorted((a, b) => startOf(a).localeCompare(startOf(b)));
  return [
    ...inOrder.filter(({ status }) => isActive(status)),
    ...inOrder.filter(({ status }) => status === "scheduled"),
  ];
}

/** Those of the maintenances that concern the page, with their newest updates. */
export async function readMaintenances(
  reader: Reader,
  rows: readonly MaintenanceRow[],
  { services, mostUpdates }: { services: readonly PageService[]; mostUpdates: number },
): Promise<SnapshotMaintenance[]> {
  const ids = rows.map((row) => row.id);
  if (ids.length === 0) return [];
  const affectedOf = Map.groupBy(await affectedBy(reader, ids), (row) => row.maintenanceId);
  const toldOf = await readUpdates(reader, ids, mostUpdates);
  return rows.flatMap((row): SnapshotMaintenance[] => {
    const affected = new Set((affectedOf.get(row.id) ?? []).map(({ serviceId }) => serviceId));
    const here = services.filter(({ id }) => affected.has(id)).map(({ id, name }) => ({ id, name }));
    if (affected.size > 0 && here.length === 0) return [];
    return [
      {
        id: row.id,
        title: row.title,
        status: row.status,
        startsAt: row.startsAt.toISOString(),
        endsAt: row.endsAt.toISOString(),
        startedAt: row.startedAt?.toISOString() ?? null,
        finishedAt: row.finishedAt?.toISOString() ?? null,
        sequence: row.sequence,
        updatedAt: row.updatedAt.toISOString(),
        services: here,
        ...(toldOf.get(row.id) ?? { updates: [], updateCount: 0 }),
      },
    ];
  });
}

type Told = Pick<SnapshotMaintenance, "updates" | "updateCount">;

/** What was said of each maintenance: the newest updates, and how many there are in all. */
export async function readUpdates(
  reader: Reader,
  maintenanceIds: string[],
  mostUpdates: number,
): Promise<Map<string, Told>> {
  const rows = await newestUpdates(reader, maintenanceIds, mostUpdates);
  const told = Array.from(
    Map.groupBy(rows, (row) => row.maintenanceId),
    async ([id, newest]): Promise<[string, Told]> => [
      id,
      { updates: await Promise.all(newest.map(snapshotUpdate)), updateCount: newest[0]?.total ?? 0 },
    ],
  );
  return new Map(await Promise.all(told));
}

function affectedBy(reader: Reader, maintenanceIds: string[]) {
  return reader.db
    .select()
    .from(maintenanceServices)
    .where(
      and(
        eq(maintenanceServices.organizationId, reader.organizationId),
        inArray(maintenanceServices.maintenanceId, maintenanceIds),
      ),
    );
}

/** The newest updates of each maintenance, newest first, with how many there are in all. */
function newestUpdates(reader: Reader, maintenanceIds: string[], mostUpdates: number) {
  const { maintenanceId, createdAt, deletedAt, id, organizationId } = maintenanceUpdates;
  const ranked = reader.db
    .select({
      ...getTableColumns(maintenanceUpdates),
      place:
        sql<number>`row_number() over (partition by ${maintenanceId} order by ${createdAt} desc, ${id} desc)`.as(
          "place",
        ),
      total: sql<number>`(count(*) over (partition by ${maintenanceId}))::int`.as("total"),
    })
    .from(maintenanceUpdates)
    .where(
      and(
        eq(organizationId, reader.organizationId),
        inArray(maintenanceId, maintenanceIds),
        isNull(deletedAt),
      ),
    )
    .as("ranked");
  return reader.db
    .select()
    .from(ranked)
    .where(lte(ranked.place, mostUpdates))
    .orderBy(desc(ranked.createdAt), desc(ranked.id));
}
