import { mkdtemp, readFile, rm } from "node:fs/promises";
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
  return {
    path: folder,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
  };
}

/** The process id of the PostgreSQL that a server keeps in its data folder; `null` when there is none. */
export async function postgresOf(dataDirectory: string): Promise<number | null> {
  const file = path.join(dataDirectory, "postgres", "data", "postmaster.pid");
  const content = await readFile(file, "utf8").catch(() => "");
  return Number(content.split("\n")[0]) || null;
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
