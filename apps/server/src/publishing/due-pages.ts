import { asSystem, type Database, inOrganization } from "@fanal/database";
import { artifacts, statusPages } from "@fanal/database/schema";
import { and, eq, lte, ne, type SQL } from "drizzle-orm";
import type { Logger } from "pino";
import { publishPage } from "./publish.ts";
import { rendererBuild } from "./renderer.ts";

const intervalMs = 30_000;

interface DuePagesOptions {
  database: Database;
  now: () => Date;
  log: Logger;
}

/**
 * Publishes what changes without an event: pages on which a day has passed, and, once at the start, pages that another
 * build of the renderer made. Any number of processes may do so at once; a page that one has locked is left to it.
 */
export function publishDuePages({ database, now, log }: DuePagesOptions): AsyncDisposable {
  const publish = async (find: () => Promise<PageKey[]>) => {
    try {
      for (const page of await find()) await publishUnlessLocked(database, page, now);
    } catch (error) {
      log.warn({ err: error }, "cannot publish pages that are due; trying again");
    }
  };
  const due = () =>
    findPages(database, "find pages on which a day has passed", lte(statusPages.changesAt, now()));
  const outdated = () =>
    findPages(database, "find pages that another build rendered", ne(artifacts.renderer, rendererBuild));
  let running = publish(outdated);
  const timer = setInterval(() => {
    running = running.then(() => publish(due));
  }, intervalMs);
  return {
    [Symbol.asyncDispose]: () => {
      clearInterval(timer);
      return running;
    },
  };
}

interface PageKey {
  organizationId: string;
  id: string;
}

function findPages(database: Database, reason: string, condition: SQL): Promise<PageKey[]> {
  return asSystem(database, reason, (db) =>
    db
      .select({ organizationId: statusPages.organizationId, id: statusPages.id })
      .from(statusPages)
      .innerJoin(
        artifacts,
        and(eq(artifacts.organizationId, statusPages.organizationId), eq(artifacts.pageId, statusPages.id)),
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
      .for("update", { skipLocked: true });
    if (page !== undefined) await publishPage(tx, page, { now, through: null });
  });
}
