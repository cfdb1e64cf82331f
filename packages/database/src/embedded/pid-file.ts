import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { isPostgresOf } from "./postgres-process.ts";

/** What a running PostgreSQL writes about itself into `postmaster.pid`. */
export interface PidFile {
  readonly pid: number;
  readonly port: number;
  /** `starting`, `ready`, `stopping`. */
  readonly state: string;
}

/**
 * The PostgreSQL that already runs on this data, or null.
 *
 * After a crash the file names a process id that may meanwhile belong to any other program (in a container, this is
 * likely). PostgreSQL would then refuse to start, so such a file is removed. That no process of the old PostgreSQL is
 * left is checked by PostgreSQL itself, by its shared memory, but not across containers: so the caller has to hold the
 * claim on the folder (`lockDataDirectory`), which no server in another container has then.
 */
export async function findRunning(dataDirectory: string): Promise<PidFile | null> {
  const path = join(dataDirectory, "postmaster.pid");
  const text = await readFile(path, "utf8").catch(() => null);
  if (text === null) return null;
  const [pid, , , port, , , , state] = text.split("\n").map((line) => line.trim());
  const entry = { pid: Number(pid), port: Number(port), state: state ?? "starting" };
  if (!Number.isInteger(entry.pid) || entry.pid <= 0) return null;
  if (await isPostgresOf(dataDirectory, entry.pid)) return entry;
  await rm(path, { force: true });
  return null;
}
