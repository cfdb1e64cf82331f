import type { Snapshot } from "@fanal/contract/snapshot";
import { renderPage } from "@fanal/status-page";
import type { Logger } from "pino";
import { type Answers, prepareAnswers } from "./answers.ts";
import { canonicalBase } from "./base.ts";
import { isSameLock, type PageLock } from "./door/lock.ts";
import { type EncodedBytes, encodeNow } from "./encodings.ts";
import type { PageImages } from "./images.ts";
import type { PageStories } from "./page-stories.ts";

/** A published page as this process serves it. */
export interface PublishedPage {
  organizationId: string;
  pageId: string;
  slug: string;
  version: number;
  snapshot: Snapshot;
  /** What keeps strangers out. */
  lock: PageLock;
  /** `null` until somebody asks: a page from the disk is rendered then. */
  bytes: EncodedBytes | null;
  stories: PageStories;
  images: PageImages;
  /** Texts of the newest messages to open pages, oldest first; the last one leads to `version`. */
  messages: { version: number; text: string }[];
}

interface Entry {
  page: PublishedPage;
  fresh: Answers | null;
  /** Rendered with the words that it may be out of date. */
  stale: { since: number; answers: Answers | null } | null;
}

export interface ArtifactStore {
  get: (slug: string) => PublishedPage | undefined;
  ofPage: (pageId: string) => PublishedPage | undefined;
  /**
   * What to answer for a page now: the finished bytes, or those that say since when they could not be confirmed.
   * `unavailable`: there may be such a page, but nothing of it is here yet. `unknown`: there is none.
   */
  answers: (slug: string) => Answers | "unavailable" | "unknown";
  install: (page: PublishedPage) => void;
  /** Tells of a page that is founded and not published yet. */
  expect: (pageId: string, slug: string) => void;
  /** Puts another lock on a page; whether it had a different one. */
  lock: (pageId: string, lock: PageLock) => boolean;
  /** Takes a page away for good. */
  remove: (pageId: string) => void;
  pages: () => PublishedPage[];
  /** Tells that all pages there are have been installed or expected: from now on others are unknown. */
  complete: () => void;
  /** Tells whom to tell when a page gets another lock: who has it open may not be one of those who may see it. */
  onLock: (tell: (pageId: string) => void) => void;
  /** Tells how to learn when an organization's pages were last known to be the newest, in milliseconds since 1970. */
  confirmBy: (confirmedAt: (organizationId: string) => number) => void;
}

/** Older than this without confirmation, a page says as of when it is. */
export const staleAfterMs = 60_000;

interface StoreOptions {
  log: Pick<Logger, "warn">;
  /** Milliseconds since 1970. */
  now?: () => number;
}

/** The process's own copies of all published pages. Reading one asks no database, and renders nothing while all is well. */
export function createArtifactStore({ log, now = Date.now }: StoreOptions): ArtifactStore {
  const bySlug = new Map<string, Entry>();
  const slugOf = new Map<string, string>();
  const expected = new Map<string, string>();
  const removed = new Set<string>();
  let confirmedAt: (organizationId: string) => number = () => 0;
  let tellOfLock: (pageId: string) => void = () => {};
  let isComplete = false;

  /** The page's own entry: its slug may have become another page's. */
  function entryOf(pageId: string): Entry | undefined {
    const entry = bySlug.get(slugOf.get(pageId) ?? "");
    return entry?.page.pageId === pageId ? entry : undefined;
  }

  function forget(pageId: string): void {
    const entry = entryOf(pageId);
    if (entry !== undefined) bySlug.delete(entry.page.slug);
    slugOf.delete(pageId);
  }

  /** A page that cannot be rendered is answered as one that is not here: nobody else's may fall with it. */
  function renderNow({ snapshot, slug }: PublishedPage, staleSince?: string): Answers | null {
    try {
      return prepareAnswers(
        encodeNow(
          renderPage(snapshot, {
            language: snapshot.page.language,
            base: canonicalBase(snapshot),
            staleSince,
          }),
        ),
      );
    } catch (error) {
      log.warn({ err: error, slug }, "a copy of a page cannot be rendered");
      return null;
    }
  }

  return {
    get: (slug) => bySlug.get(slug)?.page,
    ofPage: (pageId) => entryOf(pageId)?.page,
    answers: (slug) => {
      const entry = bySlug.get(slug);
      if (entry === undefined) return isComplete && !expected.has(slug) ? "unknown" : "unavailable";
      const since = confirmedAt(entry.page.organizationId);
      if (now() - since > staleAfterMs) {
        if (entry.stale?.since !== since) {
          entry.stale = { since, answers: renderNow(entry.page, new Date(since).toISOString()) };
        }
        return entry.stale.answers ?? "unavailable";
      }
      entry.fresh ??= renderNow(entry.page);
      return entry.fresh ?? "unavailable";
    },
    install: (page) => {
      if (removed.has(page.pageId)) return;
      // Loading all pages and following the log overlap at the start: what is newer stays.
      const former = entryOf(page.pageId)?.page;
      if (former !== undefined && former.bytes !== null && former.version > page.version) return;
      forget(page.pageId);
      expected.delete(page.slug);
      slugOf.set(page.pageId, page.slug);
      const fresh = page.bytes === null ? null : prepareAnswers(page.bytes);
      const isLockNewer = former !== undefined && former.lock.version > page.lock.version;
      const lock = isLockNewer ? former.lock : page.lock;
      bySlug.set(page.slug, { page: { ...page, lock }, fresh, stale: null });
      if (former !== undefined && !isSameLock(former.lock, lock)) tellOfLock(page.pageId);
    },
    expect: (pageId, slug) => {
      if (!removed.has(pageId) && !bySlug.has(slug)) expected.set(slug, pageId);
    },
    lock: (pageId, lock) => {
      const entry = entryOf(pageId);
      if (entry === undefined || entry.page.lock.version > lock.version) return false;
      const isOther = !isSameLock(entry.page.lock, lock);
      entry.page = { ...entry.page, lock };
      if (isOther) tellOfLock(pageId);
      return isOther;
    },
    remove: (pageId) => {
      removed.add(pageId);
      forget(pageId);
      for (const [slug, id] of expected) if (id === pageId) expected.delete(slug);
    },
    pages: () => Array.from(bySlug.values(), (entry) => entry.page),
    complete: () => {
      isComplete = true;
    },
    onLock: (tell) => {
      tellOfLock = tell;
    },
    confirmBy: (tell) => {
      confirmedAt = tell;
    },
  };
}
