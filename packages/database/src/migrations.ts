import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type pg from "pg";

export const migrationsFolder = fileURLToPath(new URL("../migrations", import.meta.url));

/** Taken while migrations run, and while a backup is restored, so that who starts meanwhile waits. Any fixed number will do. */
const advisoryLock = 7_261_500_123;

/** There from the first moment of a restore to its last: whoever finds it finds a restore that did not come to its end. */
export const restoreMarker = "fanal_restore";

/** A migration that this Fanal has. */
export interface Migration {
  /** As in `migrations/`. */
  name: string;
  /** When it was written, in milliseconds since 1970: newer ones are later. */
  when: number;
}

export class DatabaseNewerThanCodeError extends Error {
  constructor() {
    super(
      "The database was migrated by a newer Fanal than this one. Start that version or a later one; going back needs a restored backup.",
    );
  }
}

/** A migration could not be done, and as all are one transaction, none was. */
export class MigrationFailedError extends Error {
  constructor(cause: unknown) {
    let reason = cause;
    while (reason instanceof Error && reason.cause instanceof Error) reason = reason.cause;
    super(
      `The database could not be brought up to date, and nothing in it was changed: ${reason instanceof Error ? reason.message : String(reason)}. Start the version from before, which goes on as it was, and report this as a bug.`,
      { cause },
    );
  }
}

/** A restore was ended in its middle, so there is nothing in the database that could be served. */
export class RestoreUnfinishedError extends Error {
  constructor() {
    super(
      "A backup was being restored into this database, and that did not come to its end. Run npm run restore again, with the same file or another one.",
    );
  }
}

/** All migrations of this Fanal, the first one first. */
export async function knownMigrations(): Promise<Migration[]> {
  const journal: { entries: { when: number; tag: string }[] } = await readMeta("_journal.json");
  return journal.entries.map(({ when, tag }) => ({ when, name: tag }));
}

/** The tables that Fanal has after a migration, with their schemas. Others in the same database are not its own. */
export async function tablesAfter({ name }: Migration): Promise<string[]> {
  const [number] = name.split("_");
  const snapshot: { tables: Record<string, unknown> } = await readMeta(`${number}_snapshot.json`);
  return Object.keys(snapshot.tables);
}

async function readMeta(file: string) {
  return JSON.parse(await readFile(path.join(migrationsFolder, "meta", file), "utf8"));
}

/** The migration that the database is at; `null` where there never was any. Throws when it is none of those that are known. */
export async function latestMigration(
  client: pg.Client,
  known: readonly Migration[],
): Promise<Migration | null> {
  const exists = await client.query("select to_regclass('drizzle.__drizzle_migrations') as name");
  if (exists.rows[0].name === null) return null;
  const applied = await client.query("select max(created_at) as newest from drizzle.__drizzle_migrations");
  const newest = applied.rows[0].newest;
  if (newest === null) return null;
  const latest = known.findLast(({ when }) => when <= Number(newest));
  if (latest === undefined || known.every(({ when }) => when < Number(newest)))
    throw new DatabaseNewerThanCodeError();
  return latest;
}

/** Waits for its turn among those that change the schema, which ends with the connection. */
export async function takeTurn(client: pg.Client): Promise<void> {
  await client.query("select pg_advisory_lock($1)", [advisoryLock]);
}

export async function refuseHalfRestored(client: pg.Client): Promise<void> {
  const { rows } = await client.query("select to_regnamespace($1) as marker", [restoreMarker]);
  if (rows[0].marker !== null) throw new RestoreUnfinishedError();
}
