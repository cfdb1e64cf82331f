import { limits, type Team } from "@fanal/contract";
import { brokenConstraint, type Tx } from "@fanal/database";
import { newId, services, teamMembers, teams } from "@fanal/database/schema";
import { and, eq, sql } from "drizzle-orm";
import { findMember } from "../auth/members.ts";
import type { OrganizationContext } from "../context.ts";
import { record } from "../events/record.ts";
import { allow, orNotFound, refuse, refuseStale } from "../refusals.ts";
import { getTeam } from "./queries.ts";

type TeamRow = typeof teams.$inferSelect;

export function createTeam(context: OrganizationContext, input: { name: string }): Promise<Team> {
  return context.inOrganization(async (tx) => {
    allow(context, "team.write");
    const count = await tx.db.$count(teams, eq(teams.organizationId, tx.organizationId));
    if (count >= limits.teams) {
      refuse("limit_reached", `An organization has at most ${limits.teams} teams. Delete one first.`);
    }
    const id = newId();
    const now = context.now();
    const { organizationId } = tx;
    await orNameTaken(
      tx.db.insert(teams).values({ organizationId, id, name: input.name, createdAt: now, updatedAt: now }),
    );
    record(tx, context, { type: "team.created", subjectId: id, data: { name: input.name } });
    return getTeam(tx, id);
  });
}

export function renameTeam(
  context: OrganizationContext,
  input: { teamId: string; name?: string | undefined; version?: number | undefined },
): Promise<Team> {
  return context.inOrganization(async (tx) => {
    allow(context, "team.write");
    const team = await lockTeam(tx, input.teamId);
    refuseStale(team, input.version);
    const { name = team.name } = input;
    if (name === team.name) return getTeam(tx, team.id);
    await orNameTaken(save(tx, context, team.id, name));
    record(tx, context, {
      type: "team.updated",
      subjectId: team.id,
      data: { before: { name: team.name }, after: { name } },
    });
    return getTeam(tx, team.id);
  });
}

/** Its services become nobody's: every responder acts on them. */
export function deleteTeam(
  context: OrganizationContext,
  input: { teamId: string; version?: number | undefined },
): Promise<void> {
  return context.inOrganization(async (tx) => {
    allow(context, "team.write");
    const team = await lockTeam(tx, input.teamId);
    refuseStale(team, input.version);
    const { memberIds } = await getTeam(tx, team.id);
    const owned = await tx.db
      .update(services)
      .set({ teamId: null, updatedAt: context.now(), version: sql`version + 1` })
      .where(and(eq(services.organizationId, tx.organizationId), eq(services.teamId, team.id)))
      .returning({ id: services.id });
    await tx.db.delete(teams).where(one(tx, team.id));
    record(tx, context, {
      type: "team.deleted",
      subjectId: team.id,
      data: { name: team.name, before: { memberIds, serviceIds: owned.map(({ id }) => id) } },
    });
  });
}

export function addTeamMember(
  context: OrganizationContext,
  input: { teamId: string; memberId: string },
): Promise<Team> {
  return context.inOrganization(async (tx) => {
    allow(context, "team.write");
    const team = await lockTeam(tx, input.teamId);
    const member = orNotFound((await findMember(tx, input.memberId)) ?? undefined);
    const added = await tx.db
      .insert(teamMembers)
      .values({
        organizationId: tx.organizationId,
        teamId: team.id,
        userId: member.userId,
        createdAt: context.now(),
      })
      .onConflictDoNothing()
      .returning({ userId: teamMembers.userId });
    if (added.length > 0) {
      const data = { name: team.name, memberId: member.userId, memberName: member.name };
      record(tx, context, { type: "team.member_added", subjectId: team.id, data });
    }
    return getTeam(tx, team.id);
  });
}

/** Who is not in it stays so. */
export function removeTeamMember(
  context: OrganizationContext,
  input: { teamId: string; memberId: string },
): Promise<void> {
  return context.inOrganization(async (tx) => {
    allow(context, "team.write");
    const team = await lockTeam(tx, input.teamId);
    const member = orNotFound((await findMember(tx, input.memberId)) ?? undefined);
    const removed = await tx.db
      .delete(teamMembers)
      .where(
        and(
          eq(teamMembers.organizationId, tx.organizationId),
          eq(teamMembers.teamId, team.id),
          eq(teamMembers.userId, member.userId),
        ),
      )
      .returning({ userId: teamMembers.userId });
    if (removed.length === 0) return;
    const data = { name: team.name, memberId: member.userId, memberName: member.name };
    record(tx, context, { type: "team.member_removed", subjectId: team.id, data });
  });
}

/** Locks the row, since two admins may decide on the same team at once. */
async function lockTeam(tx: Tx, teamId: string): Promise<TeamRow> {
  const [team] = await tx.db.select().from(teams).where(one(tx, teamId)).for("update");
  return orNotFound(team);
}

async function save(tx: Tx, context: OrganizationContext, teamId: string, name: string): Promise<void> {
  await tx.db
    .update(teams)
    .set({ name, updatedAt: context.now(), version: sql`version + 1` })
    .where(one(tx, teamId));
}

function one(tx: Tx, teamId: string) {
  return and(eq(teams.organizationId, tx.organizationId), eq(teams.id, teamId));
}

async function orNameTaken(write: PromiseLike<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (brokenConstraint(error) !== "teams_name_once") throw error;
    refuse("name_taken", "There is a team of this name. Choose another.");
  }
}
