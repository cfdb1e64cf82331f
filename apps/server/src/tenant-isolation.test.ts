import { randomUUID } from "node:crypto";
import { asSystem, connect, type Database, inOrganization, migrate, sqlState } from "@fanal/database";
import { metricTouchedHours } from "@fanal/database/schema";
import { setTxtRecords, startTestFanal, type TestFanal } from "@fanal/testing";
import { type SQL, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { fanal as byItself } from "./by-itself.ts";
import { furnish as furnishWithAll } from "./http/examples.fixture.ts";
import { openAsSuperuser } from "./http/test-helpers.ts";
import { rollUp } from "./metrics/roll-up.ts";
import { setSignals } from "./signals/set-signals.ts";

/** The organization whose transactions are run, and the one that they must not reach. */
const ours = { id: "", slug: "ours" };
const theirs = { id: "", slug: "theirs" };
const refused = "42501";
/** What the log of events answers to any change, before anybody asks whose it is. */
const appendOnly = "P0001";

let fanal: TestFanal;
let database: Database;
let tables: string[];

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  const { role } = await migrate(fanal.databaseUrl);
  database = connect({ url: fanal.databaseUrl, role, maxConnections: 4, name: "test", onError: () => {} });
  for (const organization of [ours, theirs]) organization.id = await furnish(organization.slug);
  await rollUpAll();
  tables = await tenantTables();
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

/** So that nothing is rolled up later, and something waits for it for ever. */
async function rollUpAll(): Promise<void> {
  const waiting = () => asSystem(database, "count what waits", (db) => db.$count(metricTouchedHours));
  while ((await waiting()) > 0) await rollUp(database, 0);
  await asSystem(database, "leave something that waits", (db) =>
    db.execute(sql`insert into metric_touched_hours (organization_id, metric_id, at, touched_at)
      select organization_id, id, date_trunc('hour', now()), 'infinity' from metrics`),
  );
}

/** An organization with something in every table. */
async function furnish(organization: string): Promise<string> {
  const { client } = await fanal.signUp("Mara Ilves");
  const { id } = await client.organizations.create({ name: organization, slug: organization });
  const { serviceId, pageId } = await furnishWithAll(client, organization, await fanal.signUp("Gita Guest"));
  await client.statusPages.update({
    organization,
    pageId,
    groups: [{ id: randomUUID(), name: "Near the harbour" }],
  });
  await client.maintenances.create({
    organization,
    title: "Updates",
    message: "We install updates.",
    serviceIds: [serviceId],
    localStart: "2090-02-07T02:00",
    localEnd: "2090-02-07T04:00",
    timeZone: "Etc/UTC",
    rrule: "FREQ=WEEKLY;COUNT=3",
  });
  await client.incidents.create(
    {
      organization,
      title: "API was slow",
      message: "It began before we noticed.",
      services: [{ serviceId, status: "partial_outage" }],
      // Some days ago, so that days are rolled up.
      startedAt: new Date(Date.now() - 3 * 86_400_000).toISOString(),
    },
    { context: { idempotencyKey: "the-same-of-both" } },
  );
  const { id: noticeTargetId } = await client.noticeTargets.create({
    organization,
    teamId: null,
    channel: "email",
  });
  await client.noticeTargets.test({ organization, noticeTargetId });
  await client.noticeTargets.mute({ organization, noticeTargetId, isMuted: true });
  const { token } = await client.scimTokens.create({ organization, name: "Okta" });
  const domain = `${organization}.example`;
  const { id: emailDomainId, record } = await client.emailDomains.add({ organization, domain });
  setTxtRecords(record.name, [record.value]);
  await client.emailDomains.verify({ organization, emailDomainId });
  await fetch(`${fanal.url}/scim/v2/Users`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/scim+json" },
    body: JSON.stringify({ userName: `nils@${domain}`, active: true }),
  });
  await vi.waitFor(
    async () => expect(await count("uptime_days", sql`organization_id = ${id}`)).toBeGreaterThan(0),
    { timeout: 10_000 },
  );
  await client.checks.create({
    organization,
    serviceId,
    name: "Front door",
    settings: { type: "http", url: "https://api.acme.example/health" },
    isPaused: true,
  });
  const { link } = await client.alertSources.create({
    organization,
    name: "Alertmanager",
    settings: { kind: "generic", identity: "$.id", state: "$.state" },
    fallbackServiceId: serviceId,
    incidents: "published",
  });
  await fetch(link ?? "", { method: "POST", body: JSON.stringify({ id: "a", state: "firing" }) });
  const { id: pastImportId } = await client.imports.create({
    organization,
    pageId,
    source: "statuspage",
    file: JSON.stringify({ component_groups: [{ id: "ddhhlfqjfxrz", name: "Platform" }] }),
  });
  await client.imports.start({ organization, pastImportId });
  await vi.waitFor(
    async () => expect(await count("import_aliases", sql`organization_id = ${id}`)).toBeGreaterThan(0),
    { timeout: 10_000 },
  );
  await inOrganization(database, id, async (tx) => {
    const signaler = { source: "check", sourceId: randomUUID(), name: "Front door" } as const;
    await setSignals(tx, { actor: byItself, now: () => new Date() }, signaler, [
      { serviceId, status: "partial_outage" },
    ]);
  });
  return id;
}

