import type pg from "pg";

/** PostgreSQL's schema in which `pg-boss` keeps its jobs: not its usual one, which others may have in the same database. */
export const jobSchema = "fanal_jobs";

/** Version of the tables of the installed `pg-boss`. A number here, so that it is not loaded where there is nothing to do. */
export const jobSchemaVersion = 46;

/** Makes or migrates the tables of `pg-boss`, which the role of all further connections may not. */
export async function migrateJobs(client: pg.Client): Promise<void> {
  const exists = await client.query("select to_regclass($1) as name", [`${jobSchema}.version`]);
  if (exists.rows[0].name === null) {
    const { getConstructionPlans } = await import("pg-boss");
    await client.query(getConstructionPlans(jobSchema));
    return;
  }
  const { rows } = await client.query(`select version from ${jobSchema}.version`);
  const version = Number(rows[0].version);
  if (version >= jobSchemaVersion) return;
  const { getMigrationPlans } = await import("pg-boss");
  await client.query(getMigrationPlans(jobSchema, version));
}
