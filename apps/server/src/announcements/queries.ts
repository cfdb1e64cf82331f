import type { Announcement } from "@fanal/contract";
import type { Reader } from "@fanal/database";
import { announcements } from "@fanal/database/schema";
import { and, desc, eq, isNull } from "drizzle-orm";
import { renderMarkdown } from "../markdown.ts";

/** All announcements of the organization, newest start first. */
export async function listAnnouncements(reader: Reader): Promise<Announcement[]> {
  const rows = await reader.db
    .select()
    .from(announcements)
    .where(and(eq(announcements.organizationId, reader.organizationId), isNull(announcements.deletedAt)))
    .orderBy(desc(announcements.startsAt), desc(announcements.id));
  return Promise.all(rows.map(viewAnnouncement));
}

export async function viewAnnouncement(row: typeof announcements.$inferSelect): Promise<Announcement> {
  const { id, pageId, title, message, startsAt, endsAt, version, createdAt, updatedAt } = row;
  return {
    id,
    pageId,
    title,
    message,
    messageHtml: await renderMarkdown(message),
    startsAt: startsAt.toISOString(),
    endsAt: endsAt?.toISOString() ?? null,
    version,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
