import type { Transaction } from "@fanal/database";
import {
  deliveries,
  incidents,
  incidentUpdates,
  notices,
  noticeTargets,
  teams,
} from "@fanal/database/schema";
import { isOvertaken, type NoticeMessage } from "@fanal/domain";
import { and, eq, isNotNull, isNull, max, type SQL, sql } from "drizzle-orm";
import { type Mailbox, readRecipients, type TargetRow } from "../notices/queries/recipients.ts";
import { timeZoneOf } from "../organizations/queries.ts";

/** What is delivered of a notice: what it says, and to whom. */
export interface NoticeToDeliver {
  organizationId: string;
  id: string;
  attempts: number;
  createdAt: Date;
  target: TargetRow;
  message: NoticeMessage;
  /** What its target's team is called; `null` where the whole organization is told. */
  team: string | null;
  /** Of whom a mail goes to; `null` of an endpoint, and of who is not to be told any more. */
  mailbox: Mailbox | null;
  /** Of the organization: on its clock chats tell times. */
  timeZone: string;
  /** Whether it says what is no longer so. */
  isOvertaken: boolean;
}

/**
 * The notices among deliveries, with all as it is now: the address and the language of members, whether they are still meant, and
 * whether it is still so.
 */
export async function readNotices(db: Transaction, which: SQL): Promise<NoticeToDeliver[]> {
  const { organizationId, id, attempts, createdAt, userId } = deliveries;
  const said = db
    .select({ at: max(incidentUpdates.createdAt).as("said_at") })
    .from(incidentUpdates)
    .where(
      and(
        eq(incidentUpdates.organizationId, organizationId),
        eq(incidentUpdates.incidentId, incidents.id),
        isNull(incidentUpdates.deletedAt),
      ),
    )
    .as("said");
  const rows = await db
    .select({
      delivery: { organizationId, id, attempts, createdAt },
      userId,
      message: notices.message,
      noticedAt: notices.createdAt,
      incident: { status: incidents.status, nextUpdateAt: incidents.nextUpdateAt },
      saidAt: said.at,
      target: noticeTargets,
      team: teams.name,
    })
    .from(deliveries)
    .innerJoin(notices, and(eq(notices.organizationId, organizationId), eq(notices.id, deliveries.noticeId)))
    .innerJoin(
      noticeTargets,
      and(eq(noticeTargets.organizationId, organizationId), eq(noticeTargets.id, deliveries.targetId)),
    )
    .leftJoin(teams, and(eq(teams.organizationId, organizationId), eq(teams.id, noticeTargets.teamId)))
    .leftJoin(
      incidents,
      and(
        eq(incidents.organizationId, organizationId),
        eq(incidents.id, notices.incidentId),
        isNull(incidents.deletedAt),
        isNotNull(incidents.publishedAt),
      ),
    )
    .leftJoinLateral(said, sql`true`)
    .where(which);
  const found: NoticeToDeliver[] = [];
  for (const [organization, some] of Map.groupBy(rows, ({ delivery }) => delivery.organizationId)) {
    const reader = { db, organizationId: organization };
    const timeZone = await timeZoneOf(reader);
    const recipientsOf = some.some((row) => row.userId !== null) ? await readRecipients(reader) : null;
    for (const row of some) {
      const { delivery, message, target, team, noticedAt: at } = row;
      const mailbox = recipientsOf?.(target).told.find(({ userId }) => userId === row.userId) ?? null;
      const promisedFor = message.incident?.nextUpdateAt ?? null;
      found.push({
        ...delivery,
        target,
        message,
        team,
        mailbox,
        timeZone,
        isOvertaken: isOvertaken(
          { kind: message.kind, at, promisedFor: promisedFor === null ? null : new Date(promisedFor) },
          row.incident && { ...row.incident, saidAt: row.saidAt },
        ),
      });
    }
  }
  return found;
}
