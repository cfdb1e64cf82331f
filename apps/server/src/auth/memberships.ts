import type { Database, Transaction } from "@fanal/database";
import { brokenConstraint } from "@fanal/database";
import { member, organization } from "@fanal/database/auth-schema";
import { isRole, type Role } from "@fanal/domain";
import { and, asc, eq, or, type SQL, sql } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import { refuse } from "../refusals.ts";
import { insertMember, isConfirmed } from "./members.ts";

/** An organization as one of its members sees it. */
export interface Membership {
  organization: OrganizationRow;
  role: Role;
}

export interface OrganizationRow {
  id: string;
  slug: string;
  name: string;
  /** Grows with each change. */
  version: number;
  createdAt: Date;
}

/** The membership of a user in the organization with this slug or id; `null` is also the answer when it does not exist. */
export async function findMembership(
  database: Database,
  reference: string,
  userId: string,
): Promise<Membership | null> {
  const named = isUuid(reference)
    ? or(eq(organization.id, reference), eq(organization.slug, reference))
    : eq(organization.slug, reference);
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
  return rows.map(({ organization: { id, slug, name, version, createdAt }, role }) => {
    if (!isRole(role)) throw new Error(`Unknown role ${role}`);
    return { organization: { id, slug, name, version, createdAt }, role };
  });
}

export async function isOrganizationSlugFree(db: Transaction, slug: string): Promise<boolean> {
  const [row] = await db
    .select({ id: organization.id })
    .from(organization)
    .where(eq(organization.slug, slug));
  return row === undefined;
}

/** Writes a new organization with its first owner. */
export async function insertOrganization(
  db: Transaction,
  {
    id,
    name,
    slug,
    ownerId,
    createdAt,
  }: { id: string; name: string; slug: string; ownerId: string; createdAt: Date },
): Promise<void> {
  await orNameTaken(db.insert(organization).values({ id, name, slug, createdAt }));
  await insertMember(db, {
    organizationId: id,
    userId: ownerId,
    role: "owner",
    source: "founder",
    createdAt,
  });
}

/** An organization as it is now, locked until the transaction ends. */
export async function lockOrganization(db: Transaction, id: string): Promise<OrganizationRow> {
  const [row] = await db.select().from(organization).where(eq(organization.id, id)).for("update");
  return row ?? refuse("not_found");
}

export async function renameOrganization(
  db: Transaction,
  id: string,
  names: { name: string; slug: string },
): Promise<void> {
  await orNameTaken(
    db
      .update(organization)
      .set({ ...names, version: sql`version + 1` })
      .where(eq(organization.id, id)),
  );
}

async function orNameTaken(write: PromiseLike<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (brokenConstraint(error) !== "organization_slug_unique") throw error;
    refuse("name_taken", "This address is taken by another organization. Choose another.");
  }
}

export async function hasOrganizations(database: Database): Promise<boolean> {
  return (await database.db.$count(organization)) > 0;
}
