import type { Database, Transaction } from "@fanal/database";
import { member, organization } from "@fanal/database/auth-schema";
import { isRole, isSignInMethod, type Role, type SignInPolicy } from "@fanal/domain";
import { and, asc, eq, inArray, or, type SQL } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import { insertMember, isConfirmed } from "./members.ts";
import { hadSlug, orSlugTaken } from "./slugs.ts";

/** An organization as one of its members sees it. */
export interface Membership {
  organization: OrganizationRow;
  role: Role;
  /** How the organization wants its members to sign in. */
  policy: SignInPolicy;
}

export interface OrganizationRow {
  id: string;
  slug: string;
  name: string;
  /** IANA; of what is made in it and says nothing else. */
  timeZone: string;
  /** The status page that the dashboard leads to first; `null`: the oldest. */
  defaultPageId: string | null;
  /** Grows with each change. */
  version: number;
  createdAt: Date;
}

/**
 * The membership of a user in the organization with this slug, former slug or id; `null` is also the answer when it does
 * not exist.
 */
export async function findMembership(
  database: Database,
  reference: string,
  userId: string,
): Promise<Membership | null> {
  const named = or(
    isUuid(reference) ? eq(organization.id, reference) : undefined,
    eq(organization.slug, reference),
    inArray(organization.id, hadSlug(database.db, reference)),
  );
  const [membership] = await selectMemberships(database, and(named, eq(member.userId, userId)));
  return membership ?? null;
}

/** All organizations of a user, by name. */
export function listMemberships(database: Database, userId: string): Promise<Membership[]> {
  return selectMemberships(database, eq(member.userId, userId));
}

async function selectMemberships(database: Database, condition: SQL | undefined): Promise<Membership[]> {
  const rows = await database.db
    .select({ organization, role: member.role })
    .from(member)
    .innerJoin(organization, eq(organization.id, member.organizationId))
    .where(and(condition, isConfirmed))
    .orderBy(asc(organization.name), asc(organization.id));
  return rows.map(({ organization: row, role }) => {
    if (!isRole(role)) throw new Error(`Unknown role ${role}`);
    return { organization: asOrganizationRow(row), role, policy: policyOf(row) };
  });
}

export function policyOf(
  row: Pick<typeof organization.$inferSelect, "requireTwoFactor" | "signInMethods" | "requireSso">,
): SignInPolicy {
  const { requireTwoFactor, signInMethods, requireSso } = row;
  return { requireTwoFactor, signInMethods: signInMethods?.filter(isSignInMethod) ?? null, requireSso };
}

/** What the other rooms are told of an organization. */
export function asOrganizationRow(row: typeof organization.$inferSelect): OrganizationRow {
  const { id, slug, name, timeZone, defaultPageId, version, createdAt } = row;
  return { id, slug, name, timeZone, defaultPageId, version, createdAt };
}

/** Writes a new organization with its first owner. */
export async function insertOrganization(
  db: Transaction,
  {
    id,
    name,
    slug,
    timeZone,
    ownerId,
    createdAt,
  }: { id: string; name: string; slug: string; timeZone: string; ownerId: string; createdAt: Date },
): Promise<void> {
  await orSlugTaken(db.insert(organization).values({ id, name, slug, timeZone, createdAt }));
  await insertMember(db, {
    organizationId: id,
    userId: ownerId,
    role: "owner",
    source: "founder",
    createdAt,
  });
}

export async function hasOrganizations(database: Database): Promise<boolean> {
  return (await database.db.$count(organization)) > 0;
}
