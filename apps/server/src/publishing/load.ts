import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { asSystem, type Database, inOrganization, type Reader } from "@fanal/database";
import {
  artifacts,
  goneSlugs,
  pageImages,
  pageStories,
  publications,
  statusPages,
} from "@fanal/database/schema";
import { and, asc, desc, eq, gt, inArray, lte, notInArray, sql } from "drizzle-orm";
import { lockOf, type PageLock } from "./door/lock.ts";
import { hashIn, imagesShown, type PageImages } from "./images.ts";
import { mostStories, noStories, withStories } from "./page-stories.ts";
import { asSnapshot } from "./publish.ts";
import type { PublishedPage } from "./published-page.ts";
import { asKeptStory } from "./stories.ts";

/** Pages read at once: enough to be quick, few enough to be small. */
const batchSize = 100;
/** Addresses of deleted pages that are kept, newest first. */
const mostGoneSlugs = 10_000;

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

/** Addresses of pages that were deleted. */
export async function loadGoneSlugs(database: Database): Promise<string[]> {
  const rows = await asSystem(database, "load the addresses of pages that are gone", (db) =>
    db.select({ slug: goneSlugs.slug }).from(goneSlugs).orderBy(desc(goneSlugs.goneAt)).limit(mostGoneSlugs),
  );
  return rows.map(({ slug }) => slug);
}

/**
 * A published page with its finished bytes; `null` when it is gone or not published yet.
 *
 * @param known what this process has of it: of stories and images only those are read that it has not
 */
export async function loadPage(
  database: Database,
  { organizationId, pageId }: { organizationId: string; pageId: string },
  known: PublishedPage | undefined,
): Promise<PublishedPage | null> {
  const { result } = await inOrganization(database, organizationId, ({ db }) =>
    loadPublished(db, [{ organizationId, id: pageId }], known),
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
  const published = await loadPublished(db, keys, undefined);
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
  known: PublishedPage | undefined,
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
  const stories = await loadStories(db, { organizationIds, pageIds }, known?.version ?? 0);
  const images = await loadImages(db, { organizationIds, pageIds }, known?.images ?? new Map());
  const messagesOf = Map.groupBy(messages, (message) => message.pageId);
  const storiesOf = Map.groupBy(stories, (row) => row.pageId);
  const imagesOf = Map.groupBy(images, (row) => row.pageId);
  const pages = rows.map(async ({ artifact, snapshot: stored, page }): Promise<PublishedPage[]> => {
    const { organizationId, pageId, version, gzip, brotli } = artifact;
    const snapshot = asSnapshot(stored);
    if (snapshot === null) return [];
    const loaded: PublishedPage = {
      organizationId,
      pageId,
      slug: snapshot.page.slug,
      version,
      snapshot,
      lock: lockOf(page),
      bytes: { identity: await unpack(gzip), gzip, brotli },
      // One more may have been published between the queries; its own event tells of it.
      messages: (messagesOf.get(pageId) ?? [])
        .filter((message) => message.version <= version)
        .map(({ version, text }) => ({ version, text })),
      stories: withStories(known?.stories ?? noStories, storiesOf.get(pageId) ?? []),
      images: imagesShown(snapshot, known?.images ?? new Map(), imagesOf.get(pageId) ?? []),
    };
    return [loaded];
  });
  return (await Promise.all(pages)).flat();
}

const unpack = promisify(gunzip);

interface Keys {
  organizationIds: string[];
  pageIds: string[];
}

/** The newest stories of each page that are newer than a version of it. */
async function loadStories(db: Reader["db"], { organizationIds, pageIds }: Keys, after: number) {
  const { organizationId, pageId, kind, id, version } = pageStories;
  const ranked = db
    .select({
      pageId,
      kind,
      id,
      story: pageStories.story,
      // Ids are in order of time.
      place: sql<number>`row_number() over (partition by ${pageId}, ${kind} order by ${id} desc)`.as("place"),
    })
    .from(pageStories)
    .where(and(inArray(organizationId, organizationIds), inArray(pageId, pageIds), gt(version, after)))
    .as("ranked");
  const rows = await db.select().from(ranked).where(lte(ranked.place, mostStories));
  return rows.map(({ story, ...row }) => ({ ...row, story: asKeptStory(story) }));
}

/** Images of the pages that are not known here. */
function loadImages(db: Reader["db"], { organizationIds, pageIds }: Keys, known: PageImages) {
  const paths = [...known.keys()];
  const { pageId, hash, contentType, bytes } = pageImages;
  return db
    .select({ pageId, hash, contentType, bytes })
    .from(pageImages)
    .where(
      and(
        inArray(pageImages.organizationId, organizationIds),
        inArray(pageId, pageIds),
        paths.length === 0 ? undefined : notInArray(hash, paths.map(hashIn)),
      ),
    );
}
