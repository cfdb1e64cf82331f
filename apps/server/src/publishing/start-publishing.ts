import type { Database } from "@fanal/database";
import type { Logger } from "pino";
import { runReader } from "../events/reader.ts";
import type { FanalEvent } from "../events/types.ts";
import type { WakeUps } from "../events/wake-up.ts";
import type { Addresses } from "../status-pages/queries/hosts.ts";
import type { ArtifactStore } from "./artifacts.ts";
import type { DiskCopies } from "./disk.ts";
import { publishDuePages } from "./due-pages.ts";
import { loadAllPages, loadGoneSlugs, loadLock, loadPage } from "./load.ts";
import type { PublishedPage } from "./published-page.ts";
import { publishingReader } from "./reader.ts";
import { trackVisibility, type Visibility } from "./visible.ts";

interface PublishingOptions {
  /** The readers' pool. */
  database: Database;
  store: ArtifactStore;
  disk: DiskCopies;
  wakeUps: WakeUps;
  addresses: Addresses;
  /** How long a write waits at most for what it changed to be served, in milliseconds. */
  patienceMs: number;
  now: () => Date;
  log: Logger;
}

export interface Publishing extends AsyncDisposable {
  untilVisible: Visibility["untilVisible"];
  /** Installs what the events published; resolves with the pages that have something to tell their visitors. */
  see: (events: FanalEvent[]) => Promise<PublishedPage[]>;
  /** Takes away all that is here of an organization that is deleted; the pages that there were. */
  forget: (organizationId: string) => string[];
  /** Loads all pages into this process. */
  loadAll: () => Promise<void>;
}

/** Starts publishing new versions. The log's follower calls `see`; once it runs, `loadAll` brings in what was there before. */
export function startPublishing(options: PublishingOptions): Publishing {
  const { database, store, disk, wakeUps, addresses, patienceMs, now, log } = options;
  const visibility = trackVisibility(wakeUps, patienceMs);
  const duePages = publishDuePages({ database, addresses, now, log });
  const definition = publishingReader({ now, addresses, expect: duePages.expect });
  const reader = runReader(definition, { database, wakeUps, log });

  async function see(events: FanalEvent[]): Promise<PublishedPage[]> {
    await lockPages(options, events);
    for (const { type, organizationId, subjectId, data } of events) {
      if (subjectId === null) continue;
      if (type === "status_page.deleted") {
        store.remove(subjectId);
        disk.remove(subjectId);
      } else if (type === "status_page.created" && typeof data.slug === "string") {
        store.expect({ organizationId, pageId: subjectId, slug: data.slug });
      }
    }
    const told: PublishedPage[] = [];
    for (const { organizationId, pageId } of pagesOf(events, "status_page.published")) {
      const page = await loadPage(database, { organizationId, pageId }, store.ofPage(pageId));
      if (page === null) continue;
      store.install(page);
      disk.write(page);
      told.push(page);
    }
    visibility.installed(events);
    return told;
  }

  return {
    untilVisible: visibility.untilVisible,
    see,
    forget: (organizationId) => {
      const pageIds = store.removeAllOf(organizationId);
      for (const pageId of pageIds) disk.remove(pageId);
      return pageIds;
    },
    loadAll: () => replaceAll(options),
    [Symbol.asyncDispose]: async () => {
      await duePages[Symbol.asyncDispose]();
      await reader[Symbol.asyncDispose]();
    },
  };
}

/** A page that is closed to the public is so at once, whenever its next version comes. */
async function lockPages({ database, store, disk }: PublishingOptions, events: FanalEvent[]): Promise<void> {
  for (const { organizationId, pageId } of pagesOf(events, "status_page.updated")) {
    const lock = await loadLock(database, organizationId, pageId);
    if (lock === null || !store.lock(pageId, lock)) continue;
    const page = store.ofPage(pageId);
    if (page !== undefined) disk.write(page);
  }
}

/** What the disk held is replaced by what the database knows; pages deleted meanwhile go. */
async function replaceAll({ database, store, disk }: PublishingOptions): Promise<void> {
  const present = new Set<string>();
  const held = store.pages().map((page) => page.pageId);
  for await (const { published, waiting } of loadAllPages(database)) {
    for (const page of published) {
      present.add(page.pageId);
      store.install(page);
      disk.write(page);
    }
    for (const { organizationId, id, slug } of waiting) {
      present.add(id);
      store.expect({ organizationId, pageId: id, slug });
    }
  }
  for (const pageId of held) {
    if (present.has(pageId)) continue;
    store.remove(pageId);
    disk.remove(pageId);
  }
  store.gone(await loadGoneSlugs(database));
  store.complete();
}

/** Each page once, however often the events tell of it. */
function pagesOf(
  events: FanalEvent[],
  wanted: "status_page.published" | "status_page.updated",
): { organizationId: string; pageId: string }[] {
  const pages = new Map<string, string>();
  for (const { type, organizationId, subjectId } of events) {
    if (type === wanted && subjectId !== null) pages.set(subjectId, organizationId);
  }
  return Array.from(pages, ([pageId, organizationId]) => ({ organizationId, pageId }));
}
