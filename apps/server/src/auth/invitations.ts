import type { Reader, Transaction, Tx } from "@fanal/database";
import { invitation, member, organization, user } from "@fanal/database/auth-schema";
import { isRole, type Role } from "@fanal/domain";
import { and, asc, eq, gt, inArray, type SQL } from "drizzle-orm";
import { readInvitationToken } from "./invitation-token.ts";
import { asRole } from "./members.ts";

export interface InvitationRow {
  id: string;
  organizationId: string;
  email: string;
  role: Role;
  teamIds: string[];
  inviterName: string;
  /** What whoever invites is now, also while their provider has not vouched for them again; `null`: no member. */
  inviterRole: Role | null;
  sentAt: Date;
  expiresAt: Date;
}

/** Invitations that were neither accepted nor revoked, by address. */
export function listInvitationRows({ db, organizationId }: Reader): Promise<InvitationRow[]> {
  return selectInvitations(db, eq(invitation.organizationId, organizationId));
}

export async function findInvitationRow(
  { db, organizationId }: Reader,
  id: string,
): Promise<InvitationRow | undefined> {
  const [row] = await selectInvitations(
    db,
    and(eq(invitation.organizationId, organizationId), eq(invitation.id, id)),
  );
  return row;
}

/**
 * The open invitation that a link leads to, with the name of its organization. Whoever decides on it holds the lock of
 * the organization, as all do who write invitations.
 */
export async function findInvitationByToken(
  db: Transaction,
  token: string,
): Promise<(InvitationRow & { organizationName: string; provesAddress: boolean }) | null> {
  for (const { hash, provesAddress } of readInvitationToken(token)) {
    const [row] = await selectInvitations(db, eq(invitation.tokenHash, hash));
    if (row === undefined) continue;
    const [of] = await db
      .select({ name: organization.name })
      .from(organization)
      .where(eq(organization.id, row.organizationId));
    if (of !== undefined) return { ...row, organizationName: of.name, provesAddress };
  }
  return null;
}

async function selectInvitations(db: Reader["db"], condition: SQL | undefined): Promise<InvitationRow[]> {
  const rows = await db
    .select({ invitation, inviterName: user.name, inviterRole: member.role })
    .from(invitation)
    .innerJoin(user, eq(user.id, invitation.inviterId))
    .leftJoin(
      member,
      and(eq(member.userId, invitation.inviterId), eq(member.organizationId, invitation.organizationId)),
    )
    .where(and(eq(invitation.status, "pending"), condition))
    .orderBy(asc(invitation.email), asc(invitation.id));
  return rows.map(
    ({
      invitation: { id, organizationId, email, role, teamIds, sentAt, expiresAt },
      inviterName,
      inviterRole,
    }) => ({
      id,
      organizationId,
      email,
      role: asRole(role),
      teamIds,
      inviterName,
      inviterRole: inviterRole !== null && isRole(inviterRole) ? inviterRole : null,
      sentAt,
      expiresAt,
    }),
  );
}

/** Those of the addresses that were sent a link since then, whatever became of it. */
export async function addressesInvitedSince(
  { db, organizationId }: Reader,
  emails: readonly string[],
  since: Date,
): Promise<string[]> {
  const rows = await db
    .select({ email: invitation.email })
    .from(invitation)
    .where(
      and(
        eq(invitation.organizationId, organizationId),
        inArray(invitation.email, [...emails]),
        gt(invitation.sentAt, since),
      ),
    );
  return rows.map(({ email }) => email);
}

export async function insertInvitations(
  { db, organizationId }: Tx,
  rows: readonly {
    id: string;
    email: string;
    role: Role;
    teamIds: string[];
    tokenHash: string;
    inviterId: string;
    sentAt: Date;
    expiresAt: Date;
  }[],
): Promise<void> {
  await db
    .insert(invitation)
    .values(rows.map((row) => ({ ...row, organizationId, status: "pending", createdAt: row.sentAt })));
}

/** Ends the link that there was. The invitation is that of whoever renews it. */
export async function renewInvitation(
  { db, organizationId }: Tx,
  id: string,
  renewed: { tokenHash: string; inviterId: string; sentAt: Date; expiresAt: Date },
): Promise<void> {
  await db
    .update(invitation)
    .set(renewed)
    .where(and(eq(invitation.organizationId, organizationId), eq(invitation.id, id)));
}

/** Ends open invitations, whose links work no more. */
export async function endInvitations(
  { db, organizationId }: Tx,
  which: { ids: readonly string[] } | { emails: readonly string[] },
  status: "accepted" | "canceled",
): Promise<void> {
  const named =
    "ids" in which ? inArray(invitation.id, [...which.ids]) : inArray(invitation.email, [...which.emails]);
  await db
    .update(invitation)
    .set({ status, tokenHash: null })
    .where(and(eq(invitation.organizationId, organizationId), eq(invitation.status, "pending"), named));
}

/** Notes that an address is that of its account; only what was just proven may be noted. */
export async function confirmAddress(db: Transaction, userId: string, email: string): Promise<void> {
  await db
    .update(user)
    .set({ emailVerified: true })
    .where(and(eq(user.id, userId), eq(user.email, email)));
}
