import { erasing, type Transaction } from "@fanal/database";
import { idempotencyKeys, statusPages } from "@fanal/database/schema";
import { and, eq, isNull, sql } from "drizzle-orm";
import { eraseOrganization, lockOrganization } from "../auth/organizations.ts";
import type { OrganizationContext } from "../context.ts";
import { allow, refuse, refuseStale } from "../refusals.ts";
import { leaveSlug } from "../status-pages/slugs.ts";

/** Deletes an organization and everything of it, for good. No log tells of it: the log goes too. */
export async function deleteOrganization(
  context: OrganizationContext,
  input: { name: string; version?: number | undefined },
): Promise<void> {
  allow(context, "organization.delete");
  const { id } = context.organization;
  await erasing(context.database, id, async (db) => {
    const row = await lockOrganization(db, id);
    refuseStale(row, input.version);
    if (input.name.trim() !== row.name) {
      refuse("bad_request", "This is not its name.", [{ path: ["name"], message: "This is not its name." }]);
    }
    await leaveSlugs(db, id, context.now());
    await db
      .delete(idempotencyKeys)
      .where(and(isNull(idempotencyKeys.organizationId), sql`${idempotencyKeys.response}->>'id' = ${id}`));
    await eraseOrganization(db, id);
  });
  context.log.info({ organizationId: id, actorId: context.actor.id }, "an organization was deleted");
}

/** Of pages that were for everyone it is told that they are gone, as of those that are deleted one by one. */
async function leaveSlugs(db: Transaction, organizationId: string, goneAt: Date): Promise<void> {
  const pages = await db
    .select({ slug: statusPages.slug })
    .from(statusPages)
    .where(and(eq(statusPages.organizationId, organizationId), eq(statusPages.visibility, "public")));
  for (const { slug } of pages) await leaveSlug({ db }, slug, goneAt);
}
