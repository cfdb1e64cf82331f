import { limits, type ScimToken } from "@fanal/contract";
import type { Tx } from "@fanal/database";
import { newId, scimTokens } from "@fanal/database/schema";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { OrganizationContext } from "../context.ts";
import { record } from "../events/record.ts";
import { allow, orNotFound, refuse } from "../refusals.ts";
import { viewScimToken } from "./queries.ts";
import { makeToken } from "./token.ts";

/** Makes a token. Only the answer to the request that made it holds it. */
export async function createScimToken(
  context: OrganizationContext,
  { name }: { name: string },
): Promise<ScimToken & { token: string | null }> {
  const { token, prefix, hash } = makeToken();
  let isMade = false;
  const view = await context.inOrganization(async (tx) => {
    allow(context, "sign_in.update");
    const { actor, access } = context;
    if (actor.kind !== "member" || access.role === null) return refuse("forbidden");
    await requireRoom(tx);
    const [row] = await tx.db
      .insert(scimTokens)
      .values({
        organizationId: tx.organizationId,
        id: newId(),
        name,
        prefix,
        hash,
        role: access.role,
        createdBy: actor.id,
        createdAt: context.now(),
      })
      .returning();
    const made = orNotFound(row);
    record(tx, context, {
      type: "scim_token.created",
      subjectId: made.id,
      data: { after: { name, prefix } },
    });
    isMade = true;
    return viewScimToken(made);
  });
  return { ...view, token: isMade ? token : null };
}

/** Ends a token for good; the request after this one is refused. */
export function revokeScimToken(
  context: OrganizationContext,
  { scimTokenId }: { scimTokenId: string },
): Promise<void> {
  return context.inOrganization(async (tx) => {
    allow(context, "sign_in.update");
    const [row] = await tx.db
      .update(scimTokens)
      .set({ revokedAt: context.now() })
      .where(
        and(
          eq(scimTokens.organizationId, tx.organizationId),
          eq(scimTokens.id, scimTokenId),
          isNull(scimTokens.revokedAt),
        ),
      )
      .returning();
    const { id, name, prefix } = orNotFound(row);
    record(tx, context, { type: "scim_token.revoked", subjectId: id, data: { before: { name, prefix } } });
  });
}

/** Refuses one token too many. Those who make some wait for each other. */
async function requireRoom(tx: Tx): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${tx.organizationId}, 4))`);
  const count = await tx.db.$count(
    scimTokens,
    and(eq(scimTokens.organizationId, tx.organizationId), isNull(scimTokens.revokedAt)),
  );
  if (count < limits.scimTokens) return;
  const message = `An organization has at most ${limits.scimTokens} tokens. Revoke one that is not used any more.`;
  refuse("limit_reached", message);
}
