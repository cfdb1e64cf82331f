import type { Reader } from "@fanal/database";
import { noticeMutes, type noticeTargets, teamMembers } from "@fanal/database/schema";
import { allows } from "@fanal/domain";
import { eq } from "drizzle-orm";
import { listMailboxes, type Mailbox } from "../../auth/mailboxes.ts";

export type { Mailbox };

export type TargetRow = typeof noticeTargets.$inferSelect;

/** Who gets the mails of a target, and who of those that it is meant for wants none. */
export interface Recipients {
  told: Mailbox[];
  mutedBy: Mailbox[];
}

/** Of a target: the members of its team, or whoever may post updates where it is told of all services. */
export type RecipientsOf = (target: Pick<TargetRow, "id" | "teamId">) => Recipients;

export async function readRecipients(reader: Reader): Promise<RecipientsOf> {
  const mailboxes = await listMailboxes(reader);
  const memberships = await reader.db
    .select({ teamId: teamMembers.teamId, userId: teamMembers.userId })
    .from(teamMembers)
    .where(eq(teamMembers.organizationId, reader.organizationId));
  const mutes = await reader.db
    .select({ targetId: noticeMutes.targetId, userId: noticeMutes.userId })
    .from(noticeMutes)
    .where(eq(noticeMutes.organizationId, reader.organizationId));
  const usersBy = <Row extends { userId: string }>(rows: readonly Row[], keyOf: (row: Row) => string) => {
    const byKey = Map.groupBy(rows, keyOf);
    return (key: string) => new Set(byKey.get(key)?.map(({ userId }) => userId));
  };
  const membersOf = usersBy(memberships, ({ teamId }) => teamId);
  const mutedOf = usersBy(mutes, ({ targetId }) => targetId);
  return ({ id, teamId }) => {
    const members = teamId === null ? null : membersOf(teamId);
    const muted = mutedOf(id);
    const meant = mailboxes.filter(({ userId, role }) =>
      members === null ? allows(role, "incident.update") : members.has(userId),
    );
    return {
      told: meant.filter(({ userId }) => !muted.has(userId)),
      mutedBy: meant.filter(({ userId }) => muted.has(userId)),
    };
  };
}
