import { asSystem, type Database, inOrganization, type Reader } from "@fanal/database";
import { artifacts, publications, statusPages } from "@fanal/database/schema";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { PublishedPage } from "./artifacts.ts";
import { lockOf, type PageLock } from "./door/lock.ts";
import { asSnapshot } from "./publish.ts";

/** Pages read at once: enough to be quick, few enough to be small. */
const batchSize = 100;

interface PageKey {
  organizationId: string;
  id: string;
  slug: string;
}

/** What there is of pages: those that are published, and those that were founded and wait for it. */
export interface LoadedPages {
  published: PublishedPage[];
  waiting: PageKey[];
}

/** Every page, batch by batch. */
export async function* loadAllPages(database: Database): AsyncGenerator<LoadedPages> {
  for (let last: PageKey | null = null; ; ) {
    const batch = await asSystem(database, "load all published pages into this process", (db) =>
      loadBatch(db, last),
    );
    yield batch;
    last = batch.last;
    if (last === null) return;
  }
}

/** A published page with its finished bytes; `null` when it is gone or not published yet. */
export async function loadPage(
  database: Database,
  organizationId: string,
  pageId: string,
): Promise<PublishedPage | null> {
  const { result } = await inOrganization(database, organizationId, ({ db }) =>
    loadPublished(db, [{ organizationId, id: pageId }]),
  );
  return result[0] ?? null;
}

/** The lock of a page as it is now; `null` when the page is gone. */
export async function loadLock(
  database: Database,
  organizationId: string,
  pageId: string,
): Promise<PageLock | null> {
  const { version, visibility, passwordHash, feedToken } = statusPages;
  const { result } = await inOrganization(database, organizationId, ({ db }) =>
    db
      .select({ version, visibility, passwordHash, feedToken })
      .from(statusPages)
      .where(and(eq(statusPages.organizationId, organizationId), eq(statusPages.id, pageId))),
  );
  const [row] = result;
  return row === undefined ? null : lockOf(row);
}

async function loadBatch(
  db: Reader["db"],
  after: PageKey | null,
): Promise<LoadedPages & { last: PageKey | null }> {
  const { organizationId, id, slug } = statusPages;
  const keys = await db
    .select({ organizationId, id, slug })
    .from(statusPages)
    .where(
      after === null ? undefined : sql`(${organizationId}, ${id}) > (${after.organizationId}, ${after.id})`,
    )
    .orderBy(asc(organizationId), asc(id))
    .limit(batchSize);
  const published = await loadPublished(db, keys);
  const present = new Set(published.map((page) => page.pageId));
  return {
    published,
    waiting: keys.filter((key) => !present.has(key.id)),
    last: keys.length === batchSize ? (keys.at(-1) ?? null) : null,
  };
}

async function loadPublished(
  db: Reader["db"],
  keys: Pick<PageKey, "organizationId" | "id">[],
): Promise<PublishedPage[]> {
  if (keys.length === 0) return [];
  const pageIds = keys.map((key) => key.id);
  // Keys begin with the organization; without it no index is of use.
  const organizationIds = keys.map((key) => key.organizationId);
  const rows = await db
    .select({
      artifact: artifacts,
      snapshot: publications.snapshot,
      page: statusPages,
    })
    .from(artifacts)
    .innerJoin(
      statusPages,
      and(eq(statusPages.organizationId, artifacts.organizationId), eq(statusPages.id, artifacts.pageId)),
    )
    .innerJoin(
      publications,
      and(
        eq(publications.organizationId, artifacts.organizationId),
        eq(publications.pageId, artifacts.pageId),
        eq(publications.version, artifacts.version),
      ),
    )
    .where(
      and(
        inArray(artifacts.organizationId, organizationIds),
        inArray(artifacts.pageId, pageIds),
        eq(artifacts.path, ""),
      ),
    );
  const messages = await db
    .select({ pageId: publications.pageId, version: publications.version, text: publications.message })
    .from(publications)
    .where(and(inArray(publications.organizationId, organizationIds), inArray(publications.pageId, pageIds)))
    .orderBy(asc(publications.version));
  const messagesOf = Map.groupBy(messages, (message) => message.pageId);
  return rows.flatMap(({ artifact, snapshot: stored, page }) => {
    const { organizationId, pageId, version, identity, gzip, brotli } = artifact;
    const snapshot = asSnapshot(stored);
    if (snapshot === null) return [];
    return {
      organizationId,
      pageId,
      slug: snapshot.page.slug,
      version,
      snapshot,
      lock: lockOf(page),
      bytes: { identity, gzip, brotli },
      // One more may have been published between the two queries; its own event tells of it.
      messages: (messagesOf.get(pageId) ?? [])
        .filter((message) => message.version <= version)
        .map(({ version, text }) => ({ version, text })),
    };
  });
}
