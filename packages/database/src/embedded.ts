import { locateBinaries, type PostgresBinaries } from "./embedded/binaries.ts";
import { bringUp } from "./embedded/bring-up.ts";
import { prepareCluster } from "./embedded/cluster.ts";
import { urlOf } from "./embedded/connection.ts";
import { place } from "./embedded/placement.ts";
import { settings } from "./embedded/settings.ts";
import { supervise } from "./embedded/supervise.ts";

export { CannotRunError } from "./embedded/cannot-run.ts";
export { DataDirectoryInUseError, lockDataDirectory } from "./embedded/lock.ts";
export { urlOfRunning } from "./embedded/running-url.ts";

export interface EmbeddedPostgresOptions {
  /** Folder for the database, its password, its port and its log; made when missing. One running server per folder. */
  directory: string;
  /** Told in whole sentences what a person should know: first start, recovery, restart. */
  log: (line: string) => void;
  /** False trades the safety of data in a power cut for speed. For tests. */
  durable?: boolean;
  maxConnections?: number;
  /** Gives up the start: PostgreSQL is ended, and the signal's reason is thrown. */
  signal?: AbortSignal;
  /** PostgreSQL's programs; those that npm installed by default. */
  binaries?: PostgresBinaries;
}

export interface EmbeddedPostgres extends AsyncDisposable {
  /** `postgres://fanal:…@127.0.0.1:port/fanal`; stays the same when PostgreSQL is restarted. The user is a superuser. */
  readonly url: string;
  /** Process id; changes when PostgreSQL is restarted. */
  readonly pid: number;
  /** Shuts PostgreSQL down: fast, immediately after 10 s. Resolves when it is gone. */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL that comes with Fanal and resolves when it answers: on loopback only, at a port of its own,
 * with a random password. It is created on the first start, adopted when it outlived an earlier Fanal, and
 * restarted when it ends by itself. Throws with what to do when it cannot run here.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { directory, log, durable = true, maxConnections = 100 } = options;
  const signal = options.signal ?? new AbortController().signal;
  const binaries = options.binaries ?? (await locateBinaries());
  const cluster = await prepareCluster(await place(directory, log, binaries), { durable, log });
  const how = { settings: settings({ durable, maxConnections }), log };
  const running = await bringUp(cluster, { ...how, signal });

  const supervisor = supervise(cluster, running, how);
  let stopped: Promise<void> | null = null;
  const stop = () => {
    stopped ??= supervisor.stop();
    return stopped;
  };
  return {
    url: urlOf(cluster.password, running.port),
    get pid() {
      return supervisor.process.pid;
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
