import { asSystem, type Database, narrowToOrganization } from "@fanal/database";
import { user } from "@fanal/database/auth-schema";
import { scimUsers } from "@fanal/database/schema";
import { and, eq, isNull } from "drizzle-orm";
import { record } from "../events/record.ts";
import { defaultRoleOf } from "./default-role.ts";
import { insertMember } from "./members.ts";

/**
 * Makes somebody who signs in a member wherever a directory told of their address, once it is proven to be theirs. Only
 * here, so that a directory cannot learn whether an address has an account.
 */
export async function joinProvisioned(database: Database, userId: string, now: () => Date): Promise<void> {
  const [person] = await database.db
    .select({ id: user.id, name: user.name, email: user.email })
    .from(user)
    .where(and(eq(user.id, userId), eq(user.emailVerified, true)));
  if (person === undefined) return;
  await asSystem(database, "join where a directory told of somebody", async (db) => {
    const waiting = and(
      eq(scimUsers.email, person.email.toLowerCase()),
      eq(scimUsers.active, true),
      isNull(scimUsers.userId),
    );
    const rows = await db.update(scimUsers).set({ userId }).where(waiting).returning();
    for (const { organizationId } of rows.toSorted((a, b) =>
      a.organizationId.localeCompare(b.organizationId),
    )) {
      await narrowToOrganization(db, organizationId, async (tx) => {
        const role = await defaultRoleOf(tx);
        const joining = { organizationId, userId, role, source: "scim", createdAt: now() } as const;
        if (!(await insertMember(tx.db, joining))) return;
        const by = { actor: { kind: "member", id: userId, name: person.name }, now } as const;
        const data = { name: person.name, role, source: "scim" };
        record(tx, by, { type: "member.joined", subjectId: userId, data });
      });
    }
  });
}
