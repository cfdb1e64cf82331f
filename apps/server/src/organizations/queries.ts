import type { Organization } from "@fanal/contract";
import type { Reader } from "@fanal/database";
import { methodsTakenBy, type Role, type SignedInBy } from "@fanal/domain";
import { refusalOf } from "../auth/admission.ts";
import type { Membership, OrganizationRow } from "../auth/memberships.ts";
import { findOrganization, readOrganization } from "../auth/organizations.ts";
import type { OrganizationContext } from "../context.ts";

export function viewOrganization<AsRole extends Role | null>({
  organization,
  role,
  signInRefusal = null,
}: {
  organization: OrganizationRow;
  role: AsRole;
  signInRefusal?: Organization["signInRefusal"];
}): Omit<Organization, "role"> & { role: AsRole } {
  const { id, name, slug, timeZone, defaultPageId, version, createdAt } = organization;
  return {
    id,
    name,
    slug,
    role,
    signInRefusal,
    timeZone,
    defaultPageId,
    version,
    createdAt: createdAt.toISOString(),
  };
}

/** An organization as one of its members finds it, who may have signed in otherwise than it wants. */
export function viewMembership(membership: Membership, signedInBy: SignedInBy): Organization {
  const code = refusalOf(membership, signedInBy);
  const signInRefusal = code && { code, methods: methodsTakenBy(membership.policy) };
  return viewOrganization({ ...membership, signInRefusal });
}

export async function getOrganization({ database, organization, access }: OrganizationContext) {
  return viewOrganization({
    organization: await readOrganization(database, organization.id),
    role: access.role,
  });
}

/** The clock of the organization of a transaction. */
export async function timeZoneOf(reader: Reader): Promise<string> {
  return (await findOrganization(reader)).timeZone;
}
