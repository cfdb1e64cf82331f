import type { Transaction } from "@fanal/database";
import { member, user } from "@fanal/database/auth-schema";
import { isRole, type Role } from "@fanal/domain";
import { and, eq, inArray } from "drizzle-orm";
import { isConfirmed } from "./members.ts";

/** Somebody who made a key of an organization. */
export interface KeyMaker {
  name: string;
  /** `null`: no longer a member. */
  role: Role | null;
}

/** Who made keys of an organization, by their ids; those whose accounts are gone are left out. */
export async function findKeyMakers(
  db: Pick<Transaction, "select">,
  organizationId: string,
  userIds: string[],
): Promise<Map<string, KeyMaker>> {
  if (userIds.length === 0) return new Map();
  const rows = await db
    .select({ id: user.id, name: user.name, role: member.role })
    .from(user)
    .leftJoin(member, and(eq(member.userId, user.id), eq(member.organizationId, organizationId), isConfirmed))
    .where(inArray(user.id, userIds));
  return new Map(
    rows.map(({ id, name, role }) => [id, { name, role: role !== null && isRole(role) ? role : null }]),
  );
}
