import { brokenConstraint, type Database, type Transaction } from "@fanal/database";
import { formerSlug, organization } from "@fanal/database/auth-schema";
import { and, eq, ne, sql } from "drizzle-orm";
import { refuse } from "../refusals.ts";

/** More would be a way to keep addresses from others. */
const mostFormerSlugs = 20;

/** Ids of the organization that had this slug before, as a part of a query. */
export function hadSlug(db: Pick<Transaction, "select">, slug: string) {
  return db.select({ id: formerSlug.organizationId }).from(formerSlug).where(eq(formerSlug.slug, slug));
}

export async function isFormerSlugOf(
  { db }: Database,
  { slug, organizationId }: { slug: string; organizationId: string },
): Promise<boolean> {
  const rows = await hadSlug(db, slug);
  return rows.some(({ id }) => id === organizationId);
}

/** Who founds or moves an organization waits for the others that do: two would choose the same slug. */
export async function lockSlugs(db: Transaction): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtext('fanal.organization_slugs'))`);
}

/** Whether no organization has it, or had it: links with it lead there. `lockSlugs` comes first. */
export async function isSlugFree(db: Transaction, slug: string): Promise<boolean> {
  const has = await db.$count(organization, eq(organization.slug, slug));
  const had = await db.$count(formerSlug, eq(formerSlug.slug, slug));
  return has + had === 0;
}

/** Keeps the slug that an organization leaves, and lets it take back one that it had. `lockSlugs` comes first. */
export async function moveSlug(
  db: Transaction,
  { organizationId, from, to, at }: { organizationId: string; from: string; to: string; at: Date },
): Promise<void> {
  const ofOthers = and(eq(formerSlug.slug, to), ne(formerSlug.organizationId, organizationId));
  if ((await db.$count(formerSlug, ofOthers)) > 0) refuseSlug();
  await db.delete(formerSlug).where(eq(formerSlug.slug, to));
  if ((await db.$count(formerSlug, eq(formerSlug.organizationId, organizationId))) >= mostFormerSlugs) {
    refuse(
      "limit_reached",
      `This organization has had ${mostFormerSlugs} addresses, which stay its own. Go back to one of them.`,
    );
  }
  await db.insert(formerSlug).values({ slug: from, organizationId, createdAt: at });
}

/** Runs a write of an organization, and says so where its slug is another's. */
export async function orSlugTaken(write: PromiseLike<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (brokenConstraint(error) !== "organization_slug_unique") throw error;
    refuseSlug();
  }
}

export function refuseSlug(): never {
  return refuse("name_taken", "This address is taken by another organization. Choose another.");
}
