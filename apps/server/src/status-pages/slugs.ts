import type { Tx } from "@fanal/database";
import { goneSlugs } from "@fanal/database/schema";
import { eq } from "drizzle-orm";

/** The page at this address is deleted: visitors are told so, until another page takes it. */
export async function leaveSlug(tx: Pick<Tx, "db">, slug: string, goneAt: Date): Promise<void> {
  await tx.db
    .insert(goneSlugs)
    .values({ slug, goneAt })
    .onConflictDoUpdate({ target: goneSlugs.slug, set: { goneAt } });
}

/** A page has this address now. */
export async function takeSlug(tx: Tx, slug: string): Promise<void> {
  await tx.db.delete(goneSlugs).where(eq(goneSlugs.slug, slug));
}
