import { open, rename } from "node:fs/promises";
import { join } from "node:path";
import { CannotRunError } from "./cannot-run.ts";
import { type Cluster, sizeOf } from "./cluster.ts";
import { waitUntilReady } from "./connection.ts";
import { findRunning } from "./pid-file.ts";
import { choosePort } from "./port.ts";
import {
  isGoneWithin,
  type PostgresProcess,
  spawnPostgres,
  stopPostgres,
  watchPostgres,
} from "./postgres-process.ts";

export interface Running {
  readonly process: PostgresProcess;
  readonly port: number;
  readonly databaseCreated: boolean;
}

export interface BringUpOptions {
  readonly settings: string[];
  readonly log: (line: string) => void;
  readonly signal: AbortSignal;
}

/** A start may have to replay what was not yet in the tables; nobody is helped by giving up earlier. */
const startTimeoutMs = 10 * 60_000;
const shutdownTimeoutMs = 30_000;
const answerTimeoutMs = 10_000;

/** Adopts the PostgreSQL that an earlier Fanal left running on this data, or starts one. Resolves when it answers. */
export async function bringUp(cluster: Cluster, options: BringUpOptions): Promise<Running> {
  const adopted = await adopt(cluster, options);
  if (adopted !== null) return adopted;
  for (let attempt = 1; ; attempt++) {
    const port = await choosePort(cluster.directory);
    try {
      return await start(cluster, port, options);
    } catch (error) {
      // Somebody may have taken the port between the choice and the start; then another one is chosen.
      const portWasTaken = (await choosePort(cluster.directory)) !== port;
      if (!portWasTaken || attempt === 3) throw error;
    }
  }
}

async function adopt(cluster: Cluster, { log, signal }: BringUpOptions): Promise<Running | null> {
  const found = await findRunning(cluster.dataDirectory);
  if (found === null) return null;
  const process = watchPostgres(found.pid);
  if (found.state === "stopping") {
    await isGoneWithin(found.pid, shutdownTimeoutMs);
    return null;
  }
  const timeoutMs = found.state === "starting" ? startTimeoutMs : answerTimeoutMs;
  const ready = await raceWithEnd(
    process,
    AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    (until) => waitUntilReady(cluster.password, found.port, until),
  );
  if (ready === null) return null;
  if (ready.dataDirectory !== cluster.dataDirectory) {
    throw new CannotRunError(
      `PostgreSQL on port ${found.port} serves ${ready.dataDirectory}, not ${cluster.dataDirectory}.`,
    );
  }
  log(`PostgreSQL was still running (process ${found.pid}); going on with it.`);
  return { process, port: found.port, databaseCreated: ready.databaseCreated };
}

/** Starts `postgres` on exactly this port. Throws with the end of its log when it does not come up. */
export async function start(cluster: Cluster, port: number, options: BringUpOptions): Promise<Running> {
  const logFile = join(cluster.directory, "postgres.log");
  const logStart = await limitSize(logFile);
  const process = await spawnPostgres(cluster, ["-p", String(port), ...options.settings], logFile);
  const slow = setInterval(() => options.log("Waiting for PostgreSQL to recover its data …"), 10_000).unref();
  try {
    const until = AbortSignal.any([options.signal, AbortSignal.timeout(startTimeoutMs)]);
    const ready = await raceWithEnd(process, until, (signal) =>
      waitUntilReady(cluster.password, port, signal),
    );
    if (ready !== null) return { process, port, databaseCreated: ready.databaseCreated };
  } catch (error) {
    await stopPostgres(cluster, process);
    throw error;
  } finally {
    clearInterval(slow);
  }
  throw new CannotRunError(
    `PostgreSQL did not start (${await process.ended}). The end of ${logFile}:\n${await tail(logFile, logStart)}`,
  );
}

/** What `work` gives, or null when the process ended first. */
async function raceWithEnd<T>(
  process: PostgresProcess,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | null> {
  const over = new AbortController();
  const result = work(AbortSignal.any([signal, over.signal]));
  try {
    return await Promise.race([result, process.ended.then(() => null)]);
  } finally {
    over.abort();
    await result.catch(() => undefined);
  }
}

const maximumLogBytes = 1024 * 1024;
const tailBytes = 2_000;

/** Puts a log that has grown aside (one is kept), and tells where the next lines begin. */
async function limitSize(logFile: string): Promise<number> {
  const size = await sizeOf(logFile);
  if (size <= maximumLogBytes) return size;
  await rename(logFile, `${logFile}.1`);
  return 0;
}

async function tail(logFile: string, from: number): Promise<string> {
  const file = await open(logFile);
  try {
    const { size } = await file.stat();
    const start = Math.max(from, size - tailBytes);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(tailBytes), 0, tailBytes, start);
    return buffer.toString("utf8", 0, bytesRead).trim();
  } finally {
    await file.close();
  }
}
