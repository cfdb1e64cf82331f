import type { Organization } from "@fanal/contract";
import type { Membership } from "../auth/memberships.ts";

export function viewOrganization({ organization, role }: Membership): Organization {
  const { id, name, slug, version, createdAt } = organization;
  return { id, name, slug, role, version, createdAt: createdAt.toISOString() };
}
