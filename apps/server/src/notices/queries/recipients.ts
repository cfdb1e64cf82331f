import type { Reader } from "@fanal/database";
import { type noticeTargets, teamMembers } from "@fanal/database/schema";
import { allows } from "@fanal/domain";
import { eq } from "drizzle-orm";
import { listMailboxes, type Mailbox } from "../../auth/mailboxes.ts";

export type { Mailbox };

export type TargetRow = typeof noticeTargets.$inferSelect;

/** Who gets the mails of a target: the members of its team, or whoever may post updates where it is told of all services. */
export type RecipientsOf = (target: Pick<TargetRow, "teamId">) => Mailbox[];

export async function readRecipients(reader: Reader): Promise<RecipientsOf> {
  const mailboxes = await listMailboxes(reader);
  const rows = await reader.db
    .select({ teamId: teamMembers.teamId, userId: teamMembers.userId })
    .from(teamMembers)
    .where(eq(teamMembers.organizationId, reader.organizationId));
  const membersOf = Map.groupBy(rows, ({ teamId }) => teamId);
  return ({ teamId }) => {
    if (teamId === null) return mailboxes.filter(({ role }) => allows(role, "incident.update"));
    const members = new Set((membersOf.get(teamId) ?? []).map(({ userId }) => userId));
    return mailboxes.filter(({ userId }) => members.has(userId));
  };
}
