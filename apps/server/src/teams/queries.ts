import type { Team } from "@fanal/contract";
import { type Database, inOrganization, type Reader } from "@fanal/database";
import { services, teamMembers, teams } from "@fanal/database/schema";
import { and, asc, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import { orNotFound } from "../refusals.ts";

/** The teams that somebody is in. */
export async function teamIdsOf(
  database: Database,
  organizationId: string,
  userId: string,
): Promise<string[]> {
  const { result } = await inOrganization(database, organizationId, (tx) =>
    tx.db
      .select({ id: teamMembers.teamId })
      .from(teamMembers)
      .where(and(eq(teamMembers.organizationId, organizationId), eq(teamMembers.userId, userId))),
  );
  return result.map(({ id }) => id);
}

/** The teams of each member who is in one. */
export async function teamIdsByMember(reader: Reader): Promise<Map<string, string[]>> {
  const byMember = Map.groupBy(await memberships(reader), ({ userId }) => userId);
  return new Map([...byMember].map(([userId, rows]) => [userId, rows.map(({ teamId }) => teamId)]));
}

/** All teams of the organization, by name. */
export async function listTeams(reader: Reader): Promise<Team[]> {
  const rows = await reader.db
    .select()
    .from(teams)
    .where(eq(teams.organizationId, reader.organizationId))
    .orderBy(asc(teams.name), asc(teams.id));
  const members = Map.groupBy(await memberships(reader), ({ teamId }) => teamId);
  const owned = await reader.db
    .select({ id: services.id, teamId: services.teamId })
    .from(services)
    .where(
      and(
        eq(services.organizationId, reader.organizationId),
        isNotNull(services.teamId),
        isNull(services.deletedAt),
      ),
    )
    .orderBy(asc(services.position), asc(services.id));
  const ownedBy = Map.groupBy(owned, ({ teamId }) => teamId);
  return rows.map(({ id, name, version, createdAt, updatedAt }) => ({
    id,
    name,
    memberIds: (members.get(id) ?? []).map(({ userId }) => userId),
    serviceIds: (ownedBy.get(id) ?? []).map((service) => service.id),
    version,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  }));
}

export async function getTeam(reader: Reader, teamId: string): Promise<Team> {
  return orNotFound((await listTeams(reader)).find(({ id }) => id === teamId));
}

/** Refuses unless every id is a team of the organization. */
export async function requireTeams(reader: Reader, teamIds: readonly string[]): Promise<void> {
  const wanted = new Set(teamIds);
  if (wanted.size === 0) return;
  const found = await reader.db.$count(
    teams,
    and(eq(teams.organizationId, reader.organizationId), inArray(teams.id, [...wanted])),
  );
  if (found !== wanted.size) orNotFound(undefined);
}

function memberships(reader: Reader): Promise<{ teamId: string; userId: string }[]> {
  return reader.db
    .select({ teamId: teamMembers.teamId, userId: teamMembers.userId })
    .from(teamMembers)
    .where(eq(teamMembers.organizationId, reader.organizationId))
    .orderBy(asc(teamMembers.createdAt), asc(teamMembers.userId));
}