/** Tables that carry tenants' rows. Those of `auth` belong to sign-in, which has to find people before any tenant. */
async function tenantTables(): Promise<string[]> {
  const { rows } = await database.pool.query<{ name: string }>(`
    select c.relname as name from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid
    where c.relkind in ('r', 'p') and not c.relispartition and a.attname = 'organization_id' and not a.attisdropped
      and n.nspname not in ('auth', 'drizzle', 'information_schema') and n.nspname not like 'pg_%'
    order by 1`);
  return rows.map(({ name }) => name);
}

/** Tables whose policies are not there, not forced on their owner, or not about the organization. */
async function unprotected(names: string[]): Promise<string[]> {
  const { rows } = await database.pool.query<{ name: string }>(
    `select c.relname as name from pg_class c
     where c.relname = any($1) and not (
       c.relrowsecurity and c.relforcerowsecurity and exists (
         select from pg_policy p where p.polrelid = c.oid
         and pg_get_expr(p.polqual, p.polrelid) like '%organization_id%current_organization%'))`,
    [names],
  );
  return rows.map(({ name }) => name);
}

function count(table: string, where: SQL): Promise<number> {
  return asSystem(database, "count rows for a test", async (db) => {
    const { rows } = await db.execute<{ count: number }>(
      sql`select count(*)::int as count from ${sql.identifier(table)} where ${where}`,
    );
    return rows[0]?.count ?? 0;
  });
}

/** What a table holds of an organization, to see whether any of it changed. */
function contentOf(table: string, organizationId: string): Promise<unknown> {
  return asSystem(database, "read rows for a test", async (db) => {
    const { rows } = await db.execute(
      sql`select md5(string_agg(t::text, ',' order by t::text)) as hash from ${sql.identifier(table)} t
          where organization_id = ${organizationId}`,
    );
    return rows[0]?.hash;
  });
}

/** Runs one statement as a transaction of our organization does. */
async function asUs(statement: SQL): Promise<{ rows: Record<string, unknown>[]; rowCount: number | null }> {
  const { result } = await inOrganization(database, ours.id, (tx) => tx.db.execute(statement));
  return result;
}

async function stateOf(attempt: Promise<unknown>): Promise<string | undefined> {
  return attempt.then(() => "done", sqlState);
}

test("every table that carries organizations is protected", async () => {
  expect(tables.length).toBeGreaterThan(10);
  expect(await unprotected(tables)).toEqual([]);
});

test("partitions are protected themselves, also those that are made later", async () => {
  await using owner = openAsSuperuser(fanal.databaseUrl);
  const partitions = async () => {
    const { rows } = await owner.pool.query<{ name: string }>(
      "select relname as name from pg_class where relnamespace = 'fanal_partitions'::regnamespace and relkind = 'r'",
    );
    return rows.map(({ name }) => name);
  };
  const before = await partitions();
  expect(before.length).toBeGreaterThan(15);
  await owner.pool.query(
    `drop table fanal_partitions."${before.find((name) => name.startsWith("metric_points"))}"`,
  );
  await database.pool.query("select keep_metric_partitions()");
  const after = await partitions();
  expect(after.toSorted()).toEqual(before.toSorted());
  expect(await unprotected(after)).toEqual([]);
  expect(await stateOf(asUs(sql`select from ${sql.raw(`fanal_partitions."${after[0]}"`)}`))).toBe("42501");
});

test("a table that is forgotten is found", async () => {
  await using owner = connect({
    url: fanal.databaseUrl,
    role: null,
    maxConnections: 1,
    name: "owner",
    onError: () => {},
  });
  await owner.pool.query("create table forgotten (organization_id uuid)");
  const found = await tenantTables();
  const forgotten = await unprotected(found);
  await owner.pool.query("drop table forgotten");
  expect(forgotten).toEqual(["forgotten"]);
});

