import type { Organization } from "@fanal/contract";
import type { Role } from "@fanal/domain";
import type { OrganizationRow } from "../auth/memberships.ts";
import { readOrganization } from "../auth/organizations.ts";
import type { OrganizationContext } from "../context.ts";

export function viewOrganization<AsRole extends Role | null>({
  organization,
  role,
}: {
  organization: OrganizationRow;
  role: AsRole;
}): Omit<Organization, "role"> & { role: AsRole } {
  const { id, name, slug, timeZone, defaultPageId, version, createdAt } = organization;
  return { id, name, slug, role, timeZone, defaultPageId, version, createdAt: createdAt.toISOString() };
}

export async function getOrganization({ database, organization, access }: OrganizationContext) {
  return viewOrganization({
    organization: await readOrganization(database, organization.id),
    role: access.role,
  });
}
