import type { Delivery, Notification } from "@fanal/contract";
import type { Reader } from "@fanal/database";
import { deliveries, notifications, subscribers } from "@fanal/database/schema";
import type { Channel, DeliveryState } from "@fanal/domain";
import { and, asc, desc, eq, getTableColumns, gt, inArray, sql } from "drizzle-orm";
import { cursorOf, placeIn } from "../../cursor.ts";
import { orNotFound } from "../../refusals.ts";

const { message, ...ownColumns } = getTableColumns(notifications);
const columns = { ...ownColumns, title: sql<string>`${message} #>> '{story,title}'` };
type NotificationRow = Omit<typeof notifications.$inferSelect, "message"> & { title: string };

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
  const countedOf = await countDeliveries(
    reader,
    rows.map((row) => row.id),
  );
  return rows.map((row) => {
    const { counts, byChannel, meant } = summed(countedOf.get(row.id) ?? []);
    const since = (row.heldUntil ?? row.createdAt).getTime();
    return {
      id: row.id,
      pageId: row.pageId,
      eventPosition: row.eventPosition,
      kind: row.kind,
      title: row.title,
      incidentId: row.incidentId,
      maintenanceId: row.maintenanceId,
      updateId: row.updateId,
      heldUntil: row.heldUntil?.toISOString() ?? null,
      recalledAt: row.recalledAt?.toISOString() ?? null,
      counts,
      byChannel,
      reachedNobody:
        row.recalledAt === null &&
        meant > 0 &&
        (counts.sent ?? 0) + (counts.kept ?? 0) === 0 &&
        now.getTime() - since > quietMs,
      createdAt: row.createdAt.toISOString(),
    };
  });
}

interface Counted {
  notificationId: string | null;
  channel: Channel;
  state: DeliveryState;
  count: number;
}

async function countDeliveries(
  reader: Reader,
  ids: readonly string[],
): Promise<Map<Counted["notificationId"], Counted[]>> {
  if (ids.length === 0) return new Map();
  const { organizationId, notificationId, channel, state } = deliveries;
  const rows = await reader.db
    .select({ notificationId, channel, state, count: sql<number>`count(*)::int` })
    .from(deliveries)
    .where(and(eq(organizationId, reader.organizationId), inArray(notificationId, [...ids])))
    .groupBy(notificationId, channel, state);
  return Map.groupBy(rows, (row) => row.notificationId);
}

function summed(rows: readonly Counted[]) {
  const counts: Partial<Record<DeliveryState, number>> = {};
  const byChannel: Partial<Record<Channel, Partial<Record<DeliveryState, number>>>> = {};
  let meant = 0;
  for (const { channel, state, count } of rows) {
    counts[state] = (counts[state] ?? 0) + count;
    byChannel[channel] = { ...byChannel[channel], [state]: count };
    meant += count;
  }
  return { counts, byChannel, meant };
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

/** What is shown of a delivery, joined with its subscriber. */
export const deliveryColumns = {
  id: deliveries.id,
  subscriberId: subscribers.id,
  address: subscribers.address,
  channel: deliveries.channel,
  state: deliveries.state,
  attempts: deliveries.attempts,
  dueAt: deliveries.dueAt,
  sentAt: deliveries.sentAt,
  error: deliveries.error,
  responseStatus: deliveries.responseStatus,
  createdAt: deliveries.createdAt,
};

function selectDeliveries(reader: Reader) {
  return reader.db
    .select(deliveryColumns)
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

export function viewDelivery(row: DeliveryRow): Delivery {
  const { id, subscriberId, address, channel, state, attempts, error, responseStatus } = row;
  return {
    id,
    subscriberId,
    address,
    channel,
    state,
    attempts,
    error,
    responseStatus,
    dueAt: row.dueAt?.toISOString() ?? null,
    sentAt: row.sentAt?.toISOString() ?? null,
  };
}
