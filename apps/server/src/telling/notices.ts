import type { Transaction } from "@fanal/database";
import { deliveries, notices, noticeTargets, teams } from "@fanal/database/schema";
import type { NoticeMessage } from "@fanal/domain";
import { and, eq, type SQL } from "drizzle-orm";
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
}

/** The notices among deliveries, with members as they are now: their address, their language, and whether they are still meant. */
export async function readNotices(db: Transaction, which: SQL): Promise<NoticeToDeliver[]> {
  const { organizationId, id, attempts, createdAt, userId } = deliveries;
  const rows = await db
    .select({
      delivery: { organizationId, id, attempts, createdAt },
      userId,
      message: notices.message,
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
    .where(which);
  const found: NoticeToDeliver[] = [];
  for (const [organization, some] of Map.groupBy(rows, ({ delivery }) => delivery.organizationId)) {
    const reader = { db, organizationId: organization };
    const timeZone = await timeZoneOf(reader);
    const recipientsOf = some.some((row) => row.userId !== null) ? await readRecipients(reader) : () => [];
    for (const { delivery, userId: wanted, message, target, team } of some) {
      const mailbox = recipientsOf(target).find((one) => one.userId === wanted) ?? null;
      found.push({ ...delivery, target, message, team, mailbox, timeZone });
    }
  }
  return found;
}
