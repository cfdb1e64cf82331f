import { Socket } from "node:net";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as runMigrations } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import { jobSchema, migrateJobs } from "./job-schema.ts";
import {
  knownMigrations,
  latestMigration,
  MigrationFailedError,
  migrationsFolder,
  refuseHalfRestored,
  takeTurn,
} from "./migrations.ts";

const applicationRole = "fanal_app";

/** One that takes connections and says nothing is as good as away. */
const connectionTimeoutMs = 5_000;

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
    await takeTurn(client);
    await refuseHalfRestored(client);
    // Throws for one that a newer Fanal migrated.
    await latestMigration(client, await knownMigrations());
    await runMigrations(drizzle(client), { migrationsFolder }).catch((error: unknown) => {
      throw new MigrationFailedError(error);
    });
    // A server that was off for long has no partition for today.
    await client.query("select keep_metric_partitions()");
    await migrateJobs(client);
    return { role: await restrictRole(client) };
  } finally {
    await client.end();
  }
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
