import { type Announcement, limits } from "@fanal/contract";
import type { Tx } from "@fanal/database";
import { announcements, newId } from "@fanal/database/schema";
import { announce } from "@fanal/domain";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { OrganizationContext } from "../context.ts";
import { record } from "../events/record.ts";
import { allow, orNotFound, orRefuse, refuse, refuseStale } from "../refusals.ts";
import { requireStatusPage } from "../status-pages/queries/pages.ts";
import { viewAnnouncement } from "./queries.ts";

type AnnouncementRow = typeof announcements.$inferSelect;

export function createAnnouncement(
  context: OrganizationContext,
  input: {
    pageId: string;
    title: string;
    message: string;
    startsAt?: string | undefined;
    endsAt: string | null;
  },
): Promise<Announcement> {
  return context.inOrganization(async (tx) => {
    allow(context, "announcement.write");
    const now = context.now();
    const { pageId, title, message } = input;
    await requireStatusPage(tx, pageId);
    await requireRoom(tx);
    const startsAt = input.startsAt === undefined ? now : new Date(input.startsAt);
    const times = orRefuse(announce({ startsAt, endsAt: endOf(input.endsAt) }));
    const [row] = await tx.db
      .insert(announcements)
      .values({
        organizationId: tx.organizationId,
        id: newId(),
        pageId,
        title,
        message,
        ...times,
        createdAt: now,
        updatedAt: now,
      })
      .returning();
    const announcement = orNotFound(row);
    record(tx, context, {
      type: "announcement.created",
      subjectId: announcement.id,
      data: { pageId, after: factsOf(announcement) },
    });
    return viewAnnouncement(announcement);
  });
}

export function updateAnnouncement(
  context: OrganizationContext,
  input: {
    announcementId: string;
    title?: string | undefined;
    message?: string | undefined;
    startsAt?: string | undefined;
    endsAt?: string | null | undefined;
    version?: number | undefined;
  },
): Promise<Announcement> {
  return context.inOrganization(async (tx) => {
    allow(context, "announcement.write");
    const announcement = await lockAnnouncement(tx, input.announcementId);
    refuseStale(announcement, input.version);
    const before = factsOf(announcement);
    const times = orRefuse(
      announce({
        startsAt: input.startsAt === undefined ? before.startsAt : new Date(input.startsAt),
        endsAt: input.endsAt === undefined ? before.endsAt : endOf(input.endsAt),
      }),
    );
    const after = {
      title: input.title ?? before.title,
      message: input.message ?? before.message,
      ...times,
    };
    const saved = await saveAnnouncement(tx, context, announcement.id, after);
    record(tx, context, {
      type: "announcement.updated",
      subjectId: announcement.id,
      data: { before, after },
    });
    return viewAnnouncement(saved);
  });
}

export function deleteAnnouncement(
  context: OrganizationContext,
  input: { announcementId: string; version?: number | undefined },
): Promise<void> {
  return context.inOrganization(async (tx) => {
    allow(context, "announcement.write");
    const announcement = await lockAnnouncement(tx, input.announcementId);
    refuseStale(announcement, input.version);
    await saveAnnouncement(tx, context, announcement.id, { deletedAt: context.now() });
    record(tx, context, {
      type: "announcement.deleted",
      subjectId: announcement.id,
      data: { pageId: announcement.pageId, before: factsOf(announcement) },
    });
  });
}

export function restoreAnnouncement(
  context: OrganizationContext,
  input: { announcementId: string; version?: number | undefined },
): Promise<Announcement> {
  return context.inOrganization(async (tx) => {
    allow(context, "announcement.write");
    const announcement = await lockAnnouncement(tx, input.announcementId, { deletedToo: true });
    refuseStale(announcement, input.version);
    if (announcement.deletedAt === null) return viewAnnouncement(announcement);
    await requireRoom(tx);
    const saved = await saveAnnouncement(tx, context, announcement.id, { deletedAt: null });
    record(tx, context, {
      type: "announcement.restored",
      subjectId: announcement.id,
      data: { title: announcement.title },
    });
    return viewAnnouncement(saved);
  });
}

/** Refuses one announcement too many. Those who add some wait for each other. */
async function requireRoom(tx: Tx): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${tx.organizationId}, 2))`);
  const count = await tx.db.$count(
    announcements,
    and(eq(announcements.organizationId, tx.organizationId), isNull(announcements.deletedAt)),
  );
  if (count >= limits.announcements) {
    refuse(
      "limit_reached",
      `An organization has at most ${limits.announcements} announcements. Take one down that is over.`,
    );
  }
}

/** Locks the row, since two operators may change it at once. */
async function lockAnnouncement(
  tx: Tx,
  announcementId: string,
  { deletedToo = false } = {},
): Promise<AnnouncementRow> {
  const [announcement] = await tx.db
    .select()
    .from(announcements)
    .where(and(one(tx, announcementId), deletedToo ? undefined : isNull(announcements.deletedAt)))
    .for("no key update");
  return orNotFound(announcement);
}

async function saveAnnouncement(
  tx: Tx,
  context: OrganizationContext,
  announcementId: string,
  change: Partial<Pick<AnnouncementRow, "title" | "message" | "startsAt" | "endsAt" | "deletedAt">>,
): Promise<AnnouncementRow> {
  const [saved] = await tx.db
    .update(announcements)
    .set({ ...change, updatedAt: context.now(), version: sql`version + 1` })
    .where(one(tx, announcementId))
    .returning();
  return orNotFound(saved);
}

function factsOf({ title, message, startsAt, endsAt }: AnnouncementRow) {
  return { title, message, startsAt, endsAt };
}

function endOf(endsAt: string | null): Date | null {
  return endsAt === null ? null : new Date(endsAt);
}

function one(tx: Tx, announcementId: string) {
  return and(eq(announcements.organizationId, tx.organizationId), eq(announcements.id, announcementId));
}
