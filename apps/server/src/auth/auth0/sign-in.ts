import { type Database, inOrganization } from "@fanal/database";
import { allows, type Role } from "@fanal/domain";
import { record } from "../../events/record.ts";
import { findMembership } from "../memberships.ts";
import { admit, withdraw } from "../provided-memberships.ts";
import type { Person } from "../provided-people.ts";
import { proveAuth0Link } from "../sign-in-settings.ts";
import type { Auth0Claims } from "./claims.ts";
import type { Purpose } from "./flows.ts";
import { findByAuth0Id, findById, type LinkedOrganization } from "./links.ts";
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
  const named = await findNamed(database, asked, claims);
  const at = now();
  const until = new Date(at.getTime() + vouchedForHours * 3_600_000);
  const person = await database.db.transaction((db) => findOrMakePerson(db, claims, at));
  if (named !== null && !named.isProven) await prove(database, named, { person, claims, now, address });
  if (named !== null) {
    const vouching = { person, role: claims.role, until };
    const isAdmitted = await inOrganization(database, named.id, (tx) =>
      admit(tx, { now, address }, "auth0", vouching),
    );
    if (!isAdmitted) refuseSignIn("auth0_deactivated");
  }
  return { person, organization: named, until };
}

/** The organization that was asked for, or else the linked one that the token names. */
async function findNamed(
  database: Database,
  asked: Purpose["organization"],
  { organizationId }: Auth0Claims,
): Promise<LinkedOrganization | null> {
  if (organizationId === null) return null;
  if (asked === null) return findByAuth0Id(database, organizationId);
  const named = await findById(database, asked.id);
  // The link may have been cut, or tied to another one, since it was asked for.
  return named?.auth0Id === organizationId ? named : refuseSignIn("auth0_organization_unknown");
}

/**
 * Lets a link count once somebody who may make one comes through it. Whoever founds an organization here can type any id
 * of Auth0's: until then nobody else gets in by it, and whose it is can link it too. Auth0 has to say that they are no less
 * there: who is only a member does not tie it to an organization of their own, nor does anybody by a token without roles.
 */
async function prove(
  database: Database,
  { id, auth0Id }: LinkedOrganization,
  {
    person,
    claims,
    now,
    address,
  }: { person: Person; claims: Auth0Claims; now: () => Date; address: string | null },
): Promise<void> {
  const mayLink = (role: Role | null | undefined) => role != null && allows(role, "sign_in.update");
  const membership = await findMembership(database, id, person.id);
  if (!mayLink(membership?.role) || !mayLink(claims.role)) refuseSignIn("auth0_link_unproven");
  await inOrganization(database, id, async (tx) => {
    if (!(await proveAuth0Link(tx.db, id, { auth0Id, at: now() })))
      refuseSignIn("auth0_organization_unknown");
    record(
      tx,
      { actor: { kind: "member", id: person.id, name: person.name }, now, address },
      {
        type: "sign_in.updated",
        subjectId: id,
        data: { before: { isAuth0LinkProven: false }, after: { isAuth0LinkProven: true } },
      },
    );
  });
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
