import type { Database } from "@fanal/database";
import { organization } from "@fanal/database/auth-schema";
import { and, eq, isNotNull, type SQL } from "drizzle-orm";

/** An organization that is linked to one of Auth0. */
export interface LinkedOrganization {
  id: string;
  slug: string;
  auth0Id: string;
  /** Whether it counts; before, it is only what somebody typed. */
  isProven: boolean;
}

/** The organization that is linked to this one of Auth0, where that counts. */
export function findByAuth0Id(database: Database, auth0Id: string): Promise<LinkedOrganization | null> {
  return find(
    database,
    and(eq(organization.auth0OrganizationId, auth0Id), isNotNull(organization.auth0ProvenAt)),
  );
}

/** An organization that was asked for, where it is linked still. */
export function findById(database: Database, id: string): Promise<LinkedOrganization | null> {
  return find(database, eq(organization.id, id));
}

/** The organization with this slug, where it is linked: others answer as those that do not exist. */
export function findBySlug(database: Database, slug: string): Promise<LinkedOrganization | null> {
  return find(database, eq(organization.slug, slug));
}

async function find({ db }: Database, condition: SQL | undefined): Promise<LinkedOrganization | null> {
  const [row] = await db
    .select({
      id: organization.id,
      slug: organization.slug,
      auth0Id: organization.auth0OrganizationId,
      provenAt: organization.auth0ProvenAt,
    })
    .from(organization)
    .where(and(condition, isNotNull(organization.auth0OrganizationId)));
  if (row === undefined || row.auth0Id === null) return null;
  const { id, slug, auth0Id, provenAt } = row;
  return { id, slug, auth0Id, isProven: provenAt !== null };
}
