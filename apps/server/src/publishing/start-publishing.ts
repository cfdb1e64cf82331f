import type { Database } from "@fanal/database";
import type { Logger } from "pino";
import { runReader } from "../events/reader.ts";
import type { FanalEvent } from "../events/types.ts";
import type { WakeUps } from "../events/wake-up.ts";
import type { ArtifactStore, PublishedPage } from "./artifacts.ts";
import type { DiskCopies } from "./disk.ts";
import { publishDuePages } from "./due-pages.ts";
import { loadAllPages, loadPage } from "./load.ts";
import { publishingReader } from "./reader.ts";
import { trackVisibility, type Visibility } from "./visible.ts";

interface PublishingOptions {
  /** The readers' pool. */
  database: Database;
  store: ArtifactStore;
  disk: DiskCopies;
  wakeUps: WakeUps;
  now: () => Date;
  log: Logger;
}

export interface Publishing extends AsyncDisposable {
  untilVisible: Visibility["untilVisible"];
  /** Installs what the events published; resolves with the pages that have something to tell their visitors. */
  see: (events: FanalEvent[]) => Promise<PublishedPage[]>;
  /** Loads all pages into this process. */
  loadAll: () => Promise<void>;
  idle: () => Promise<void>;
}

/** Starts publishing new versions. The log's follower calls `see`; once it runs, `loadAll` brings in what was there before. */
export function startPublishing(options: PublishingOptions): Publishing {
  const { database, store, disk, wakeUps, now, log } = options;
  const visibility = trackVisibility(wakeUps);
  const reader = runReader(publishingReader(now), { database, wakeUps, log });
  const duePages = publishDuePages({ database, now, log });

  async function see(events: FanalEvent[]): Promise<PublishedPage[]> {
    const told: PublishedPage[] = [];
    for (const pageId of idsOf(events, "status_page.deleted")) {
      store.remove(pageId);
      disk.remove(pageId);
    }
    for (const pageId of idsOf(events, "status_page.published")) {
      const page = await loadPage(database, pageId);
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
    loadAll: () => replaceAll(options),
    idle: reader.idle,
    [Symbol.asyncDispose]: async () => {
      await duePages[Symbol.asyncDispose]();
      await reader[Symbol.asyncDispose]();
    },
  };
}

/** What the disk held is replaced by what the database knows; pages deleted meanwhile go. */
async function replaceAll({ database, store, disk }: PublishingOptions): Promise<void> {
  const pages = await loadAllPages(database);
  const present = new Set(pages.map((page) => page.pageId));
  for (const { pageId } of store.pages()) {
    if (present.has(pageId)) continue;
    store.remove(pageId);
    disk.remove(pageId);
  }
  for (const page of pages) {
    store.install(page);
    disk.write(page);
  }
}

function idsOf(events: FanalEvent[], type: FanalEvent["type"]): Set<string> {
  return new Set(
    events.flatMap((event) => (event.type === type && event.subjectId !== null ? [event.subjectId] : [])),
  );
}
