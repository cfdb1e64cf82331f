import type { ScimToken } from "@fanal/contract";
import type { Tx } from "@fanal/database";
import { scimTokens } from "@fanal/database/schema";
import { and, desc, eq, isNull } from "drizzle-orm";

/** All tokens that were not revoked, newest first. */
export async function listScimTokens({ db, organizationId }: Tx): Promise<ScimToken[]> {
  const rows = await db
    .select()
    .from(scimTokens)
    .where(and(eq(scimTokens.organizationId, organizationId), isNull(scimTokens.revokedAt)))
    .orderBy(desc(scimTokens.createdAt), desc(scimTokens.id));
  return rows.map(viewScimToken);
}

export function viewScimToken(row: typeof scimTokens.$inferSelect): ScimToken {
  const { id, name, prefix, createdAt, lastUsedAt } = row;
  return {
    id,
    name,
    prefix,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
