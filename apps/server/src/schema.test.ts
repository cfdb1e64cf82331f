import { migrate, sqlState } from "@fanal/database";
import { createTestDatabase, startTestFanal, type TestFanal } from "@fanal/testing";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openAsSuperuser } from "./http/test-helpers.ts";

let fanal: TestFanal;
let database: ReturnType<typeof openAsSuperuser>;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  database = openAsSuperuser(fanal.databaseUrl);
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

const columns = (type: string) => `
  select format('%I.%I.%I', table_schema, table_name, column_name) as name from information_schema.columns
  where table_schema in ('public', 'auth') and data_type ${type}`;

test("every time knows its zone", async () => {
  expect((await database.pool.query(columns("= 'timestamp with time zone'"))).rows.length).toBeGreaterThan(
    20,
  );
  // A day of the calendar has its zone in the column beside it.
  const zoneless = `in ('timestamp without time zone', 'date', 'time') and not exists (
    select from information_schema.columns as beside where beside.table_schema = columns.table_schema
    and beside.table_name = columns.table_name and beside.column_name = 'time_zone')`;
  expect((await database.pool.query(columns(zoneless))).rows).toEqual([]);
});

test("every id that is made is a UUIDv7", async () => {
  const { client } = await fanal.signUp("Mara Ilves");
  const { slug: organization } = await client.organizations.create({ name: "Lumen" });
  const { id: groupId } = await client.serviceGroups.create({ organization, name: "Core" });
  const { id: serviceId } = await client.services.create({ organization, name: "API", groupId });
  await client.incidents.create({
    organization,
    title: "API is slow",
    status: "investigating",
    message: "We look.",
    services: [{ serviceId, status: "partial_outage" }],
  });
  const { rows } = await database.pool.query<{ name: string }>(columns("= 'uuid'"));
  expect(rows.length).toBeGreaterThan(20);
  for (const { name } of rows) {
    const [schema, table, column] = name.split(".");
    const found = await database.pool.query(
      `select ${column} as id from ${schema}.${table} where substr(${column}::text, 15, 1) <> '7' limit 1`,
    );
    expect(found.rows, name).toEqual([]);
  }
});

test("PostgreSQL refuses intervals of one service that overlap, and those of others beside them it takes", async () => {
  const { client } = await fanal.signUp("Nils Berg");
  const { slug: organization, id } = await client.organizations.create({ name: "Harbor" });
  const { id: serviceId } = await client.services.create({ organization, name: "API" });
  await client.services.setStatus({ organization, serviceId, status: "major_outage" });
  const copy = (started: string, ended: string) =>
    database.pool.query(
      `insert into status_changes (organization_id, id, service_id, status, started_at, ended_at, reason)
       select organization_id, gen_random_uuid(), service_id, 'operational', ${started}, ${ended}, reason
       from status_changes where organization_id = $1 and ended_at is not null`,
      [id],
    );
  const refusal = (attempt: Promise<unknown>) => attempt.then(() => "taken", sqlState);
  expect(await refusal(copy("started_at", "ended_at"))).toBe("23P01");
  expect(await refusal(copy("ended_at", "null"))).toBe("23P01");
  expect(await refusal(copy("started_at - interval '1 hour'", "started_at"))).toBe("taken");
});

test("servers that migrate an empty database at once take turns", async () => {
  await using empty = await createTestDatabase(inject("clusterUrl"));
  const client = new pg.Client({ connectionString: empty.url });
  await client.connect();
  await client.query(
    "drop schema if exists public cascade; drop schema if exists auth cascade; drop schema if exists drizzle cascade; create schema public",
  );
  await client.end();
  const roles = await Promise.all(Array.from({ length: 6 }, () => migrate(empty.url)));
  expect(new Set(roles.map(({ role }) => role)).size).toBe(1);
});
