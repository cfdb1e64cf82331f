import { type Database, inOrganization } from "@fanal/database";
import { teamMembers } from "@fanal/database/schema";
import { and, eq } from "drizzle-orm";

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
