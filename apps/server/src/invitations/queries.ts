import type { Invitation } from "@fanal/contract";
import type { Reader } from "@fanal/database";
import { allows, type Role, refuseInvitation } from "@fanal/domain";
import { type InvitationRow, listInvitationRows } from "../auth/invitations.ts";

/** Invitations that were neither accepted nor revoked, by address. */
export async function listInvitations(reader: Reader, now: Date): Promise<Invitation[]> {
  return (await listInvitationRows(reader)).map((row) => viewInvitation(row, now));
}

export function viewInvitation(
  { id, email, role, teamIds, inviterName, inviterRole, sentAt, expiresAt }: InvitationRow,
  now: Date,
): Invitation {
  return {
    id,
    email,
    role,
    teamIds,
    invitedBy: inviterName,
    sentAt: sentAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    isExpired: isExpired({ role, inviterRole, expiresAt }, now),
  };
}

/** It lasts for as long as whoever invited might invite again: nobody who is removed leaves a door open behind them. */
export function isExpired(
  { role, inviterRole, expiresAt }: Pick<InvitationRow, "role" | "inviterRole" | "expiresAt">,
  now: Date,
): boolean {
  return expiresAt <= now || inviterRole === null || !mayInvite(inviterRole, role);
}

function mayInvite(inviter: Role, role: Role): boolean {
  return allows(inviter, "member.invite") && refuseInvitation(inviter, role) === null;
}
