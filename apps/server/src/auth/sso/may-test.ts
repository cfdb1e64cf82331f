import type { Database } from "@fanal/database";
import { allows } from "@fanal/domain";
import { findMembership } from "../memberships.ts";

/** The slug of an organization whose providers somebody may set up, and so try out; `null` of others. */
export async function mayTest(
  database: Database,
  organizationId: string,
  userId: string,
): Promise<string | null> {
  const membership = await findMembership(database, organizationId, userId);
  return membership !== null && allows(membership.role, "sign_in.update")
    ? membership.organization.slug
    : null;
}
