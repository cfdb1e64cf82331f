import type { Language } from "@fanal/domain";
import type { Logger } from "pino";
import { createAnswerCache } from "./answer-cache.ts";
import { type Answers, prepareAnswers } from "./answers.ts";
import { canonicalBase } from "./base.ts";
import { mainKind, type Wanted } from "./documents.ts";
import { isSameLock, type PageLock } from "./door/lock.ts";
import { type Messages, messagesOf } from "./messages.ts";
import type { Message, PublishedPage } from "./published-page.ts";
import { createRendered, type Rendered } from "./rendered.ts";

interface Entry {
  page: PublishedPage;
  base: string;
  /** The main page in the page's own language, finished; `null` when it came from the disk. */
  finished: Answers | null;
  rendered: Rendered;
  messages: Messages;
}

/** A page that there is, of which nothing is published yet. */
export interface FoundedPage {
  organizationId: string;
  pageId: string;
  slug: string;
}

export interface ArtifactStore {
  get: (slug: string) => PublishedPage | undefined;
  ofPage: (pageId: string) => PublishedPage | undefined;
  /** What is answered instead of a page that is not here. */
  absence: (slug: string) => "unavailable" | "gone" | "unknown";
  /** The newest messages to who has a page open in a language; `null` for the page's own. */
  messagesIn: (pageId: string, language: Language | null) => readonly Message[];
  /** The page that is at home at a host, by its slug. The host in lower case, without a port. */
  slugAtHost: (host: string) => string | undefined;
  /**
   * What to answer at an address of a page now: the finished bytes, or those that say since when they could not be
   * confirmed. `unavailable`: there may be such a page, but nothing of it is here yet. `gone`: there was. `unknown`:
   * there is nothing.
   */
  answers: (slug: string, wanted: Wanted) => Answers | "unavailable" | "gone" | "unknown";
  install: (page: PublishedPage) => void;
  /** Tells of a page that is founded and not published yet. */
  expect: (page: FoundedPage) => void;
  /** Puts another lock on a page; whether it had a different one. */
  lock: (pageId: string, lock: PageLock) => boolean;
  /** Takes a page away for good; its address is gone until another page takes it. */
  remove: (pageId: string) => void;
  /** Takes all pages of an organization away for good, and tells which. */
  removeAllOf: (organizationId: string) => string[];
  /** Tells of addresses of pages that are gone. */
  gone: (slugs: readonly string[]) => void;
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
  const expected = new Map<string, FoundedPage>();
  const removed = new Set<string>();
  /** Organizations that are deleted: what was under way brings nothing of them back. */
  const erased = new Set<string>();
  const gone = new Set<string>();
  const pageAtHost = new Map<string, string>();
  const cache = createAnswerCache();
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
    if (entry !== undefined) {
      bySlug.delete(entry.page.slug);
      entry.rendered.drop();
      for (const host of entry.page.snapshot.page.hosts) {
        // It may have become another page's.
        if (pageAtHost.get(host) === pageId) pageAtHost.delete(host);
      }
    }
    slugOf.delete(pageId);
  }

  function remove(pageId: string): void {
    removed.add(pageId);
    const page = entryOf(pageId)?.page;
    // Of a page that was not for everyone nobody learns that it was there.
    if (page?.lock.visibility === "public") gone.add(page.slug);
    forget(pageId);
    for (const [slug, page] of expected) if (page.pageId === pageId) expected.delete(slug);
  }

  function absence(slug: string): "unavailable" | "gone" | "unknown" {
    if (expected.has(slug)) return "unavailable";
    if (gone.has(slug)) return "gone";
    return isComplete ? "unknown" : "unavailable";
  }

  return {
    absence,
    messagesIn: (pageId, language) => entryOf(pageId)?.messages.in(language) ?? [],
    get: (slug) => bySlug.get(slug)?.page,
    ofPage: (pageId) => entryOf(pageId)?.page,
    slugAtHost: (host) => slugOf.get(pageAtHost.get(host) ?? ""),
    answers: (slug, wanted) => {
      const entry = bySlug.get(slug);
      if (entry === undefined) return absence(slug);
      const since = confirmedAt(entry.page.organizationId);
      const isStale = now() - since > staleAfterMs;
      if (!isStale && entry.finished !== null && isMain(wanted, entry)) return entry.finished;
      const answers = entry.rendered.answers(wanted, isStale ? new Date(since).toISOString() : undefined);
      return answers === "failed" ? "unavailable" : answers;
    },
    install: (page) => {
      if (removed.has(page.pageId) || erased.has(page.organizationId)) return;
      // Loading all pages and following the log overlap at the start: what is newer stays.
      const formerEntry = entryOf(page.pageId) ?? null;
      const former = formerEntry?.page;
      if (former !== undefined && former.bytes !== null && former.version > page.version) return;
      forget(page.pageId);
      expected.delete(page.slug);
      slugOf.set(page.pageId, page.slug);
      gone.delete(page.slug);
      for (const host of page.snapshot.page.hosts) pageAtHost.set(host, page.pageId);
      const isLockNewer = former !== undefined && former.lock.version > page.lock.version;
      const lock = isLockNewer ? former.lock : page.lock;
      bySlug.set(page.slug, {
        page: { ...page, lock },
        base: canonicalBase(page.snapshot),
        finished: page.bytes === null ? null : prepareAnswers(page.bytes, mainKind(page.snapshot)),
        rendered: createRendered(page, { cache, log }),
        messages: messagesOf(page, formerEntry),
      });
      if (former !== undefined && !isSameLock(former.lock, lock)) tellOfLock(page.pageId);
    },
    expect: (page) => {
      const { organizationId, pageId, slug } = page;
      if (removed.has(pageId) || erased.has(organizationId) || bySlug.has(slug)) return;
      expected.set(slug, page);
      gone.delete(slug);
    },
    lock: (pageId, lock) => {
      const entry = entryOf(pageId);
      if (entry === undefined || entry.page.lock.version > lock.version) return false;
      const isOther = !isSameLock(entry.page.lock, lock);
      entry.page = { ...entry.page, lock };
      if (isOther) tellOfLock(pageId);
      return isOther;
    },
    remove,
    removeAllOf: (organizationId) => {
      erased.add(organizationId);
      const ofIt = [...Array.from(bySlug.values(), (entry) => entry.page), ...expected.values()].filter(
        (page) => page.organizationId === organizationId,
      );
      const pageIds = ofIt.map((page) => page.pageId);
      for (const pageId of pageIds) remove(pageId);
      return pageIds;
    },
    gone: (slugs) => {
      for (const slug of slugs) if (!bySlug.has(slug) && !expected.has(slug)) gone.add(slug);
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

function isMain({ path, language, base }: Wanted, entry: Entry): boolean {
  return path?.kind === "page" && base === entry.base && language === entry.page.snapshot.page.language;
}
