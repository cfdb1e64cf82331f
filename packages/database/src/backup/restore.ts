import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg, { type Client, escapeIdentifier } from "pg";
import { from } from "pg-copy-streams";
import { jobSchema } from "../job-schema.ts";
import { knownMigrations, migrationsFolder, restoreMarker, takeTurn } from "../migrations.ts";
import { BrokenBackupError, type Entries, readArchive } from "./archive.ts";
import {
  addPartition,
  agreeOnText,
  listTables,
  partitionSchema,
  quoted,
  readTable,
  type Table,
  tableSchemas,
} from "./catalog.ts";
import {
  asHeader,
  asManifest,
  broken,
  folderOf,
  type Header,
  headerFile,
  type Manifest,
  manifestFile,
  secretFile,
} from "./format.ts";

export interface RestoreOptions {
  /** The database to fill; asked for once the backup may be restored. */
  url: () => Promise<string>;
  /**
   * Looks at the backup, and at the secret that it may carry, before anything is done. Throws when it is not to be restored.
   */
  examine: (header: Header, secret: string | null) => Promise<void>;
  /** Changes what was restored, in the same transaction, once it is known to be what the backup holds. */
  settle: (db: NodePgDatabase, header: Header) => Promise<void>;
}

/** The database holds something, and a restore replaces nothing. */
export class DatabaseNotEmptyError extends Error {
  override name = "DatabaseNotEmptyError";
  constructor(table: string) {
    super(
      `The database is not empty: it has a table ${table}. A restore never replaces anything. Make a new database for it and name it in DATABASE_URL, or name a new folder in FANAL_DATA_DIR.`,
    );
  }
}

/** The backup is of a Fanal that is newer than this one. */
export class BackupNewerThanCodeError extends Error {
  override name = "BackupNewerThanCodeError";
  constructor() {
    super("The backup was made by a newer Fanal than this one. Restore it with that version or a later one.");
  }
}

/** The database that was backed up had more in it than Fanal. */
export class ForeignTableError extends Error {
  override name = "ForeignTableError";
  constructor(table: string) {
    super(
      `The backup has a table ${table} that Fanal never had in this shape: its database was altered by other hands. Nothing was restored.`,
    );
  }
}

/** What came out of the database is not what the backup says that went in. */
export class RestoreDiffersError extends Error {
  override name = "RestoreDiffersError";
}

/**
 * Fills an empty database with a backup: the schema as it was then, and all rows, read back and compared. The next start
 * brings the schema up to date. All of it is one transaction: it happens as a whole or not at all. While it runs, and when it
 * was ended in its middle, the database says so to every Fanal that starts on it.
 */
export async function restore(
  file: string,
  { url, examine, settle }: RestoreOptions,
): Promise<Header & { manifest: Manifest }> {
  return readArchive(file, async (entries) => {
    const header = await readHeader(entries);
    await examine(header, await readSecret(entries));
    const client = new pg.Client({ connectionString: await url(), application_name: "fanal restore" });
    client.on("error", () => undefined);
    await client.connect();
    try {
      await takeTurn(client);
      await refuseUnlessEmpty(client);
      await client.query(`create schema if not exists ${restoreMarker}`);
      await client.query("begin");
      try {
        const manifest = await fill(client, header, entries);
        await client.query("select set_config('fanal.system', 'on', true)");
        await settle(drizzle(client), header);
        await client.query(`drop schema ${restoreMarker}`);
        await client.query("commit");
        return { ...header, manifest };
      } catch (error) {
        // Nothing has happened, so that nobody needs to be warned. A connection that is gone leaves the warning.
        await client.query(`rollback; drop schema ${restoreMarker}`).catch(() => undefined);
        throw error;
      }
    } finally {
      await client.end().catch(() => undefined);
    }
  });
}

async function readHeader(entries: Entries): Promise<Header> {
  if (entries.next() !== headerFile) broken("it does not begin with a header");
  const header = asHeader(await readText(entries));
  const known = await knownMigrations();
  if (header === "newer" || !known.some(({ when }) => when === header.migration.when))
    throw new BackupNewerThanCodeError();
  return header;
}

async function readSecret(entries: Entries): Promise<string | null> {
  return entries.next() === secretFile ? (await readText(entries)).trim() : null;
}

async function readText(entries: Entries): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of entries.content()) pieces.push(piece);
  return Buffer.concat(pieces).toString("utf8");
}

