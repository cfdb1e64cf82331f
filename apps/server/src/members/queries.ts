import type { Member } from "@fanal/contract";
import type { Reader } from "@fanal/database";
import { findMember, listMemberRows, type MemberRow } from "../auth/members.ts";
import { orNotFound } from "../refusals.ts";
import { teamIdsByMember } from "../teams/queries.ts";

/** All members of the organization, by name. */
export async function listMembers(reader: Reader): Promise<Member[]> {
  const rows = await listMemberRows(reader);
  const teamIds = await teamIdsByMember(reader);
  return rows.map((row) => viewMember(row, teamIds));
}

export async function getMember(reader: Reader, memberId: string): Promise<Member> {
  const row = orNotFound((await findMember(reader, memberId)) ?? undefined);
  return viewMember(row, await teamIdsByMember(reader));
}

function viewMember(row: MemberRow, teamIds: ReadonlyMap<string, string[]>): Member {
  const { userId, name, email, role, source, joinedAt, lastSeenAt } = row;
  return {
    id: userId,
    name,
    email,
    role,
    teamIds: teamIds.get(userId) ?? [],
    source,
    joinedAt: joinedAt.toISOString(),
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
  };
}
