import type { Reader, Transaction, Tx } from "@fanal/database";
import { member, organization, passkey, session, user } from "@fanal/database/auth-schema";
import { newId } from "@fanal/database/schema";
import { isRole, type MemberSource, type Role } from "@fanal/domain";
import { and, asc, eq, gt, isNotNull, isNull, max, ne, or, sql } from "drizzle-orm";
import { refuse } from "../refusals.ts";

/** Who has not been vouched for again by the provider that brought them in is no member meanwhile. */
export const isConfirmed = or(isNull(member.confirmedUntil), gt(member.confirmedUntil, sql`now()`));

export interface MemberRow {
  userId: string;
  name: string;
  email: string;
  role: Role;
  source: MemberSource;
  joinedAt: Date;
  lastSeenAt: Date | null;
}

/** The members of an organization, by name. */
export function listMemberRows(reader: Reader): Promise<MemberRow[]> {
  return selectMembers(reader);
}

/** One of them; `null` is also the answer for whoever is no member. */
export async function findMember(reader: Reader, userId: string): Promise<MemberRow | null> {
  const [found] = await selectMembers(reader, userId);
  return found ?? null;
}

async function selectMembers({ db, organizationId }: Reader, userId?: string): Promise<MemberRow[]> {
  const rows = await db
    .select({
      userId: member.userId,
      name: user.name,
      email: user.email,
      role: member.role,
      source: member.source,
      joinedAt: member.createdAt,
      lastSeenAt: max(session.updatedAt),
    })
    .from(member)
    .innerJoin(user, eq(user.id, member.userId))
    .leftJoin(session, eq(session.userId, member.userId))
    .where(
      and(
        eq(member.organizationId, organizationId),
        userId === undefined ? undefined : eq(member.userId, userId),
      ),
    )
    .groupBy(member.id, user.id)
    .orderBy(asc(user.name), asc(user.id));
  return rows.map(({ role, ...row }) => ({ ...row, role: asRole(role) }));
}

/**
 * The roles of all members by the ids of people, which stay as they are until the transaction ends: whoever changes
 * memberships asks here first, so that two owners cannot demote each other at once.
 */
export async function lockRoles({ db, organizationId }: Tx): Promise<Map<string, Role>> {
  await db
    .select({ id: organization.id })
    .from(organization)
    .where(eq(organization.id, organizationId))
    .for("no key update");
  const rows = await db
    .select({ userId: member.userId, role: member.role })
    .from(member)
    .where(eq(member.organizationId, organizationId));
  return new Map(rows.map(({ userId, role }) => [userId, asRole(role)]));
}

/** How many others can act as owners now: not those whom a provider has not vouched for again. */
export function countOtherOwners({ db, organizationId }: Reader, userId: string): Promise<number> {
  return db.$count(
    member,
    and(
      eq(member.organizationId, organizationId),
      eq(member.role, "owner"),
      ne(member.userId, userId),
      isConfirmed,
    ),
  );
}

export async function writeRole({ db, organizationId }: Tx, userId: string, role: Role): Promise<void> {
  await db.update(member).set({ role }).where(one(organizationId, userId));
}

/** Ends a membership, and with it those in teams. */
export async function deleteMember({ db, organizationId }: Tx, userId: string): Promise<void> {
  await db.delete(member).where(one(organizationId, userId));
}

/** Makes somebody a member; whether they were none. */
export async function insertMember(
  db: Transaction,
  joining: { organizationId: string; userId: string; role: Role; source: MemberSource; createdAt: Date },
): Promise<boolean> {
  const inserted = await db
    .insert(member)
    .values({ id: newId(), ...joining })
    .onConflictDoNothing({ target: [member.organizationId, member.userId] })
    .returning({ id: member.id });
  return inserted.length > 0;
}

function one(organizationId: string, userId: string) {
  return and(eq(member.organizationId, organizationId), eq(member.userId, userId));
}

/** What is stored of a role. An unknown one, which newer code may have written, is nobody's. */
export function asRole(role: string | null): Role {
  return role !== null && isRole(role) ? role : refuse("forbidden");
}

/** Whether an owner could show two factors here, without any provider. */
export async function hasOwnerWithSecondFactor({ db, organizationId }: Reader): Promise<boolean> {
  const owners = await db
    .select({ id: user.id })
    .from(member)
    .innerJoin(user, eq(user.id, member.userId))
    .leftJoin(passkey, eq(passkey.userId, user.id))
    .where(
      and(
        eq(member.organizationId, organizationId),
        eq(member.role, "owner"),
        isConfirmed,
        or(eq(user.twoFactorEnabled, true), isNotNull(passkey.id)),
      ),
    )
    .limit(1);
  return owners.length > 0;
}
