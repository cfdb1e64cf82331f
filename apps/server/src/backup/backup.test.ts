import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { copyFile, mkdtemp, readFile, rm, stat, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { connect, type Database, migrate } from "@fanal/database";
import { backUp, restore } from "@fanal/database/backup";
import { startFanal } from "@fanal/server";
import { startTestFanal, type TestFanal, testConfig, testSecret } from "@fanal/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { verifyLogs } from "../audit-log/verify.ts";
import { furnish, type Ids } from "../http/examples.fixture.ts";
import { openAsSuperuser } from "../http/test-helpers.ts";
import { secretId } from "../secret.ts";
import { settleWaiting } from "../telling/settle-waiting.ts";
import { chooseSecret } from "./choose-secret.ts";

type Mara = Awaited<ReturnType<TestFanal["signUp"]>>;

let fanal: TestFanal;
let cluster: Database;
let source: Database;
let folder: string;
let mara: Mara;
let organization: string;
let ids: Ids;
const cleanUp: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "fanal-backup-"));
  cluster = openAsSuperuser(inject("clusterUrl"));
  fanal = await startTestFanal(inject("clusterUrl"));
  source = openAsSuperuser(fanal.databaseUrl);
  mara = await fanal.signUp("Mara Ilves");
  ({ slug: organization } = await mara.client.organizations.create({ name: "Lumen" }));
  ids = await furnish(mara.client, organization, await fanal.signUp("Gita Guest"));
});
afterAll(async () => {
  await source[Symbol.asyncDispose]();
  for (const statement of cleanUp.toReversed()) await cluster.pool.query(statement);
  await cluster[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** An empty database, owned by somebody who may nothing else. */
async function emptyDatabase(): Promise<string> {
  const name = `fanal_restored_${randomBytes(6).toString("hex")}`;
  await cluster.pool.query(`create role ${name} login password 'owner' nosuperuser`);
  cleanUp.push(`drop role ${name}`);
  await cluster.pool.query(`create database ${name} owner ${name} template template0`);
  cleanUp.push(`drop database ${name} with (force)`);
  const url = new URL(inject("clusterUrl"));
  Object.assign(url, { username: name, password: "owner", pathname: `/${name}` });
  return url.href;
}

async function takeBackup(secret: string | null = null) {
  const file = path.join(folder, `${randomBytes(6).toString("hex")}.tar.gz`);
  return { file, ...(await backUp(fanal.databaseUrl, { file, secretId: secretId(testSecret), secret })) };
}

const nothing = async () => {};

/** Puts a backup into an empty database, and leaves it as it is. */
async function putBack(file: string, url: string): Promise<void> {
  await restore(file, { url: async () => url, examine: nothing, settle: nothing });
}

/** Everything that a database holds but sessions, as text to compare. */
async function everythingIn(url: string): Promise<Map<string, string>> {
  await using database = connect({ url, role: null, maxConnections: 1, name: "test", onError: () => {} });
  const { rows: tables } = await database.pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname in ('public', 'auth', 'fanal_partitions', 'drizzle') and tablename <> 'session' order by 1`,
  );
  const found = new Map<string, string>();
  const client = await database.pool.connect();
  await client.query("select set_config('fanal.system', 'on', false)");
  for (const { name } of tables) {
    const { rows } = await client.query(`select to_jsonb(t)::text as row from ${name} t order by 1`);
    found.set(name, rows.map(({ row }) => row).join("\n"));
  }
  client.release();
  return found;
}

/** What guards the tables: row security, triggers, constraints, indexes. */
async function guardsOf(url: string): Promise<unknown> {
  await using database = connect({ url, role: null, maxConnections: 1, name: "test", onError: () => {} });
  const { rows } = await database.pool.query(
    `select c.oid::regclass::text as name, relrowsecurity, relforcerowsecurity,
       array(select tgname || tgenabled::text from pg_trigger where tgrelid = c.oid and not tgisinternal order by 1) as triggers,
       array(select conname || pg_get_constraintdef(oid) from pg_constraint where conrelid = c.oid order by 1) as constraints,
       array(select polname || polcmd::text from pg_policy where polrelid = c.oid order by 1) as policies,
       array(select indexrelid::regclass::text from pg_index where indrelid = c.oid order by 1) as indexes
     from pg_class c join pg_namespace n on n.oid = relnamespace
     where nspname in ('public', 'auth', 'fanal_partitions') and relkind in ('r', 'p') order by 1`,
  );
  return rows;
}

test("a backup that is taken while people write shows one moment of it all", async () => {
  let isWriting = true;
  let written = 0;
  const writing = Promise.all(
    ["one", "two", "three"].map(async (name) => {
      while (isWriting) {
        await mara.client.services.create({ organization, name: `${name} ${written++}` });
      }
    }),
  );
  await expect.poll(() => written).toBeGreaterThan(3);
  const { file } = await takeBackup();
  isWriting = false;
  await writing;

  const url = await emptyDatabase();
  await putBack(file, url);
  const { role } = await migrate(url);
  expect(role, "its owner needs no other role").toBeNull();
  await using restored = connect({ url, role, maxConnections: 2, name: "test", onError: () => {} });
  const { heads, findings } = await verifyLogs(restored, []);
  expect(findings).toEqual([]);
  const kept = await verifyLogs(source, heads);
  expect(kept.findings, "its logs are the beginnings of those that went on").toEqual([]);
  await using all = connect({ url, role: null, maxConnections: 1, name: "test", onError: () => {} });
  const client = await all.pool.connect();
  await client.query("select set_config('fanal.system', 'on', false)");
  const { rows } = await client.query(
    `select l.position::int as "ofLog", max(e.position)::int as "ofEvents",
       (select count(*)::int from services where organization_id = l.organization_id) as services,
       count(*) filter (where type = 'service.created')::int as created
     from event_logs l join events e using (organization_id) group by l.organization_id, l.position`,
  );
  client.release();
  expect(rows).toHaveLength(1);
  const [{ ofLog, ofEvents, services, created }] = rows;
  expect(ofEvents).toBe(ofLog);
  expect(services).toBe(created);
});

test("what comes back is every row of every table, and everything that guards them; people sign in, and pages have the same bytes", async () => {
  const { slug } = await mara.client.statusPages.get({ organization, pageId: ids.pageId });
  // An old partition and one of times to come, such as no start makes.
  await source.pool.query(`
    create table fanal_partitions.metric_hours_20250301 partition of metric_hours for values from ('2025-03-01Z') to ('2025-04-01Z');
    select isolate_tenants();
    insert into metric_hours select organization_id, id, '2025-03-09 12:00Z', 1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1 from metrics`);
  const page = await (await fetch(`${fanal.url}/status/${slug}`)).text();
  await fanal.fanal[Symbol.asyncDispose]();
  const before = await everythingIn(fanal.databaseUrl);
  const { file, tables } = await takeBackup();
  const url = await emptyDatabase();
  await putBack(file, url);

  const restored = await everythingIn(url);
  expect([...restored.keys()]).toEqual([...before.keys()]);
  for (const [name, rows] of before) expect(restored.get(name), name).toBe(rows);
  const empty = tables.filter(({ name }) => before.get(name) === "").map(({ name }) => name);
  expect(empty.length, `the example fills most tables; these are empty: ${empty}`).toBeLessThan(
    tables.length / 3,
  );
  expect(await guardsOf(url)).toEqual(await guardsOf(fanal.databaseUrl));

  const dataDirectory = path.join(folder, "data");
  await using again = await startFanal(testConfig(url, dataDirectory));
  expect(await (await fetch(`${again.url}/status/${slug}`)).text()).toBe(page);
  const ask = (cookie: string) => fetch(`${again.url}/api/v1/organizations`, { headers: { cookie } });
  expect((await ask(mara.cookie)).status, "sessions are not in a backup").toBe(401);
  const signedIn = await fetch(`${again.url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: again.url },
    body: JSON.stringify({ email: mara.email, password: mara.password }),
  });
  expect(signedIn.status).toBe(200);
});

