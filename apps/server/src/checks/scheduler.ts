import { setTimeout as pause } from "node:timers/promises";
import { type Database, isDatabaseAway } from "@fanal/database";
import type { Logger } from "pino";
import type { Outgoing } from "../outgoing.ts";
import { type Claimed, claimDue, giveBack } from "./claim.ts";
import { type Finished, noteAll, turns } from "./record.ts";
import { createRotation } from "./rotation.ts";
import { noteTurn } from "./settle.ts";
import { runCheck } from "./types/index.ts";

/** How often it is looked for checks; each is taken before it is due, and begins when it is. */
const lookMs = 500;
/** Checks of one claim, and results of one note at most. */
const atOnce = 500;
/** Taken and not noted yet, in all: as many may be waited for at once. */
const mostAtOnce = 1_000;
/** How long a result waits for others that are noted with it. */
const gatherMs = 250;

interface CheckingOptions {
  database: Database;
  outgoing: Outgoing;
  log: Logger;
  mostUnderWay?: number;
}

/**
 * Runs checks when they are due, until it is disposed of: what it has in its hands then is given back, and another server
 * runs it. Any number of servers share the work through the database alone. An organization may have as many under way as
 * there is room left for others: half of it when it is alone, and whoever comes finds some, however slow all the others are.
 */
export function startChecking({
  database,
  outgoing,
  log,
  mostUnderWay = mostAtOnce,
}: CheckingOptions): AsyncDisposable {
  const stop = new AbortController();
  const { signal } = stop;
  const underWay = new Map<Claimed, Promise<void>>();
  const notes = createNotes({ database, log, signal });

  async function attempt(check: Claimed): Promise<void> {
    if (check.dueInMs > 0) await pause(check.dueInMs, undefined, { signal });
    const at = Math.round(check.claimedAt + performance.now() - check.claimedAtOwn);
    const timeoutMs = check.timeoutSeconds * 1_000;
    const observation = await runCheck(check.settings, { outgoing, timeoutMs, signal });
    await notes.add({ check, at, observation });
  }

  function begin(check: Claimed): void {
    const run = attempt(check)
      .then(() => void underWay.delete(check))
      .catch((error) => {
        // What was given up stays where it is, to be given back.
        if (signal.aborted) return;
        underWay.delete(check);
        log.error({ err: error, checkId: check.checkId }, "a check could not be run");
      });
    underWay.set(check, run);
  }

  function countByOrganization(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { organizationId } of underWay.keys())
      counts.set(organizationId, (counts.get(organizationId) ?? 0) + 1);
    return counts;
  }

  async function work(): Promise<void> {
    for (let isAway = false; !signal.aborted; ) {
      const room = mostUnderWay - underWay.size;
      const limit = Math.min(atOnce, room);
      let isMore = false;
      try {
        if (limit > 0) {
          const taken = await claimDue(database, {
            limit,
            aheadMs: lookMs,
            room,
            underWay: countByOrganization(),
          });
          for (const check of taken.claimed) begin(check);
          isMore = taken.isMore;
        }
        isAway = false;
      } catch (error) {
        if (!isAway) log.warn({ err: error }, "checks could not be claimed; they are run later");
        isAway = isDatabaseAway(error);
      }
      if (isMore) continue;
      await pause(limit > 0 ? lookMs : gatherMs, undefined, { signal }).catch(() => undefined);
    }
  }

  const working = work();
  return {
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      await working;
      await Promise.all(underWay.values());
      await giveBack(database, [...underWay.keys()]).catch((error) =>
        log.warn({ err: error }, "checks were not given back; others run them in a minute"),
      );
    },
  };
}

/** Gathers results, and notes those with which nothing turns together, the others one by one, of each organization in rotation. */
function createNotes({
  database,
  log,
  signal,
}: Pick<CheckingOptions, "database" | "log"> & { signal: AbortSignal }) {
  let gathered: Finished[] = [];
  let next: Promise<void> | null = null;
  const inRotation = createRotation();

  async function noteGathered(): Promise<void> {
    await pause(gatherMs);
    const all = gathered;
    gathered = [];
    next = null;
    await noteAll(database, all);
  }

  /** A result that is not noted is none: the check is run again when its claim is over. */
  function lost(error: unknown): void {
    if (!isDatabaseAway(error)) log.error({ err: error }, "results of checks were not noted");
  }

  async function noteNext(finished: Finished): Promise<void> {
    signal.throwIfAborted();
    await noteTurn(database, finished).catch(lost);
  }

  return {
    /** Resolves once the result is noted, or lost. */
    add(finished: Finished): Promise<void> {
      if (turns(finished)) return inRotation(finished.check.organizationId, () => noteNext(finished));
      gathered.push(finished);
      next ??= noteGathered().catch(lost);
      return next;
    },
  };
}
