import { spawn } from "node:child_process";
import { chmod, chown, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { locateBinaries, type PostgresBinaries } from "./embedded/binaries.ts";
import { isGoneWithin } from "./embedded/postgres-process.ts";
import {
  eventually,
  query,
  runFixture,
  type TemporaryFolder,
  temporaryFolder,
} from "./embedded/test-helpers.ts";
import {
  CannotRunError,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from "./embedded.ts";

const isRoot = process.getuid?.() === 0;
const nobody = 65534;

/** Made once; tests begin with a copy, as making a database takes a second. */
let template: TemporaryFolder;
const saidAtFirst: string[] = [];

function startIn(
  directory: string,
  options: Partial<EmbeddedPostgresOptions> = {},
): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ directory, durable: false, log: () => undefined, ...options });
}

beforeAll(async () => {
  template = await temporaryFolder();
  await using _postgres = await startIn(template.path, { log: (line) => saidAtFirst.push(line) });
});

afterAll(() => template[Symbol.asyncDispose]());

test("the first start creates a database and says so", () => {
  expect(saidAtFirst).toEqual(["Creating the database. This happens once."]);
});

test("the second start uses the database, port and password of the first", async () => {
  await using folder = await temporaryFolder(template.path);
  const first = await startIn(folder.path);
  await query(first.url, "create table kept (word text)");
  await first.stop();
  await using second = await startIn(folder.path);
  expect(second.url).toBe(first.url);
  expect(await query(second.url, "select * from kept")).toEqual([]);
});

test("it listens on loopback only, with passwords, UTF-8 and UTC, and does not run as root", async () => {
  await using folder = await temporaryFolder(template.path);
  await using postgres = await startIn(folder.path, { durable: true, maxConnections: 42 });
  const settings = await query(
    postgres.url,
    `select current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as sockets,
       current_setting('TimeZone') as zone, current_setting('server_encoding') as encoding,
       current_setting('fsync') as fsync, current_setting('max_connections') as connections, lower('ÄÉ') as lowered`,
  );
  expect(settings).toEqual([
    {
      addresses: "127.0.0.1",
      sockets: "",
      zone: "UTC",
      encoding: "UTF8",
      fsync: "on",
      connections: "42",
      lowered: "äé",
    },
  ]);
  expect((await stat(join(folder.path, "data"))).uid).not.toBe(0);
  await expect(query(postgres.url.replace(/:[^:@]+@/, ":wrong@"), "select 1")).rejects.toMatchObject({
    code: "28P01",
  });
  await query(postgres.url, "create extension btree_gist");
});

test("the password is random and readable by its owner alone", async () => {
  const file = join(template.path, "password");
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await readFile(file, "utf8")).trim()).toMatch(/^[\w-]{32}$/);
});

test("a start after the server was killed goes on with its PostgreSQL", async () => {
  await using folder = await temporaryFolder(template.path);
  await using server = await runFixture("start-as.fixture.ts", [folder.path]);
  const left = JSON.parse(server.firstLine);
  await server.kill();
  const said: string[] = [];
  const next = await startIn(folder.path, { log: (line) => said.push(line) });
  expect(next).toMatchObject({ pid: left.pid, url: left.url });
  expect(said).toEqual([`PostgreSQL was still running (process ${left.pid}); going on with it.`]);
  await next.stop();
  expect(await isGoneWithin(left.pid, 0)).toBe(true);
});

