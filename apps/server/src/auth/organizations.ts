import type { Database, Reader, Transaction } from "@fanal/database";
import { organization, session } from "@fanal/database/auth-schema";
import { eq, sql } from "drizzle-orm";
import { refuse } from "../refusals.ts";
import { asOrganizationRow, type OrganizationRow } from "./memberships.ts";
import { orSlugTaken } from "./slugs.ts";

export async function readOrganization({ db }: Database, id: string): Promise<OrganizationRow> {
  const [row] = await db.select().from(organization).where(eq(organization.id, id));
  return row === undefined ? refuse("not_found") : asOrganizationRow(row);
}

export async function isOrganization({ db }: Database, id: string): Promise<boolean> {
  return (await db.$count(organization, eq(organization.id, id))) > 0;
}

/** An organization as it is now, locked until the transaction ends. */
export async function lockOrganization(db: Transaction, id: string): Promise<OrganizationRow> {
  const [row] = await db.select().from(organization).where(eq(organization.id, id)).for("update");
  return row === undefined ? refuse("not_found") : asOrganizationRow(row);
}

/** What its own settings are. */
export type OrganizationSettings = Pick<OrganizationRow, "name" | "slug" | "timeZone" | "defaultPageId">;

export async function writeOrganization(
  db: Transaction,
  id: string,
  settings: OrganizationSettings,
): Promise<void> {
  await orSlugTaken(
    db
      .update(organization)
      .set({ ...settings, version: sql`version + 1` })
      .where(eq(organization.id, id)),
  );
}

/** The page that an organization leads to first; `null`: the oldest. */
export async function findDefaultPage({ db, organizationId }: Reader): Promise<string | null> {
  const [row] = await db
    .select({ id: organization.defaultPageId })
    .from(organization)
    .where(eq(organization.id, organizationId));
  return row?.id ?? null;
}

/** The page that an organization leads to first is deleted: it is the first by name again. */
export async function forgetDefaultPage(db: Transaction, pageId: string): Promise<void> {
  await db.update(organization).set({ defaultPageId: null }).where(eq(organization.defaultPageId, pageId));
}

/** Deletes an organization; every row that belongs to it goes with it, but for its log, which `erasing` sees to. */
export async function eraseOrganization(db: Transaction, id: string): Promise<void> {
  await db.update(session).set({ activeOrganizationId: null }).where(eq(session.activeOrganizationId, id));
  await db.delete(organization).where(eq(organization.id, id));
}

/** The organization of a transaction. */
export async function findOrganization({ db, organizationId }: Reader): Promise<OrganizationRow> {
  const [row] = await db.select().from(organization).where(eq(organization.id, organizationId));
  return row === undefined ? refuse("not_found") : asOrganizationRow(row);
}
