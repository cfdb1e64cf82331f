import { type Database, inOrganization } from "@fanal/database";
import { admit, withdraw } from "../provided-memberships.ts";
import type { Person } from "../provided-people.ts";
import type { Auth0Claims } from "./claims.ts";
import type { Purpose } from "./flows.ts";
import { findByAuth0Id, type LinkedOrganization } from "./links.ts";
import { findOrMakePerson, findPerson } from "./people.ts";
import { refuseSignIn } from "./refusal.ts";

/** So long does what Auth0 said hold: the session ends then, and a membership that it gave rests until it says it again. */
export const vouchedForHours = 12;

export interface SignInContext {
  database: Database;
  now: () => Date;
}

/**
 * Lets in whom Auth0 vouches for. An organization that was asked for must be the one that it names; one that it names
 * unasked counts where it is linked.
 */
export async function settleSignIn(
  { database, now }: SignInContext,
  { organization: asked }: Purpose,
  claims: Auth0Claims,
  address: string | null,
): Promise<{ person: Person; organization: LinkedOrganization | null; until: Date }> {
  if (asked !== null && claims.organizationId !== asked.auth0Id) refuseSignIn("auth0_wrong_organization");
  const named = claims.organizationId === null ? null : await findByAuth0Id(database, claims.organizationId);
  // The link may have been cut, or tied to another one, since it was asked for.
  if (asked !== null && named?.id !== asked.id) refuseSignIn("auth0_organization_unknown");
  const at = now();
  const until = new Date(at.getTime() + vouchedForHours * 3_600_000);
  const person = await database.db.transaction((db) => findOrMakePerson(db, claims, at));
  if (named !== null) {
    const vouching = { person, role: claims.role, until };
    await inOrganization(database, named.id, (tx) => admit(tx, { now, address }, "auth0", vouching));
  }
  return { person, organization: named, until };
}

/** Takes away what Auth0 gave in an organization, from the person whom it refused there. */
export async function settleRefusal(
  { database, now }: SignInContext,
  { organization }: Purpose,
  claims: Auth0Claims,
  address: string | null,
): Promise<void> {
  if (organization === null) return;
  const person = await database.db.transaction((db) => findPerson(db, claims.subject));
  if (person === null) return;
  await inOrganization(database, organization.id, (tx) => withdraw(tx, { now, address }, "auth0", person));
}
