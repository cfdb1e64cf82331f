import type { Database } from "@fanal/database";
import { type Action, allows } from "@fanal/domain";
import { refuse } from "../refusals.ts";
import type { Auth } from "./auth.ts";
import { recognize } from "./identify.ts";
import { findMembership } from "./memberships.ts";

/**
 * Makes sure that whoever sends a request is a member of an organization and may do something there, and tells the
 * organization's id. Ends the request like the API does otherwise. Is no use of the session.
 */
export function authorizeReading(
  { auth, database }: { auth: Auth; database: Database },
  action: Action,
): (headers: Headers, organization: string) => Promise<string> {
  return async (headers, organization) => {
    const session = (await recognize(auth, headers)) ?? refuse("unauthorized");
    const membership = (await findMembership(database, organization, session.userId)) ?? refuse("not_found");
    if (!allows(membership.role, action)) refuse("forbidden");
    return membership.organization.id;
  };
}
