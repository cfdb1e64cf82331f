import type { Database } from "@fanal/database";
import { organization } from "@fanal/database/auth-schema";
import { and, eq, isNotNull, type SQL } from "drizzle-orm";

/** An organization that is linked to one of Auth0. */
export interface LinkedOrganization {
  id: string;
  slug: string;
  auth0Id: string;
}

/** The organization that is linked to this one of Auth0. */
export function findByAuth0Id(database: Database, auth0Id: string): Promise<LinkedOrganization | null> {
  return find(database, eq(organization.auth0OrganizationId, auth0Id));
}

/** The organization with this slug, where it is linked: others answer as those that do not exist. */
export function findBySlug(database: Database, slug: string): Promise<LinkedOrganization | null> {
  return find(database, eq(organization.slug, slug));
}

async function find({ db }: Database, condition: SQL): Promise<LinkedOrganization | null> {
  const [row] = await db
    .select({ id: organization.id, slug: organization.slug, auth0Id: organization.auth0OrganizationId })
    .from(organization)
    .where(and(condition, isNotNull(organization.auth0OrganizationId)));
  return row === undefined || row.auth0Id === null ? null : { ...row, auth0Id: row.auth0Id };
}
