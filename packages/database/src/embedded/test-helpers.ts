import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import pg from "pg";

export interface TemporaryFolder extends AsyncDisposable {
  readonly path: string;
}

/** An empty folder, or one with a copy of `template` (owners and modes kept), deleted at the end. */
export async function temporaryFolder(template?: string): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(tmpdir(), "fanal-embedded-"));
  await promisify(execFile)("chmod", ["711", path]);
  if (template !== undefined) await promisify(execFile)("cp", ["-a", `${template}/.`, path]);
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

export interface FixtureProcess extends AsyncDisposable {
  readonly pid: number;
  readonly firstLine: string;
  /** kill -9, resolves when it is gone. */
  kill(): Promise<void>;
}

/** Runs a fixture beside the tests with this Node, until its first line of output. */
export async function runFixture(name: string, args: string[]): Promise<FixtureProcess> {
  const path = fileURLToPath(new URL(name, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], { stdio: ["ignore", "pipe", "inherit"], cwd: "/" });
  const lines = createInterface({ input: child.stdout });
  const [firstLine] = await Promise.race([once(lines, "line"), once(child, "exit").then(failed)]);
  const kill = () => killAndWait(child);
  return { pid: child.pid ?? 0, firstLine: String(firstLine), kill, [Symbol.asyncDispose]: kill };
}

function failed([code]: unknown[]): never {
  throw new Error(`The fixture ended (${code}) before it said anything.`);
}

async function killAndWait(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  child.kill("SIGKILL");
  await exit;
}

export async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Repeats an attempt until it succeeds; the test's own time limit ends it. */
export async function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await attempt();
    } catch {
      await wait(20);
    }
  }
}
