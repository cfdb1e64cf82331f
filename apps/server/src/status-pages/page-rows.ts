import type { Tx } from "@fanal/database";
import { statusPages } from "@fanal/database/schema";
import { and, eq, sql } from "drizzle-orm";
import type { OrganizationContext } from "../context.ts";
import { orNotFound } from "../refusals.ts";

export type StatusPageRow = typeof statusPages.$inferSelect;

/** Locks the row, since publishing decides on the same page. */
export async function lockStatusPage(tx: Tx, pageId: string): Promise<StatusPageRow> {
  const [page] = await tx.db.select().from(statusPages).where(isPage(tx, pageId)).for("no key update");
  return orNotFound(page);
}

/** Writes columns of a locked page as its next version. */
export async function writePage(
  tx: Tx,
  by: Pick<OrganizationContext, "now">,
  page: StatusPageRow,
  columns: Partial<StatusPageRow>,
): Promise<void> {
  await tx.db
    .update(statusPages)
    .set({ ...columns, updatedAt: by.now(), version: sql`version + 1` })
    .where(isPage(tx, page.id));
}

export function isPage(tx: Tx, pageId: string) {
  return and(eq(statusPages.organizationId, tx.organizationId), eq(statusPages.id, pageId));
}
