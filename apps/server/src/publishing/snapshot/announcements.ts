import type { SnapshotAnnouncement } from "@fanal/contract/snapshot";
import type { Reader } from "@fanal/database";
import { announcements } from "@fanal/database/schema";
import { and, desc, eq, gt, isNull, lte, or } from "drizzle-orm";
import { renderMarkdown } from "../../markdown.ts";
import { most } from "./limits.ts";

/** The announcements of a page that are up at a moment, newest start first. */
export async function announcementsUp(
  reader: Reader,
  pageId: string,
  now: Date,
): Promise<SnapshotAnnouncement[]> {
  const rows = await reader.db
    .select()
    .from(announcements)
    .where(
      and(
        eq(announcements.organizationId, reader.organizationId),
        eq(announcements.pageId, pageId),
        isNull(announcements.deletedAt),
        lte(announcements.startsAt, now),
        or(isNull(announcements.endsAt), gt(announcements.endsAt, now)),
      ),
    )
    .orderBy(desc(announcements.startsAt), desc(announcements.id))
    .limit(most.announcements);
  return Promise.all(
    rows.map(async ({ id, title, message, startsAt, endsAt }) => ({
      id,
      title,
      html: message === "" ? "" : await renderMarkdown(message),
      startsAt: startsAt.toISOString(),
      endsAt: endsAt?.toISOString() ?? null,
    })),
  );
}
