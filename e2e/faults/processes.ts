import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

/** A port that nobody listens at now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

export interface TemporaryFolder extends AsyncDisposable {
  readonly path: string;
}

/** A folder that goes with the test. */
export async function temporaryFolder(): Promise<TemporaryFolder> {
  const folder = await mkdtemp(path.join(tmpdir(), "fanal-e2e-"));
  // PostgreSQL has an account of its own where Fanal runs as root, and lives elsewhere if that may not come in here.
  await chmod(folder, 0o755);
  return {
    path: folder,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
  };
}

/** The process id of the PostgreSQL that a server runs in its data folder. */
export async function postgresOf(dataDirectory: string): Promise<number> {
  const file = path.join(dataDirectory, "postgres", "data", "postmaster.pid");
  const pid = Number((await readFile(file, "utf8")).split("\n")[0]);
  if (!(pid > 1)) throw new Error(`No process id in ${file}`);
  return pid;
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