test("a backup of a moment ago tells what waited, one that is settled tells nobody and loses nothing that is yet to come", async () => {
  await source.pool.query(`
    update deliveries set state = 'queued', due_at = now() + interval '1 hour', sent_at = null;
    update mails set due_at = now() + interval '1 hour', sent_at = null;
    update event_cursors set position = 0 where reader in ('telling', 'notices')`);
  const { file } = await takeBackup();
  const waiting = async (url: string) => {
    await using database = connect({ url, role: null, maxConnections: 1, name: "test", onError: () => {} });
    const { rows } = await database.pool
      .query(`select set_config('fanal.system', 'on', false);
      select (select count(*)::int from deliveries where due_at is not null) as deliveries,
        (select count(*)::int from mails where due_at is not null) as mails,
        (select count(*)::int from deliveries where state = 'given_up') as "givenUp",
        (select count(*)::int from event_cursors join event_logs using (organization_id)
          where reader in ('telling', 'notices') and event_cursors.position < event_logs.position) as untold,
        (select count(*)::int from maintenances where status = 'scheduled') as planned`)
      .then((results) =>
        // Of two statements in one text there are two results.
        Array.isArray(results) ? results[1] : results,
      );
    return rows[0];
  };
  const asItWas = await emptyDatabase();
  await putBack(file, asItWas);
  const before = await waiting(asItWas);
  expect(before.deliveries).toBeGreaterThan(0);
  expect(before.mails).toBeGreaterThan(0);
  expect(before.untold).toBeGreaterThan(0);

  const settled = await emptyDatabase();
  let counted: unknown = null;
  await restore(file, {
    url: async () => settled,
    examine: nothing,
    settle: async (db) => {
      counted = await settleWaiting(db);
    },
  });
  expect(counted).toEqual({ deliveries: before.deliveries, mails: before.mails });
  expect(await waiting(settled)).toEqual({
    deliveries: 0,
    mails: 0,
    untold: 0,
    givenUp: before.givenUp + before.deliveries,
    planned: before.planned,
  });
});

