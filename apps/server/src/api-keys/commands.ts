import { type ApiKey, limits } from "@fanal/contract";
import type { Tx } from "@fanal/database";
import { apiKeys, newId } from "@fanal/database/schema";
import { type ApiKeyScope, apiKeyScopes } from "@fanal/domain";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { OrganizationContext } from "../context.ts";
import { record } from "../events/record.ts";
import { allow, orNotFound, refuse } from "../refusals.ts";
import { makeKey } from "./key.ts";
import { viewApiKey } from "./queries.ts";

/**
 * Makes a key. Only the answer to the request that made it holds the key: what a repeated request is answered with is
 * kept in the database, where no key may stand.
 */
export async function createApiKey(
  context: OrganizationContext,
  input: { name: string; scopes: ApiKeyScope[]; expiresAt: string | null },
): Promise<ApiKey & { key: string | null }> {
  const made = makeKey();
  let isMade = false;
  const view = await context.inOrganization(async (tx) => {
    allow(context, "api_key.write");
    // Keys make no keys, whatever the table says: nobody would have seen them.
    if (context.actor.kind !== "member" || context.access.role === null) return refuse("forbidden");
    const now = context.now();
    const expiresAt = input.expiresAt === null ? null : new Date(input.expiresAt);
    if (expiresAt !== null && expiresAt <= now) {
      const message = "This is over already. Choose a later time.";
      refuse("bad_request", message, [{ path: ["expiresAt"], message }]);
    }
    await requireRoom(tx);
    const { name } = input;
    const scopes = apiKeyScopes.filter((scope) => input.scopes.includes(scope));
    const { prefix, hash } = made;
    const [row] = await tx.db
      .insert(apiKeys)
      .values({
        organizationId: tx.organizationId,
        id: newId(),
        name,
        prefix,
        hash,
        scopes,
        expiresAt,
        createdBy: context.actor.id,
        createdAt: now,
      })
      .returning();
    const key = orNotFound(row);
    record(tx, context, {
      type: "api_key.created",
      subjectId: key.id,
      data: { after: { name, prefix, scopes, expiresAt } },
    });
    isMade = true;
    return viewApiKey(key, { name: context.actor.name, role: context.access.role }, now);
  });
  return { ...view, key: isMade ? made.key : null };
}

/** Ends a key for good; the request after this one is refused. */
export function revokeApiKey(context: OrganizationContext, input: { apiKeyId: string }): Promise<void> {
  return context.inOrganization(async (tx) => {
    allow(context, "api_key.write");
    const [row] = await tx.db
      .update(apiKeys)
      .set({ revokedAt: context.now() })
      .where(
        and(
          eq(apiKeys.organizationId, tx.organizationId),
          eq(apiKeys.id, input.apiKeyId),
          isNull(apiKeys.revokedAt),
        ),
      )
      .returning();
    const { id, name, prefix, scopes, expiresAt } = orNotFound(row);
    record(tx, context, {
      type: "api_key.revoked",
      subjectId: id,
      data: { before: { name, prefix, scopes, expiresAt } },
    });
  });
}

/** Refuses one key too many. Those who make some wait for each other. */
async function requireRoom(tx: Tx): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${tx.organizationId}, 3))`);
  const count = await tx.db.$count(
    apiKeys,
    and(eq(apiKeys.organizationId, tx.organizationId), isNull(apiKeys.revokedAt)),
  );
  if (count >= limits.apiKeys) {
    refuse(
      "limit_reached",
      `An organization has at most ${limits.apiKeys} keys. Revoke one that is not used any more.`,
    );
  }
}
