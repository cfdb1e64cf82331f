import { readFile } from "node:fs/promises";
import { Socket } from "node:net";
import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as runMigrations } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import { jobSchema, migrateJobs } from "./job-schema.ts";

const migrationsFolder = fileURLToPath(new URL("../migrations", import.meta.url));

/** Taken while migrations run, so that servers that start together take turns. Any fixed number will do. */
const advisoryLock = 7_261_500_123;

const applicationRole = "fanal_app";

/** One that takes connections and says nothing is as good as away. */
const connectionTimeoutMs = 5_000;

export class DatabaseNewerThanCodeError extends Error {
  constructor() {
    super(
      "The database was migrated by a newer Fanal than this one. Start that version or a later one; going back needs a restored backup.",
    );
  }
}

/**
 * Brings the schema up to date, and that of jobs behind it, each in one transaction. Returns the role for all further
 * connections: one that cannot bypass row security, or `null` when the user of `url` cannot bypass it either.
 *
 * @param signal breaks the connection at once; what was not finished has then not happened
 */
export async function migrate(url: string, signal?: AbortSignal): Promise<{ role: string | null }> {
  const client = new pg.Client({
    connectionString: url,
    application_name: "fanal migrate",
    connectionTimeoutMillis: connectionTimeoutMs,
    stream: () => new Socket({ signal }),
  });
  // A connection that breaks makes the query fail; the event beside it must not end the process.
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("select pg_advisory_lock($1)", [advisoryLock]);
    await refuseNewerDatabase(client);
    await runMigrations(drizzle(client), { migrationsFolder });
    // A server that was off for long has no partition for today.
    await client.query("select keep_metric_partitions()");
    await migrateJobs(client);
    return { role: await restrictRole(client) };
  } finally {
    await client.end();
  }
}

async function refuseNewerDatabase(client: pg.Client): Promise<void> {
  const exists = await client.query("select to_regclass('drizzle.__drizzle_migrations') as name");
  if (exists.rows[0].name === null) return;
  const applied = await client.query("select max(created_at) as newest from drizzle.__drizzle_migrations");
  const journal: { entries: { when: number }[] } = JSON.parse(
    await readFile(`${migrationsFolder}/meta/_journal.json`, "utf8"),
  );
  const newestKnown = Math.max(...journal.entries.map((entry) => entry.when));
  if (Number(applied.rows[0].newest) > newestKnown) throw new DatabaseNewerThanCodeError();
}

/** Superusers and owners with BYPASSRLS would see every tenant, so connections switch to a role that does not. */
async function restrictRole(client: pg.Client): Promise<string | null> {
  const user = await client.query(
    "select rolsuper or rolbypassrls as bypasses from pg_roles where rolname = current_user",
  );
  if (!user.rows[0].bypasses) return null;
  await client.query(`
    do $$ begin
      create role ${applicationRole} nologin nosuperuser nobypassrls;
    exception when duplicate_object or unique_violation then null; end $$`);
  const granted = await client.query(
    `select has_schema_privilege($1, 'auth', 'usage') and has_schema_privilege($1, $2, 'usage') and
       not exists (select from pg_tables where schemaname in ('public', 'auth', $2)
         and not has_table_privilege($1, format('%I.%I', schemaname, tablename), 'insert')) as complete`,
    [applicationRole, jobSchema],
  );
  if (granted.rows[0].complete) return applicationRole;
  await client.query(`
    grant ${applicationRole} to current_user;
    grant usage on schema public, auth, ${jobSchema} to ${applicationRole};
    grant usage on all sequences in schema ${jobSchema} to ${applicationRole};
    grant select, insert, update, delete on all tables in schema public, auth, ${jobSchema} to ${applicationRole}`);
  return applicationRole;
}
