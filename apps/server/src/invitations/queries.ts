import type { Invitation } from "@fanal/contract";
import type { Reader } from "@fanal/database";
import { type InvitationRow, listInvitationRows } from "../auth/invitations.ts";

/** Invitations that were neither accepted nor revoked, by address. */
export async function listInvitations(reader: Reader, now: Date): Promise<Invitation[]> {
  return (await listInvitationRows(reader)).map((row) => viewInvitation(row, now));
}

export function viewInvitation(
  { id, email, role, teamIds, inviterName, sentAt, expiresAt }: InvitationRow,
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
    isExpired: isExpired({ expiresAt }, now),
  };
}

export function isExpired({ expiresAt }: Pick<InvitationRow, "expiresAt">, now: Date): boolean {
  return expiresAt <= now;
}
