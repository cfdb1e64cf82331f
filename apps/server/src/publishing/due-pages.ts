import { asSystem, type Database, inOrganization } from "@fanal/database";
import { artifacts, statusPages } from "@fanal/database/schema";
import { and, eq, isNull, lte, ne, or, type SQL } from "drizzle-orm";
import type { Logger } from "pino";
import { publishPage } from "./publish.ts";
import { rendererBuild } from "./renderer.ts";

const intervalMs = 30_000;

interface DuePagesOptions {
  database: Database;
  now: () => Date;
  log: Logger;
}

export interface DuePages extends AsyncDisposable {
  /** Publishes what is due now. */
  publish: () => Promise<void>;
}

/**
 * Publishes what changes without an event: pages on which a day has passed, and, until it has once worked, pages that
 * another build of the renderer made. Any number of processes may do so at once; a page that one has locked is left to it.
 */
export function publishDuePages({ database, now, log }: DuePagesOptions): DuePages {
  /** Other builds may run beside this one during an upgrade: each takes the pages over once, or they would do so for ever. */
  let isTakenOver = false;
  let running: Promise<void> | null = null;
  let isStopped = false;

  async function publishFound(): Promise<void> {
    const isDue = lte(statusPages.changesAt, now());
    const isOutdated = or(ne(artifacts.renderer, rendererBuild), isNull(artifacts.renderer));
    try {
      let failures = 0;
      for (const page of await findPages(database, isTakenOver ? isDue : or(isDue, isOutdated))) {
        if (isStopped) return;
        // One page that cannot be published must not keep the others waiting.
        await publishUnlessLocked(database, page, now).catch((error) => {
          failures++;
          log.warn({ err: error, pageId: page.id }, "cannot publish a page that is due; trying again");
        });
      }
      isTakenOver ||= failures === 0;
    } catch (error) {
      log.warn({ err: error }, "cannot find pages that are due; trying again");
    }
  }

  function publish(): Promise<void> {
    running ??= publishFound().finally(() => {
      running = null;
    });
    return running;
  }

  let timer = setTimeout(tick, 0);
  function tick(): void {
    void publish().finally(() => {
      // With jitter, so that several processes do not ask in step.
      if (!isStopped) timer = setTimeout(tick, intervalMs * (0.8 + Math.random() * 0.4));
    });
  }

  return {
    publish,
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

async function publishUnlessLocked(
  database: Database,
  { organizationId, id }: PageKey,
  now: () => Date,
): Promise<void> {
  await inOrganization(database, organizationId, async (tx) => {
    const [page] = await tx.db
      .select()
      .from(statusPages)
      .where(and(eq(statusPages.organizationId, organizationId), eq(statusPages.id, id)))
      .for("no key update", { skipLocked: true });
    if (page !== undefined) await publishPage(tx, page, { now, through: null });
  });
}