test("a database that holds something is not touched", async () => {
  const { file } = await takeBackup();
  const url = await emptyDatabase();
  await using own = connect({ url, role: null, maxConnections: 1, name: "test", onError: () => {} });
  await own.pool.query("create table diary (entry text)");
  await expect(putBack(file, url)).rejects.toThrow(/not empty: it has a table public\.diary/);
  await expect(putBack(file, fanal.databaseUrl)).rejects.toThrow(/not empty/);
  expect([...(await everythingIn(url)).keys()]).toEqual(["public.diary"]);
});

test("a restore that is ended in its middle says so to whoever starts, and is done again", async () => {
  const { file } = await takeBackup();
  const url = await emptyDatabase();
  const killed = restore(file, {
    url: async () => url,
    examine: nothing,
    settle: async (db) => {
      // What PostgreSQL sees of a process that is killed: the end of its connection.
      await db.execute("select pg_terminate_backend(pg_backend_pid())");
    },
  });
  await expect(killed).rejects.toThrow();
  await expect(migrate(url)).rejects.toThrow(/did not come to its end\. Run npm run restore again/);
  await expect(
    startFanal(testConfig(url, path.join(folder, "never"))),
    "no server begins anew on it",
  ).rejects.toThrow(/did not come to its end/);
  await putBack(file, url);
  expect((await everythingIn(url)).get("public.events")).toBe(
    (await everythingIn(fanal.databaseUrl)).get("public.events"),
  );
});

test("a backup that was cut off or altered is refused, and nothing is left of it", async () => {
  const { file } = await takeBackup();
  const cut = `${file}.cut`;
  await copyFile(file, cut);
  await truncate(cut, Math.floor((await stat(file)).size / 2));
  const url = await emptyDatabase();
  await expect(putBack(cut, url)).rejects.toThrow(/is no whole backup/);
  expect((await everythingIn(url)).size).toBe(0);
});

test("a file that is no backup is refused in words", async () => {
  const url = await emptyDatabase();
  await expect(putBack(path.resolve("package.json"), url)).rejects.toThrow(/is no whole backup of Fanal/);
});

test("only its owner may read a backup, and a database without Fanal gives none", async () => {
  const { file } = await takeBackup("a secret of at least 32 characters");
  expect((await stat(file)).mode & 0o077).toBe(0);
  const url = await emptyDatabase();
  const target = path.join(folder, "none.tar.gz");
  await expect(backUp(url, { file: target, secretId: "", secret: null })).rejects.toThrow(/nothing of Fanal/);
  await expect(stat(target)).rejects.toThrow(/ENOENT/);
});

/** One of the commands, as its script runs it. */
function run(program: string, args: string[], environment: Record<string, string>): Promise<string> {
  const file = fileURLToPath(new URL(`${program}-program.ts`, import.meta.url));
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [file, ...args],
      { env: { ...process.env, ...environment } },
      (error, stdout, stderr) => resolve(`${error?.code ?? 0} ${stdout}${stderr}`),
    );
  });
}

test("the commands say what came of it, and keep people from losing the secret", async () => {
  const to = path.join(folder, "not-there-yet", "commands.tar.gz");
  const from = { DATABASE_URL: fanal.databaseUrl, FANAL_SECRET: testSecret };
  const backedUp = await run("backup", ["--to", to], from);
  expect(backedUp).toMatch(/^0 .*commands\.tar\.gz .*rows of \d+ tables.*The secret is NOT in it/s);

  const url = await emptyDatabase();
  const into = (secret: string) => ({ DATABASE_URL: url, FANAL_SECRET: secret });
  const other = "another secret, which opens nothing of it";
  expect(await run("restore", [to], into(other))).toMatch(
    /^2 .*made with another secret than the one in FANAL_SECRET/,
  );
  expect(await run("restore", [to, "--tell-nobody"], into(testSecret))).toMatch(
    /^0 Restored \d+ rows of \d+ tables .*They are not sent any more/s,
  );
});

test("a secret that the backup carries goes into a data folder that has none, and replaces none", async () => {
  const wanted = secretId(testSecret);
  const dataDirectory = path.join(folder, "new-data");
  const config = { secret: null, earlierSecrets: [], dataDirectory };
  const lost = chooseSecret(config, { wanted, carried: null, isLost: false });
  await expect(lost, "where it has to be put").rejects.toThrow(
    /made without its secret, and .*new-data\/secret is not there.*restore with --secret-is-lost/,
  );
  await chooseSecret(config, { wanted, carried: testSecret, isLost: false });
  expect(await readFile(path.join(dataDirectory, "secret"), "utf8")).toBe(`${testSecret}\n`);
  const different = chooseSecret(config, { wanted: secretId("other"), carried: "other", isLost: false });
  await expect(different).rejects.toThrow(/which is not the one in/);
});
