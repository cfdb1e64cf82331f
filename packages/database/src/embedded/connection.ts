import { Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { CannotRunError } from "./cannot-run.ts";

const databaseName = "fanal";

export function urlOf(password: string, port: number): string {
  return `postgres://fanal:${password}@127.0.0.1:${port}/${databaseName}`;
}

/** SQLSTATEs that PostgreSQL answers with. */
const noSuchDatabase = "3D000";
const duplicateDatabase = "42P04";
const wrongPassword = new Set(["28P01", "28000"]);

/**
 * Connects until it works: the only sure sign that PostgreSQL is ready, and that it is ours, as it proves that it
 * knows the password. Returns the folder of its data. Throws when it refuses the password, or when `signal` aborts.
 */
export async function waitUntilReady(password: string, port: number, signal: AbortSignal): Promise<string> {
  for (;;) {
    signal.throwIfAborted();
    try {
      return await askDataDirectory(urlOf(password, port), signal);
    } catch (error) {
      const code = codeOf(error);
      if (code === noSuchDatabase) return await createDatabase(password, port, signal);
      if (code !== null && wrongPassword.has(code)) throw refused(port, error);
    }
    await wait(20, undefined, { signal }).catch(() => undefined);
  }
}

async function createDatabase(password: string, port: number, signal: AbortSignal): Promise<string> {
  const url = new URL(urlOf(password, port));
  url.pathname = "/postgres";
  return askDataDirectory(url.href, signal, `create database ${databaseName}`);
}

async function askDataDirectory(url: string, signal: AbortSignal, before?: string): Promise<string> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    // One that has fallen silent would hold up whoever gives up.
    stream: () => new Socket({ signal }),
  });
  // A connection that breaks makes the query fail; the event beside it must not end the process.
  client.on("error", () => undefined);
  try {
    await client.connect();
    if (before !== undefined) await client.query(before).catch(unlessDuplicate);
    const { rows } = await client.query<{ data_directory: string }>("show data_directory");
    return rows[0]?.data_directory ?? "";
  } finally {
    await client.end().catch(() => undefined);
  }
}

function unlessDuplicate(error: unknown): void {
  if (codeOf(error) !== duplicateDatabase) throw error;
}

function refused(port: number, cause: unknown): Error {
  return new CannotRunError(
    `PostgreSQL on port ${port} refused the password that is kept with the data. Was the password file changed?`,
    { cause },
  );
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && "code" in error ? String(error.code) : null;
}
