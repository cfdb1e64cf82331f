import { asSystem, type Database, inOrganization } from "@fanal/database";
import { artifacts, statusPages } from "@fanal/database/schema";
import { and, eq, isNull, lte, min, ne, or, type SQL } from "drizzle-orm";
import type { Logger } from "pino";
import type { Addresses } from "../status-pages/queries/hosts.ts";
import { publishPage } from "./publish.ts";
import { rendererBuild } from "./renderer.ts";
import { nothingTouched } from "./stories.ts";

/** Longest time without a look: another process may have planned something and ended. */
const longestWaitMs = 30_000;
/** Shortest: another process may be publishing what is due. */
const shortestWaitMs = 200;
/** Timers can be early by this much. */
const graceMs = 10;

interface DuePagesOptions {
  database: Database;
  addresses: Addresses;
  now: () => Date;
  log: Logger;
}

export interface DuePages extends AsyncDisposable {
  /** Publishes what is due now. */
  publish: () => Promise<void>;
  /** Tells when a page will be due, so that it is published then and not some time later. */
  expect: (changesAt: Date) => void;
}

/**
 * Publishes what changes without an event: pages that time alone changes, at their moment, and, until it has once
 * worked, pages that another build of the renderer made. Any number of processes may do so at once; a page that one has
 * locked is left to it.
 */
export function publishDuePages({ database, addresses, now, log }: DuePagesOptions): DuePages {
  /** Other builds may run beside this one during an upgrade: each takes the pages over once, or they would do so for ever. */
  let isTakenOver = false;
  let running: Promise<void> | null = null;
  let isStopped = false;
  let timer = setTimeout(tick, 0);
  /** When it looks next, in milliseconds since 1970. */
  let nextLook = 0;

  async function publishFound(): Promise<void> {
    const isDue = lte(statusPages.changesAt, now());
    const isOutdated = or(ne(artifacts.renderer, rendererBuild), isNull(artifacts.renderer));
    try {
      let failures = 0;
      for (const page of await findPages(database, isTakenOver ? isDue : or(isDue, isOutdated))) {
        if (isStopped) return;
        // One page that cannot be published must not keep the others waiting.
        await publishUnlessLocked(page).catch((error) => {
          failures++;
          log.warn({ err: error, pageId: page.id }, "cannot publish a page that is due; trying again");
        });
      }
      isTakenOver ||= failures === 0;
      const changesAt = failures === 0 ? await firstChange(database) : null;
      if (changesAt !== null) expect(changesAt);
    } catch (error) {
      log.warn({ err: error }, "cannot find pages that are due; trying again");
    }
  }

  async function publishUnlessLocked({ organizationId, id }: PageKey): Promise<void> {
    await inOrganization(database, organizationId, async (tx) => {
      const [page] = await tx.db
        .select()
        .from(statusPages)
        .where(and(eq(statusPages.organizationId, organizationId), eq(statusPages.id, id)))
        .for("no key update", { skipLocked: true });
      if (page === undefined) return;
      await publishPage(tx, page, { now, addresses, through: null, touched: nothingTouched });
    });
  }

  function publish(): Promise<void> {
    running ??= publishFound().finally(() => {
      running = null;
    });
    return running;
  }

  function tick(): void {
    // With jitter, so that several processes do not ask in step.
    lookAt(Date.now() + longestWaitMs * (0.6 + Math.random() * 0.4));
    void publish();
  }

  function lookAt(moment: number): void {
    clearTimeout(timer);
    nextLook = moment;
    if (!isStopped) timer = setTimeout(tick, Math.max(0, moment - Date.now()));
  }

  function expect(changesAt: Date): void {
    // By the clock that the page was published by, which need not be the system's.
    const moment = Date.now() + changesAt.getTime() - now().getTime() + graceMs;
    if (moment < nextLook) lookAt(Math.max(moment, Date.now() + shortestWaitMs));
  }

  return {
    publish,
    expect,
    [Symbol.asyncDispose]: async () => {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

interface PageKey {
  organizationId: string;
  id: string;
}

function findPages(database: Database, condition: SQL | undefined): Promise<PageKey[]> {
  return asSystem(database, "find pages that are due without an event", (db) =>
    db
      .select({ organizationId: statusPages.organizationId, id: statusPages.id })
      .from(statusPages)
      .leftJoin(
        artifacts,
        and(
          eq(artifacts.organizationId, statusPages.organizationId),
          eq(artifacts.pageId, statusPages.id),
          eq(artifacts.path, ""),
        ),
      )
      .where(condition),
  );
}

async function firstChange(database: Database): Promise<Date | null> {
  return asSystem(database, "see when a page will be due", async (db) => {
    const [row] = await db.select({ at: min(statusPages.changesAt) }).from(statusPages);
    return row?.at ?? null;
  });
}
