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
      if (options.signal.aborted) throw error;
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
  const late =
    `The PostgreSQL of an earlier start still runs (process ${found.pid}) and has not answered for ` +
    `${timeoutMs / 1000} seconds. End it (kill -INT ${found.pid}) and start Fanal again.`;
  const answering = { password: cluster.password, port: found.port, timeoutMs, late };
  const dataDirectory = await untilReady(process, answering, signal).catch(async (error: unknown) => {
    // Who gives up leaves nothing behind, as when it is stopped later.
    if (signal.aborted) await stopPostgres(cluster, process);
    throw error;
  });
  if (dataDirectory === null) return null;
  if (dataDirectory !== cluster.dataDirectory) {
    throw new CannotRunError(
      `PostgreSQL on port ${found.port} serves ${dataDirectory}, not ${cluster.dataDirectory}.`,
    );
  }
  log(`PostgreSQL was still running (process ${found.pid}); going on with it.`);
  return { process, port: found.port };
}

/** Starts `postgres` on exactly this port. Throws with the end of its log when it does not come up. */
export async function start(cluster: Cluster, port: number, options: BringUpOptions): Promise<Running> {
  options.signal.throwIfAborted();
  const logFile = join(cluster.directory, "postgres.log");
  const logStart = await limitSize(logFile);
  const process = await spawnPostgres(cluster, ["-p", String(port), ...options.settings], logFile);
  const slow = setInterval(() => options.log("Waiting for PostgreSQL to recover its data …"), 10_000).unref();
  try {
    const late = `PostgreSQL was started and has not answered for 10 minutes. What it said is in ${logFile}.`;
    const answering = { password: cluster.password, port, timeoutMs: startTimeoutMs, late };
    const dataDirectory = await untilReady(process, answering, options.signal);
    if (dataDirectory !== null) return { process, port };
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

interface Answering {
  readonly password: string;
  readonly port: number;
  readonly timeoutMs: number;
  /** What is said when the time is over. */
  readonly late: string;
}

/** Waits until it answers, and returns the folder of its data. Null when it ended first. */
async function untilReady(
  process: PostgresProcess,
  { password, port, timeoutMs, late }: Answering,
  signal: AbortSignal,
): Promise<string | null> {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    return await raceWithEnd(process, AbortSignal.any([signal, timeout]), (until) =>
      waitUntilReady(password, port, until),
    );
  } catch (cause) {
    // What was cut off by the time may have failed with an error of its own.
    if (timeout.aborted && !signal.aborted) throw new CannotRunError(late, { cause });
    throw cause;
  }
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