test("a transaction of one organization neither sees nor changes a row of another, in any table", async () => {
  for (const table of tables) {
    const name = sql.identifier(table);
    const isTheirs = sql`organization_id = ${theirs.id}`;
    const ourCount = await count(table, sql`organization_id = ${ours.id}`);
    expect(ourCount, `${table} has rows of ours`).toBeGreaterThan(0);
    expect(await count(table, isTheirs), `${table} has rows of theirs`).toBeGreaterThan(0);
    const before = await contentOf(table, theirs.id);

    const seen = await asUs(sql`select organization_id from ${name}`);
    expect(new Set(seen.rows.map((row) => row.organization_id)), table).toEqual(new Set([ours.id]));
    expect((await asUs(sql`select from ${name} where ${isTheirs} for update`)).rowCount, table).toBe(0);
    const touch = asUs(sql`update ${name} set organization_id = organization_id`);
    if (table === "events") expect(await stateOf(touch)).toBe(appendOnly);
    else expect((await touch).rowCount, table).toBe(seen.rows.length);
    expect((await asUs(sql`delete from ${name} where ${isTheirs}`)).rowCount, table).toBe(0);
    expect(await stateOf(asUs(sql`truncate ${name} cascade`)), `truncate ${table}`).toBe(refused);

    expect(await contentOf(table, theirs.id), table).toBe(before);
  }
});

test("a transaction of one organization neither adds a row to another nor moves one there, in any table", async () => {
  for (const table of tables) {
    const name = sql.identifier(table);
    const [row] = await asSystem(database, "read rows for a test", async (db) => {
      const { rows } = await db.execute(
        sql`select to_jsonb(t) as row from ${name} t where organization_id = ${theirs.id} limit 1`,
      );
      return rows;
    });
    const before = await contentOf(table, theirs.id);
    const copy = sql`insert into ${name} select * from jsonb_populate_record(null::${name}, ${JSON.stringify(row?.row)}::jsonb)`;
    expect(await stateOf(asUs(copy)), `insert into ${table}`).toBe(refused);
    const move = sql`update ${name} set organization_id = ${theirs.id}`;
    expect(await stateOf(asUs(move)), `update ${table}`).toBe(table === "events" ? appendOnly : refused);
    expect(await contentOf(table, theirs.id), table).toBe(before);
  }
});

test("without an organization nothing is seen and nothing can be written", async () => {
  for (const table of tables) {
    const { rowCount } = await database.pool.query(`select from ${table}`);
    expect(rowCount, table).toBe(0);
  }
  const insert = `insert into service_groups (organization_id, id, name, position) values ($1, $2, 'Mine', 0)`;
  const attempt = database.pool.query(insert, [theirs.id, "01a20000-0000-7000-8000-000000000001"]);
  expect(await stateOf(attempt)).toBe(refused);
});

test("what one transaction was for is forgotten by the next on the same connection", async () => {
  await using narrow = connect({
    url: fanal.databaseUrl,
    role: (await migrate(fanal.databaseUrl)).role,
    maxConnections: 1,
    name: "one connection",
    onError: () => {},
  });
  await inOrganization(narrow, ours.id, (tx) => tx.db.execute(sql`select 1`));
  await asSystem(narrow, "leave nothing behind", (db) => db.execute(sql`select 1`));
  const { rowCount } = await narrow.pool.query("select from services");
  expect(rowCount).toBe(0);
});

test("connections have a role that can neither pass by the policies nor take them away", async () => {
  const { rows } = await database.pool.query(
    "select rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = current_user",
  );
  expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false }]);
  for (const statement of [
    "alter table services disable row level security",
    "alter table services no force row level security",
    "drop policy tenant on services",
    "create policy open on services using (true)",
  ]) {
    expect(await stateOf(database.pool.query(statement)), statement).toBe(refused);
  }
});

test("nothing in the address of the database gives connections more rights, or more time, than they are to have", async () => {
  const { role } = await migrate(fanal.databaseUrl);
  const url = new URL(fanal.databaseUrl);
  url.searchParams.set("options", "-c role=none -c work_mem=5MB");
  url.searchParams.set("statement_timeout", "0");
  await using open = connect({ url: url.href, role, maxConnections: 1, name: "open", onError: () => {} });
  const { rows } = await open.pool.query(
    "select current_user as user, current_setting('work_mem') as memory, current_setting('statement_timeout') as patience",
  );
  expect(role).not.toBeNull();
  expect(rows).toEqual([{ user: role, memory: "5MB", patience: "10s" }]);
});
