import { setTimeout as wait } from "node:timers/promises";
import { type BringUpOptions, type Running, start } from "./bring-up.ts";
import type { Cluster } from "./cluster.ts";
import { type PostgresProcess, stopPostgres } from "./postgres-process.ts";

export interface Supervisor {
  /** The process that runs now, or ran last. */
  readonly process: PostgresProcess;
  /** Ends supervision, then the process. */
  stop(): Promise<void>;
}

const firstPauseMs = 100;
const longestPauseMs = 15_000;

/** Starts PostgreSQL again on the same port whenever it ends without having been asked to. */
export function supervise(
  cluster: Cluster,
  running: Running,
  options: Omit<BringUpOptions, "signal">,
): Supervisor {
  const stopping = new AbortController();
  let current = running.process;

  async function keepRunning(): Promise<void> {
    for (;;) {
      const how = await Promise.race([current.ended, aborted(stopping.signal)]);
      if (stopping.signal.aborted) return;
      options.log(`PostgreSQL has ended (${how}); starting it again.`);
      await restart();
    }
  }

  async function restart(): Promise<void> {
    for (
      let pauseMs = firstPauseMs;
      !stopping.signal.aborted;
      pauseMs = Math.min(pauseMs * 2, longestPauseMs)
    ) {
      await wait(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      try {
        current = (await start(cluster, running.port, { ...options, signal: stopping.signal })).process;
        options.log(`PostgreSQL is back (process ${current.pid}).`);
        return;
      } catch (error) {
        if (!stopping.signal.aborted) options.log(error instanceof Error ? error.message : String(error));
      }
    }
  }

  const supervision = keepRunning();
  return {
    get process() {
      return current;
    },
    async stop() {
      stopping.abort();
      await supervision;
      await stopPostgres(cluster, current);
    },
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
