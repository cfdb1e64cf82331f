import { execFile, spawn } from "node:child_process";
import { open, readFile, readlink } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { programPath } from "./binaries.ts";
import type { Placement } from "./placement.ts";
import { cannotRun, runProgram, spawnOptions } from "./program.ts";

/** A running `postgres`, started by us or found. */
export interface PostgresProcess {
  readonly pid: number;
  /** Resolves when it has ended, with how: `signal SIGKILL`, `exit code 1`. Never rejects. */
  readonly ended: Promise<string>;
}

/**
 * Starts `postgres` in a session of its own, so that Ctrl-C in the terminal reaches Fanal alone, which stops the
 * database last.
 */
export async function spawnPostgres(
  placement: Placement,
  args: string[],
  logFile: string,
): Promise<PostgresProcess> {
  const output = await open(logFile, "a", 0o600);
  try {
    const child = spawn(
      programPath(placement.binaries, "postgres"),
      ["-D", placement.dataDirectory, ...args],
      {
        ...spawnOptions(placement.account),
        detached: true,
        stdio: ["ignore", output.fd, output.fd],
      },
    );
    const ended = new Promise<string>((resolve) => {
      child.once("exit", (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
    });
    await new Promise<void>((resolve, reject) => {
      child.once("spawn", resolve);
      child.once("error", (cause) => reject(cannotRun("postgres", cause)));
    });
    child.unref();
    if (child.pid === undefined) throw new Error("postgres was started without a process id.");
    return { pid: child.pid, ended };
  } finally {
    await output.close();
  }
}

/** Watches a `postgres` that an earlier Fanal started. It is no child of ours, so its end is noticed by asking. */
export function watchPostgres(pid: number): PostgresProcess {
  const ended = new Promise<string>((resolve) => {
    const timer = setInterval(async () => {
      if (await isAlive(pid)) return;
      clearInterval(timer);
      resolve("unknown reason");
    }, 250).unref();
  });
  return { pid, ended };
}

/** Fast shutdown; the immediate one after 10 s, which the next start recovers from. Resolves when the process is gone. */
export async function stopPostgres(placement: Placement, { pid }: PostgresProcess): Promise<void> {
  if (process.platform === "win32") return stopWithPgCtl(placement);
  signal(pid, "SIGINT");
  if (await isGoneWithin(pid, 10_000)) return;
  signal(pid, "SIGQUIT");
  if (await isGoneWithin(pid, 5_000)) return;
  signal(pid, "SIGKILL");
  await isGoneWithin(pid, 5_000);
}

/** Windows has no signals to ask with. */
async function stopWithPgCtl({ account, binaries, dataDirectory }: Placement): Promise<void> {
  const run = { account, binaries, program: "pg_ctl" } as const;
  await runProgram(run, ["stop", "-D", dataDirectory, "-m", "fast", "-t", "10"]).catch(() =>
    runProgram(run, ["stop", "-D", dataDirectory, "-m", "immediate", "-t", "5"]),
  );
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!isNoSuchProcess(error)) throw error;
  }
}

export async function isGoneWithin(pid: number, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (await isAlive(pid)) {
    if (Date.now() > deadline) return false;
    await wait(20);
  }
  return true;
}

/** Whether a process of this id exists and has not ended; one that waits for its parent to notice has ended. */
async function isAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (isNoSuchProcess(error)) return false;
  }
  if (process.platform !== "linux") return true;
  const line = await readFile(`/proc/${pid}/stat`, "latin1").catch(() => null);
  return line === null || !/^[ZX]$/.test(line.slice(line.lastIndexOf(")") + 2, line.lastIndexOf(")") + 3));
}

/** Whether the process is the `postgres` of this data, not a program that got the same id after a crash. */
export async function isPostgresOf(dataDirectory: string, pid: number): Promise<boolean> {
  if (!(await isAlive(pid))) return false;
  if (process.platform === "win32") return true;
  if (process.platform !== "linux") {
    const { stdout } = await promisify(execFile)("ps", ["-o", "comm=", "-p", String(pid)]).catch(
      () => nothing,
    );
    return /(^|\/)postgres$/.test(stdout.trim());
  }
  // Its working directory is its data. Root in a container may lack the right to see it, but sees the name.
  const workingDirectory = await readlink(`/proc/${pid}/cwd`).catch(() => null);
  if (workingDirectory !== null) return workingDirectory === dataDirectory;
  const name = await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "");
  return name.trim() === "postgres";
}

const nothing = { stdout: "" };

function isNoSuchProcess(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ESRCH";
}
