import { setTimeout as pause } from "node:timers/promises";
import { isDatabaseAway } from "@fanal/database";
import { type SQL, sql } from "drizzle-orm";
import type { Logger } from "pino";

/** Longer than a step of the work can take, so that another server takes it over only when whoever had it is gone. */
const leaseSeconds = 30;
const pollMs = 1_000;
const drainMs = 10_000;

/** Until when work that is being done is nobody else's. */
export const lease: SQL = sql`now() + make_interval(secs => ${leaseSeconds})`;

/** Work that lasts, of which each step is noted in the transaction that takes it. */
interface LeasedWork<Work> {
  /** Takes the oldest that nobody works on; `null`: there is none. */
  claim: () => Promise<Work | null>;
  /** Goes on with it until its end, or that of this server. */
  workOn: (work: Work, stop: AbortSignal) => Promise<void>;
  log: Pick<Logger, "warn">;
  /** What is logged when it is cut off. */
  cutOff: string;
}

/** Works on one thing at a time in each server. What is cut off, however, goes on with another server or a later one. */
export function startLeasedWork<Work>(work: LeasedWork<Work>): AsyncDisposable {
  const stop = new AbortController();
  const running = workUntilStopped(work, stop.signal);
  return {
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      await Promise.race([running, pause(drainMs, undefined, { ref: false })]);
    },
  };
}

async function workUntilStopped<Work>(
  { claim, workOn, log, cutOff }: LeasedWork<Work>,
  stop: AbortSignal,
): Promise<void> {
  for (let isAway = false; !stop.aborted; ) {
    try {
      const claimed = await claim();
      isAway = false;
      if (claimed !== null) await workOn(claimed, stop);
      else await rest(pollMs, stop);
    } catch (error) {
      if (stop.aborted) return;
      if (!isAway) log.warn({ err: error }, cutOff);
      isAway = isDatabaseAway(error);
      await rest(pollMs, stop);
    }
  }
}

/** Waits, but not for longer than this server runs. */
export function rest(milliseconds: number, stop: AbortSignal): Promise<unknown> {
  return pause(milliseconds, undefined, { signal: stop }).catch(() => undefined);
}