/** One in which a restore was ended is as empty as before. */
async function refuseUnlessEmpty(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%s.%s', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and c.relkind in ('r', 'p')
       and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = c.oid and deptype = 'e')
     order by 1 limit 1`,
    [[...tableSchemas, partitionSchema, jobSchema, "drizzle"]],
  );
  const [found] = rows;
  if (found !== undefined) throw new DatabaseNotEmptyError(found.name);
}

async function fill(client: Client, header: Header, entries: Entries): Promise<Manifest> {
  await agreeOnText(client);
  await migrateTo(client, header.migration.when);
  for (const partition of header.partitions) await addPartition(client, partition);
  await client.query("select isolate_tenants()");
  await refuseOtherTables(client, header.tables);

  const restoreWalls = await openWalls(client);
  const written: Manifest = {};
  for (const table of header.tables) written[table.name] = await fillTable(client, table, entries);
  if (entries.next() !== manifestFile) broken("it ends before its manifest");
  const manifest = asManifest(await readText(entries));
  for (const table of header.tables) {
    compare(table, manifest[table.name], written[table.name], BrokenBackupError, "The backup was altered");
    const found = await readTable(client, table, () => undefined);
    compare(
      table,
      manifest[table.name],
      found,
      RestoreDiffersError,
      "The database did not take the backup as it is",
    );
  }
  // What is only looked at when the transaction ends is looked at now: tables that wait for it cannot be altered.
  await client.query("set constraints all immediate");
  await client.query("analyze");
  await restoreWalls();
  return manifest;
}

/** The migrations of that time, as Drizzle would run and note them. */
async function migrateTo(client: Client, when: number): Promise<void> {
  await client.query(`create schema drizzle;
    create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`);
  for (const { sql, hash, folderMillis } of readMigrationFiles({ migrationsFolder })) {
    if (folderMillis > when) return;
    for (const statement of sql) await client.query(statement);
    await client.query("insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)", [
      hash,
      folderMillis,
    ]);
  }
}

async function refuseOtherTables(client: Client, tables: readonly Table[]): Promise<void> {
  const known = await listTables(
    client,
    tables.map(({ name }) => name),
  );
  for (const { name, columns } of tables) {
    const own = known.find((table) => table.name === name);
    if (own?.columns.toSorted().join() !== columns.toSorted().join()) throw new ForeignTableError(name);
  }
}

/**
 * Row security is forced on owners, who could fill no table otherwise, and triggers would write hashes anew that are to come
 * back as they were. Gives what puts all of it back.
 */
async function openWalls(client: Client): Promise<() => Promise<void>> {
  const { rows: forced } = await client.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and c.relforcerowsecurity`,
    [tableSchemas],
  );
  const { rows: triggers } = await client.query<{ table: string; name: string; enabled: string }>(
    `select t.tgrelid::regclass::text as table, t.tgname as name,
       case t.tgenabled when 'A' then 'enable always' when 'R' then 'enable replica' else 'enable' end as enabled
     from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and not t.tgisinternal and t.tgenabled <> 'D'`,
    [tableSchemas],
  );
  const alter = (table: string, how: string) => client.query(`alter table ${table} ${how}`);
  for (const { name } of forced) await alter(name, "no force row level security");
  for (const { table, name } of triggers) await alter(table, `disable trigger ${escapeIdentifier(name)}`);
  return async () => {
    for (const { table, name, enabled } of triggers)
      await alter(table, `${enabled} trigger ${escapeIdentifier(name)}`);
    for (const { name } of forced) await alter(name, "force row level security");
  };
}

async function fillTable(client: Client, table: Table, entries: Entries) {
  const hash = createHash("sha256");
  async function* pieces() {
    while (entries.next()?.startsWith(folderOf(table))) {
      for await (const piece of entries.content()) {
        hash.update(piece);
        yield piece;
      }
    }
  }
  const list = table.columns.map(escapeIdentifier).join(", ");
  const stream = client.query(from(`copy ${quoted(table.name)} (${list}) from stdin`));

  await pipeline(Readable.from(pieces()), stream);
  return { rows: stream.rowCount, sha256: hash.digest("hex") };
}

function compare(
  { name }: Table,
  expected: Manifest[string] | undefined,
  found: Manifest[string] | undefined,
  Failure: new (message: string) => Error,
  what: string,
): void {
  if (expected !== undefined && expected.rows === found?.rows && expected.sha256 === found.sha256) return;
  throw new Failure(
    `${what}: ${name} has ${found?.rows ?? 0} rows that are not the ${expected?.rows ?? 0} that were backed up. Nothing was restored.`,
  );
}
