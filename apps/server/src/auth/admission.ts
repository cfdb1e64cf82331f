import type { Database } from "@fanal/database";
import { refuseSignIn, type SignedInBy, type SignInRefusal } from "@fanal/domain";
import { findMembership, type Membership } from "./memberships.ts";

/** Somebody who is signed in, as far as it counts in an organization. */
export interface Comer {
  id: string;
  signedInBy: SignedInBy;
}

/**
 * The one place where a person who is signed in gets into an organization, by a request, a socket or a page for members:
 * the membership, or why it does not count as they signed in. `null` is also the answer for what does not exist.
 */
export async function admitTo(
  database: Database,
  reference: string,
  { id, signedInBy }: Comer,
): Promise<Membership | SignInRefusal | null> {
  const membership = await findMembership(database, reference, id);
  return membership === null ? null : (refusalOf(membership, signedInBy) ?? membership);
}

/** Why a membership does not count as its person signed in; `null`: it does. */
export function refusalOf(
  { organization, role, policy }: Membership,
  signedInBy: SignedInBy,
): SignInRefusal | null {
  return refuseSignIn(policy, { organizationId: organization.id, role }, signedInBy);
}
