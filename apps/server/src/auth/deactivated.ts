import type { Tx } from "@fanal/database";
import { user } from "@fanal/database/auth-schema";
import { scimUsers } from "@fanal/database/schema";
import { and, eq, or, sql } from "drizzle-orm";

/** Whether the organization's directory knows somebody, by account or address, and says that they no longer belong. */
export async function isDeactivated({ db, organizationId }: Tx, userId: string): Promise<boolean> {
  const known = or(eq(scimUsers.userId, userId), eq(scimUsers.email, sql`lower(${user.email})`));
  const [row] = await db
    .select({ id: scimUsers.id })
    .from(scimUsers)
    .innerJoin(user, eq(user.id, userId))
    .where(and(eq(scimUsers.organizationId, organizationId), eq(scimUsers.active, false), known))
    .limit(1);
  return row !== undefined;
}
