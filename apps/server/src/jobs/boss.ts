import { type Database, isDatabaseAway, jobSchema } from "@fanal/database";
import type { Db, PgBoss } from "pg-boss";
import type { Logger } from "pino";

/** How `pg-boss` reaches the database: on our own pool, whose role and patience are those of everything else. */
function adapterOf({ pool }: Database): Db {
  return {
    executeSql: async (text, values) => {
      const client = await pool.connect();
      try {
        const result = await client.query(text, values);
        client.release();
        // Several statements in one text answer with a list.
        return Array.isArray(result) ? { rows: result.flatMap((one) => one.rows) } : result;
      } catch (error) {
        // What failed may have left a transaction open.
        client.release(true);
        throw error;
      }
    },
  };
}

/** A `pg-boss` that uses the tables that are there, and says what goes wrong once a minute, not with every poll. */
export async function createBoss(database: Database, log: Logger): Promise<PgBoss> {
  // Loaded behind everything that visitors and operators wait for.
  const { PgBoss } = await import("pg-boss");
  const boss = new PgBoss({
    db: adapterOf(database),
    schema: jobSchema,
    // All of these belong to whoever migrates: the role of this pool owns no table.
    migrate: false,
    createSchema: false,
    reindex: false,
    monitorVacuum: false,
    // We look for what is due ourselves, and read nobody's statistics.
    schedule: false,
    registerInstance: false,
    openTelemetry: { enabled: false },
  });
  const sayAway = rarely((error) => log.warn({ err: error }, "jobs wait for the database"));
  const sayBroken = rarely((error) => log.error({ err: error }, "jobs are not handed out"));
  boss.on("error", (said) => {
    const error = asError(said);
    if (isDatabaseAway(error)) sayAway(error);
    else sayBroken(error);
  });
  boss.on("warning", (warning) => log.warn({ warning }, "pg-boss warns"));
  return boss;
}

/** What its workers fail with arrives as a copy that is no `Error` any more. */
function asError(said: Error): Error {
  return said instanceof Error ? said : Object.assign(new Error(), said);
}

const quietMs = 60_000;

/** Says it at most once a minute. */
function rarely(say: (error: unknown) => void): (error: unknown) => void {
  let saidAt = Number.NEGATIVE_INFINITY;
  return (error) => {
    if (performance.now() - saidAt < quietMs) return;
    saidAt = performance.now();
    say(error);
  };
}