test("an adopted PostgreSQL that dies is started again", async () => {
  await using folder = await temporaryFolder(template.path);
  await using server = await runFixture("start-as.fixture.ts", [folder.path]);
  await server.kill();
  await using postgres = await startIn(folder.path);
  const adopted = postgres.pid;
  process.kill(adopted, "SIGKILL");
  await eventually(async () => expect(postgres.pid).not.toBe(adopted));
  expect(await query(postgres.url, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("an adopted PostgreSQL that does not answer is refused with what to do", async () => {
  await using folder = await temporaryFolder(template.path);
  await using server = await runFixture("start-as.fixture.ts", [folder.path]);
  const { pid } = JSON.parse(server.firstLine);
  await server.kill();
  process.kill(pid, "SIGSTOP");
  try {
    await expect(startIn(folder.path)).rejects.toThrow(
      new CannotRunError(
        `The PostgreSQL of an earlier start still runs (process ${pid}) and has not answered for 10 seconds. ` +
          `End it (kill -INT ${pid}) and start Fanal again.`,
      ),
    );
  } finally {
    process.kill(pid, "SIGKILL");
  }
});

test("a start that is given up while PostgreSQL does not answer yet ends at once, and ends PostgreSQL", async () => {
  await using folder = await temporaryFolder(template.path);
  const giveUp = new AbortController();
  const starting = startIn(folder.path, {
    binaries: await slowBinaries(folder.path),
    signal: giveUp.signal,
  });
  const outcome = starting.catch((error: unknown) => error);
  const pid = await eventually(() => readPid(join(folder.path, "data", "slow.pid")));
  giveUp.abort(new Error("given up"));
  expect(await outcome).toEqual(new Error("given up"));
  expect(await isGoneWithin(pid, 0)).toBe(true);
});

test("a start that is given up ends a PostgreSQL that it was about to adopt", async () => {
  await using folder = await temporaryFolder(template.path);
  await using server = await runFixture("start-as.fixture.ts", [folder.path]);
  const { pid } = JSON.parse(server.firstLine);
  await server.kill();
  const given = AbortSignal.abort(new Error("given up"));
  await expect(startIn(folder.path, { signal: given })).rejects.toThrow("given up");
  expect(await isGoneWithin(pid, 0)).toBe(true);
});

async function readPid(file: string): Promise<number> {
  const pid = Number(await readFile(file, "utf8"));
  if (pid > 0) return pid;
  throw new Error(`No process id in ${file} yet`);
}

/** Programs whose `postgres` says that it runs and never answers, as one that has much to recover. */
async function slowBinaries(directory: string): Promise<PostgresBinaries> {
  const { version } = await locateBinaries();
  const root = join(directory, "slow");
  await mkdir(join(root, "bin"), { recursive: true });
  await writeFile(join(root, "bin", "postgres"), '#!/bin/sh\necho $$ > "$2/slow.pid"\nexec sleep 600\n', {
    mode: 0o755,
  });
  return { root, version };
}

test("what was committed survives when server and PostgreSQL are killed", async () => {
  await using folder = await temporaryFolder(template.path);
  await using server = await runFixture("start-as.fixture.ts", [folder.path]);
  const { url, pid } = JSON.parse(server.firstLine);
  await query(url, "create table kept as select 'acknowledged' as word");
  await server.kill();
  process.kill(pid, "SIGKILL");
  expect(await isGoneWithin(pid, 5_000)).toBe(true);
  await using postgres = await startIn(folder.path);
  expect(postgres.pid).not.toBe(pid);
  expect(await query(postgres.url, "select word from kept")).toEqual([{ word: "acknowledged" }]);
});

test("it starts although the process id of a killed PostgreSQL now belongs to another program", async () => {
  await using folder = await temporaryFolder(template.path);
  const { uid, gid } = await stat(join(folder.path, "data"));
  const stranger = spawn("sleep", ["600"], { ...(isRoot ? { uid, gid } : {}), cwd: "/" });
  const stale = [
    stranger.pid,
    join(folder.path, "data"),
    1_700_000_000,
    24_999,
    "",
    "127.0.0.1",
    "",
    "ready",
    "",
  ];
  const file = join(folder.path, "data", "postmaster.pid");
  await writeFile(file, stale.join("\n"), { mode: 0o600 });
  if (isRoot) await chown(file, uid, gid);
  try {
    await using postgres = await startIn(folder.path);
    expect(await query(postgres.url, "select 1 as one")).toEqual([{ one: 1 }]);
    expect(stranger.exitCode).toBeNull();
  } finally {
    stranger.kill();
  }
});

test("when it is killed it comes back by itself at the same address, and says so", async () => {
  await using folder = await temporaryFolder(template.path);
  const said: string[] = [];
  await using postgres = await startIn(folder.path, { log: (line) => said.push(line) });
  const killed = postgres.pid;
  process.kill(killed, "SIGKILL");
  await eventually(async () => expect(postgres.pid).not.toBe(killed));
  expect(await query(postgres.url, "select 1 as one")).toEqual([{ one: 1 }]);
  expect(said[0]).toBe("PostgreSQL has ended (signal SIGKILL); starting it again.");
  await eventually(async () => expect(said.at(-1)).toBe(`PostgreSQL is back (process ${postgres.pid}).`));
});

test("it stays stopped when it is stopped while it comes back", async () => {
  await using folder = await temporaryFolder(template.path);
  const ended = Promise.withResolvers<string>();
  const postgres = await startIn(folder.path, { log: ended.resolve });
  process.kill(postgres.pid, "SIGKILL");
  await ended.promise;
  await postgres.stop();
  expect(await isGoneWithin(postgres.pid, 0)).toBe(true);
  await expect(query(postgres.url, "select 1")).rejects.toMatchObject({ code: "ECONNREFUSED" });
});

test("a shutdown does not wait for clients", async () => {
  await using folder = await temporaryFolder(template.path);
  const postgres = await startIn(folder.path);
  const sleeper = query(postgres.url, "select pg_sleep(600)").catch((error: { code: string }) => error.code);
  await eventually(async () =>
    expect(
      await query(postgres.url, "select from pg_stat_activity where wait_event = 'PgSleep'"),
    ).toHaveLength(1),
  );
  await postgres.stop();
  expect(await sleeper).toBe("57P01");
});

test("when its port is taken it moves to another one and stays there", async () => {
  await using folder = await temporaryFolder(template.path);
  const kept = Number(await readFile(join(folder.path, "port"), "utf8"));
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(kept, "127.0.0.1", resolve));
  const moved = await startIn(folder.path);
  await moved.stop();
  await new Promise((resolve) => other.close(resolve));
  expect(Number(new URL(moved.url).port)).not.toBe(kept);
  await using again = await startIn(folder.path);
  expect(again.url).toBe(moved.url);
});

test("a missing password file is explained and nothing is deleted", async () => {
  await using folder = await temporaryFolder(template.path);
  await rm(join(folder.path, "password"));
  await expect(startIn(folder.path)).rejects.toThrow(/password is missing.*Put the file back, or move/s);
  await stat(join(folder.path, "data", "PG_VERSION"));
});

test("data of another PostgreSQL version is refused with both versions", async () => {
  await using folder = await temporaryFolder(template.path);
  await writeFile(join(folder.path, "data", "PG_VERSION"), "17\n");
  await expect(startIn(folder.path)).rejects.toThrow(
    /made by PostgreSQL 17, but this Fanal brings PostgreSQL 18/,
  );
});

test("a start that fails tells what PostgreSQL said", async () => {
  await using folder = await temporaryFolder(template.path);
  await writeFile(join(folder.path, "data", "postgresql.conf"), "nonsense = 1\n");
  await expect(startIn(folder.path)).rejects.toThrow(/unrecognized configuration parameter "nonsense"/);
});

test("a first start that was interrupted begins anew", async () => {
  await using folder = await temporaryFolder();
  await mkdir(join(folder.path, "data.new"));
  await writeFile(join(folder.path, "data.new", "PG_VERSION"), "18\n");
  await using postgres = await startIn(folder.path);
  expect(await query(postgres.url, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("a folder that is closed to all others works, also when Fanal runs as root", async () => {
  await using folder = await temporaryFolder();
  await chmod(folder.path, 0o700);
  const inner = join(folder.path, "postgres");
  const postgres = await startIn(inner);
  const [row] = await query(postgres.url, "show data_directory");
  await postgres.stop();
  const dataDirectory = String(row?.data_directory);
  try {
    expect((await stat(dataDirectory)).uid).not.toBe(0);
    expect(dataDirectory.startsWith(inner)).toBe(!isRoot);
    expect((await stat(join(inner, "password"))).mode & 0o777).toBe(0o600);
    await using again = await startIn(inner);
    expect(again.url).toBe(postgres.url);
  } finally {
    if (isRoot) await rm(dirname(dataDirectory), { recursive: true, force: true });
  }
});

test("an ordinary user can run it", async () => {
  await using folder = await temporaryFolder();
  if (isRoot) await chown(folder.path, nobody, nobody);
  await using server = await runFixture("start-as.fixture.ts", [
    folder.path,
    ...(isRoot ? [String(nobody)] : []),
  ]);
  const { url, pid } = JSON.parse(server.firstLine);
  expect((await stat(join(folder.path, "data"))).uid).toBe(isRoot ? nobody : process.getuid?.());
  expect(await query(url, "select 1 as one")).toEqual([{ one: 1 }]);
  await server.kill();
  process.kill(pid, "SIGINT");
  expect(await isGoneWithin(pid, 10_000)).toBe(true);
});
