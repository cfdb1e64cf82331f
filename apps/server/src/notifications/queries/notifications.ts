import type { Delivery, Notification } from "@fanal/contract";
import type { Reader } from "@fanal/database";
import { deliveries, notifications, subscribers } from "@fanal/database/schema";
import type { DeliveryState } from "@fanal/domain";
import { and, asc, desc, eq, getTableColumns, gt, inArray, sql } from "drizzle-orm";
import { cursorOf, placeIn } from "../../cursor.ts";
import { orNotFound } from "../../refusals.ts";

const { message: _, ...columns } = getTableColumns(notifications);
type NotificationRow = Omit<typeof notifications.$inferSelect, "message">;

/** Not to reach anybody for so long is worth a word. */
const quietMs = 5 * 60_000;

/** What subscribers were told, newest first. */
export async function listNotifications(
  reader: Reader,
  filter: { incidentId?: string | undefined; maintenanceId?: string | undefined; limit: number },
  now: Date,
): Promise<Notification[]> {
  const { organizationId, incidentId, maintenanceId, createdAt, id } = notifications;
  const rows = await reader.db
    .select(columns)
    .from(notifications)
    .where(
      and(
        eq(organizationId, reader.organizationId),
        filter.incidentId === undefined ? undefined : eq(incidentId, filter.incidentId),
        filter.maintenanceId === undefined ? undefined : eq(maintenanceId, filter.maintenanceId),
      ),
    )
    .orderBy(desc(createdAt), desc(id))
    .limit(filter.limit);
  return view(reader, rows, now);
}

export async function getNotification(
  reader: Reader,
  notificationId: string,
  now: Date,
): Promise<Notification> {
  const rows = await reader.db
    .select(columns)
    .from(notifications)
    .where(
      and(eq(notifications.organizationId, reader.organizationId), eq(notifications.id, notificationId)),
    );
  const [found] = await view(reader, rows, now);
  return orNotFound(found);
}

async function view(reader: Reader, rows: readonly NotificationRow[], now: Date): Promise<Notification[]> {
  const countsOf = await countDeliveries(
    reader,
    rows.map((row) => row.id),
  );
  return rows.map((row) => {
    const counts = countsOf.get(row.id) ?? {};
    const meant = Object.values(counts).reduce((total, count) => total + count, 0);
    const since = (row.heldUntil ?? row.createdAt).getTime();
    return {
      id: row.id,
      pageId: row.pageId,
      kind: row.kind,
      incidentId: row.incidentId,
      maintenanceId: row.maintenanceId,
      updateId: row.updateId,
      heldUntil: row.heldUntil?.toISOString() ?? null,
      recalledAt: row.recalledAt?.toISOString() ?? null,
      counts,
      reachedNobody:
        row.recalledAt === null &&
        meant > 0 &&
        (counts.sent ?? 0) + (counts.kept ?? 0) === 0 &&
        now.getTime() - since > quietMs,
      createdAt: row.createdAt.toISOString(),
    };
  });
}

type Counts = Partial<Record<DeliveryState, number>>;

async function countDeliveries(reader: Reader, ids: readonly string[]): Promise<Map<string, Counts>> {
  if (ids.length === 0) return new Map();
  const { organizationId, notificationId, state } = deliveries;
  const rows = await reader.db
    .select({ notificationId, state, count: sql<number>`count(*)::int` })
    .from(deliveries)
    .where(and(eq(organizationId, reader.organizationId), inArray(notificationId, [...ids])))
    .groupBy(notificationId, state);
  const byNotification = Map.groupBy(rows, (row) => row.notificationId);
  return new Map(
    Array.from(byNotification, ([id, some]) => [
      id,
      Object.fromEntries(some.map((row) => [row.state, row.count])),
    ]),
  );
}

interface DeliveryFilter {
  notificationId: string;
  state?: DeliveryState | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** Deliveries of one notification in the order in which they were queued. */
export async function listDeliveries(
  reader: Reader,
  filter: DeliveryFilter,
): Promise<{ items: Delivery[]; nextCursor: string | null }> {
  const after = filter.cursor === undefined ? null : placeIn(filter.cursor);
  const found = await selectDeliveries(reader)
    .where(
      and(
        eq(deliveries.organizationId, reader.organizationId),
        eq(deliveries.notificationId, filter.notificationId),
        filter.state === undefined ? undefined : eq(deliveries.state, filter.state),
        after === null ? undefined : gt(deliveries.id, after.id),
      ),
    )
    .orderBy(asc(deliveries.id))
    .limit(filter.limit + 1);
  const rows = found.slice(0, filter.limit);
  const last = rows.at(-1);
  return {
    items: rows.map(viewDelivery),
    nextCursor:
      found.length > filter.limit && last !== undefined
        ? cursorOf({ at: last.createdAt, id: last.id })
        : null,
  };
}

export async function getDelivery(reader: Reader, deliveryId: string): Promise<Delivery> {
  const [row] = await selectDeliveries(reader).where(
    and(eq(deliveries.organizationId, reader.organizationId), eq(deliveries.id, deliveryId)),
  );
  return viewDelivery(orNotFound(row));
}

function selectDeliveries(reader: Reader) {
  const { id, subscriberId, channel, state, attempts, dueAt, sentAt, error, responseStatus, createdAt } =
    deliveries;
  return reader.db
    .select({
      id,
      subscriberId,
      address: subscribers.address,
      channel,
      state,
      attempts,
      dueAt,
      sentAt,
      error,
      responseStatus,
      createdAt,
    })
    .from(deliveries)
    .innerJoin(
      subscribers,
      and(
        eq(subscribers.organizationId, deliveries.organizationId),
        eq(subscribers.id, deliveries.subscriberId),
      ),
    );
}

type DeliveryRow = Awaited<ReturnType<typeof selectDeliveries>>[number];

function viewDelivery({ createdAt: _createdAt, dueAt, sentAt, ...row }: DeliveryRow): Delivery {
  return { ...row, dueAt: dueAt?.toISOString() ?? null, sentAt: sentAt?.toISOString() ?? null };
}
