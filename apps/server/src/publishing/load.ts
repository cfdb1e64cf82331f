import { asSystem, type Database, type Transaction } from "@fanal/database";
import { artifacts, publications, statusPages } from "@fanal/database/schema";
import { and, asc, eq, type SQL } from "drizzle-orm";
import type { PublishedPage } from "./artifacts.ts";
import { asSnapshot } from "./publish.ts";

/** Every published page with its finished bytes. */
export function loadAllPages(database: Database): Promise<PublishedPage[]> {
  return asSystem(database, "load all published pages into this process", (db) => loadPages(db, undefined));
}

/** A published page; `null` when it is gone. */
export async function loadPage(database: Database, pageId: string): Promise<PublishedPage | null> {
  const [page] = await asSystem(database, "load a published page into this process", (db) =>
    loadPages(db, eq(statusPages.id, pageId)),
  );
  return page ?? null;
}

async function loadPages(db: Transaction, condition: SQL | undefined): Promise<PublishedPage[]> {
  const rows = await db
    .select({ page: statusPages, artifact: artifacts })
    .from(artifacts)
    .innerJoin(
      statusPages,
      and(eq(statusPages.organizationId, artifacts.organizationId), eq(statusPages.id, artifacts.pageId)),
    )
    .where(and(eq(artifacts.path, ""), condition));
  const stored = await db
    .select()
    .from(publications)
    .innerJoin(
      statusPages,
      and(
        eq(statusPages.organizationId, publications.organizationId),
        eq(statusPages.id, publications.pageId),
      ),
    )
    .where(condition)
    .orderBy(asc(publications.version));
  const byPage = Map.groupBy(stored, (row) => row.publications.pageId);
  return rows.flatMap(({ page, artifact }) => {
    const versions = (byPage.get(page.id) ?? []).map((row) => row.publications);
    const snapshot = asSnapshot(versions.at(-1)?.snapshot);
    if (snapshot === null) return [];
    const { identity, gzip, brotli } = artifact;
    return {
      organizationId: page.organizationId,
      pageId: page.id,
      slug: snapshot.page.slug,
      version: artifact.version,
      snapshot,
      bytes: { identity, gzip, brotli },
      messages: versions.map(({ version, message }) => ({ version, text: message })),
    };
  });
}
