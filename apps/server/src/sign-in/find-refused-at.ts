import type { Database } from "@fanal/database";
import { refusalOf } from "../auth/admission.ts";
import type { Auth } from "../auth/auth.ts";
import { recognize } from "../auth/identify.ts";
import { findMembership } from "../auth/memberships.ts";

/** The slug of an organization whose member sends a request, but signed in otherwise than it wants; `null` for everybody else. */
export async function findRefusedAt(
  { auth, database }: { auth: Auth; database: Database },
  cookie: string,
  organizationId: string,
): Promise<string | null> {
  const session = await recognize(auth, new Headers({ cookie }));
  if (session === null) return null;
  const membership = await findMembership(database, organizationId, session.id);
  if (membership === null || refusalOf(membership, session.signedInBy) === null) return null;
  return membership.organization.slug;
}
