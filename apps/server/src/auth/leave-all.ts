import { asSystem, type Database, narrowToOrganization, type Transaction } from "@fanal/database";
import { member, organization } from "@fanal/database/auth-schema";
import { APIError } from "better-auth/api";
import { and, asc, eq, sql } from "drizzle-orm";
import { record } from "../events/record.ts";
import { isConfirmed } from "./members.ts";

/**
 * Ends all memberships of somebody whose account is about to go, each with a word in its log. Refuses while an
 * organization would have no owner: it is to be handed over, or deleted, before.
 */
export async function leaveAll(database: Database, person: { id: string; name: string }): Promise<void> {
  await asSystem(database, "memberships of an account that goes", async (db) => {
    const houses = await db
      .select({ id: organization.id, name: organization.name })
      .from(member)
      .innerJoin(organization, eq(organization.id, member.organizationId))
      .where(eq(member.userId, person.id))
      .orderBy(asc(organization.id))
      .for("no key update");
    for (const house of houses) await leave(db, house, person);
  });
}

async function leave(
  db: Transaction,
  house: { id: string; name: string },
  person: { id: string; name: string },
): Promise<void> {
  const members = await db
    .select({
      userId: member.userId,
      role: member.role,
      canAct: sql<boolean>`coalesce(${isConfirmed}, false)`,
    })
    .from(member)
    .where(eq(member.organizationId, house.id));
  const others = members.filter(({ userId }) => userId !== person.id);
  if (
    !others.some(({ role, canAct }) => role === "owner" && canAct) &&
    members.some(({ userId, role }) => userId === person.id && role === "owner")
  ) {
    throw new APIError("FORBIDDEN", {
      code: "last_owner",
      message:
        others.length === 0
          ? `You are the only member of ${house.name}. Delete the organization first.`
          : `You are the last owner of ${house.name}. Hand it over first.`,
    });
  }
  await narrowToOrganization(db, house.id, async (tx) => {
    await tx.db.delete(member).where(and(eq(member.organizationId, house.id), eq(member.userId, person.id)));
    const actor = { kind: "member", id: person.id, name: person.name } as const;
    record(
      tx,
      { actor, now: () => new Date() },
      {
        type: "member.left",
        subjectId: person.id,
        data: { name: person.name },
      },
    );
  });
}
