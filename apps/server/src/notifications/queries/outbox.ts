import type { OutboxItem } from "@fanal/contract";
import type { Reader } from "@fanal/database";
import { deliveries, notifications, statusPages, subscribers } from "@fanal/database/schema";
import { and, desc, eq, lt } from "drizzle-orm";
import { cursorOf, placeIn } from "../../cursor.ts";
import { deliveryColumns, viewDelivery } from "./notifications.ts";

/** E-mails to subscribers, newest first, each with what it is about in the language of who gets it. */
export async function listOutbox(
  reader: Reader,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ items: OutboxItem[]; nextCursor: string | null }> {
  const before = cursor === undefined ? null : placeIn(cursor);
  const { organizationId } = deliveries;
  const found = await reader.db
    .select({
      ...deliveryColumns,
      notificationId: notifications.id,
      kind: notifications.kind,
      message: notifications.message,
      pageName: statusPages.name,
      language: subscribers.language,
    })
    .from(deliveries)
    .innerJoin(
      notifications,
      and(eq(notifications.organizationId, organizationId), eq(notifications.id, deliveries.notificationId)),
    )
    .innerJoin(
      statusPages,
      and(eq(statusPages.organizationId, organizationId), eq(statusPages.id, notifications.pageId)),
    )
    .innerJoin(
      subscribers,
      and(eq(subscribers.organizationId, organizationId), eq(subscribers.id, deliveries.subscriberId)),
    )
    .where(
      and(
        eq(organizationId, reader.organizationId),
        eq(deliveries.channel, "email"),
        // Ids are made in the order of time.
        before === null ? undefined : lt(deliveries.id, before.id),
      ),
    )
    .orderBy(desc(deliveries.id))
    .limit(limit + 1);
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  // Loaded behind everything that visitors wait for.
  const { notificationWords } = await import("@fanal/emails");
  return {
    items: rows.map((row) => ({
      ...viewDelivery(row),
      notificationId: row.notificationId,
      kind: row.kind,
      pageName: row.pageName,
      subject: notificationWords(row.message, row.language).subject,
      language: row.language,
      createdAt: row.createdAt.toISOString(),
    })),
    nextCursor:
      found.length > limit && last !== undefined ? cursorOf({ at: last.createdAt, id: last.id }) : null,
  };
}
