import { asSystem, type Database, narrowToOrganization } from "@fanal/database";
import { user } from "@fanal/database/auth-schema";
import { scimUsers } from "@fanal/database/schema";
import { and, asc, eq, isNull } from "drizzle-orm";
import { record } from "../events/record.ts";
import { defaultRoleOf } from "./default-role.ts";
import { insertMember } from "./members.ts";
import { ownsAddress } from "./sso/email-domains.ts";

/** Makes somebody who signs in a member wherever a directory told of their address, once it is proven to be theirs. */
export async function joinProvisioned(database: Database, userId: string, now: () => Date): Promise<void> {
  const [person] = await database.db
    .select({ id: user.id, name: user.name, email: user.email })
    .from(user)
    .where(and(eq(user.id, userId), eq(user.emailVerified, true)));
  if (person === undefined) return;
  await asSystem(database, "join where a directory told of somebody", async (db) => {
    const rows = await db
      .select({ id: scimUsers.id, organizationId: scimUsers.organizationId })
      .from(scimUsers)
      .where(
        and(
          eq(scimUsers.email, person.email.toLowerCase()),
          eq(scimUsers.active, true),
          isNull(scimUsers.userId),
        ),
      )
      .orderBy(asc(scimUsers.organizationId))
      .for("update");
    for (const { id, organizationId } of rows) {
      // A domain that is no longer theirs says nothing of its people.
      if (!(await ownsAddress(db, organizationId, person.email))) continue;
      await narrowToOrganization(db, organizationId, async (tx) => {
        const its = and(eq(scimUsers.organizationId, organizationId), eq(scimUsers.id, id));
        await tx.db.update(scimUsers).set({ userId }).where(its);
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
