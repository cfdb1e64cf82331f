import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { connect, type Database, inOrganization, migrate, type Tx } from "@fanal/database";
import { newId } from "@fanal/database/schema";
import { createTestDatabase, type TestDatabase } from "@fanal/testing";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { record } from "./record.ts";

const by = { actor: { kind: "system", id: null, name: "Test" } as const, now: () => new Date() };
const readerProgram = fileURLToPath(import.meta.resolve("./reader.fixture.ts"));

let own: TestDatabase;
let owner: Database;
let database: Database;
let role: string | null;

beforeAll(async () => {
  own = await createTestDatabase(inject("clusterUrl"));
  ({ role } = await migrate(own.url));
  const open = (as: string | null) =>
    connect({ url: own.url, role: as, maxConnections: 12, name: "test", onError: () => {} });
  owner = open(null);
  database = open(role);
  await owner.pool.query(`
    create table effects (number bigserial, organization uuid, position bigint, process int);
    grant all on effects to public;
    grant all on sequence effects_number_seq to public`);
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await owner[Symbol.asyncDispose]();
  await own[Symbol.asyncDispose]();
});

/** An organization of which there is nothing but its log. */
async function found(): Promise<string> {
  const id = newId();
  await owner.pool.query(
    "insert into auth.organization (id, name, slug, created_at) values ($1, 'Log', $2, now())",
    [id, id],
  );
  await owner.pool.query("insert into event_logs (organization_id) values ($1)", [id]);
  return id;
}

function recordSome(tx: Tx, count: number, note: string): void {
  for (let index = 0; index < count; index++) {
    record(tx, by, { type: "service.updated", subjectId: null, data: { note, index } });
  }
}

async function logOf(organization: string): Promise<{ position: number; note: string; index: number }[]> {
  const { rows } = await owner.pool.query(
    `select position::int, data->>'note' as note, (data->>'index')::int as index
     from events where organization_id = $1 order by position`,
    [organization],
  );
  return rows;
}

interface Reader extends AsyncDisposable {
  process: ChildProcess;
}

/** Given an organization, it waits for the advisory lock 41 after each effect there, before its cursor moves. */
function startReader(gated?: string): Reader {
  const args = [readerProgram, own.url, role ?? "", ...(gated === undefined ? [] : [gated])];
  const process_ = spawn(process.execPath, args, { stdio: "inherit" });
  return {
    process: process_,
    [Symbol.asyncDispose]: async () => {
      if (process_.exitCode !== null || process_.signalCode !== null) return;
      const ended = new Promise((resolve) => process_.once("exit", resolve));
      process_.kill("SIGKILL");
      await ended;
    },
  };
}

async function effectsOf(organization: string): Promise<{ position: number; process: number }[]> {
  const { rows } = await owner.pool.query(
    "select position::int, process from effects where organization = $1 order by number",
    [organization],
  );
  return rows;
}

test("a reader killed between an effect and its cursor leaves neither, and the next one makes the effect once", async () => {
  const gate = 41;
  const organization = await found();
  const held = await owner.pool.connect();
  await held.query("select pg_advisory_lock($1)", [gate]);
  await using first = startReader(organization);
  await inOrganization(database, organization, async (tx) => recordSome(tx, 3, "once"));
  const waiting = async () => {
    const { rows } = await owner.pool.query(
      "select 1 from pg_locks where locktype = 'advisory' and objid = $1 and not granted",
      [gate],
    );
    return rows.length;
  };
  await expect.poll(waiting, { timeout: 10_000 }).toBe(1);
  await first[Symbol.asyncDispose]();
  await held.query("select pg_advisory_unlock($1)", [gate]);
  held.release();
  expect(await effectsOf(organization)).toEqual([]);
  await using second = startReader();
  await expect.poll(() => effectsOf(organization), { timeout: 20_000 }).toHaveLength(3);
  expect(await effectsOf(organization)).toEqual(
    [1, 2, 3].map((position) => ({ position, process: second.process.pid })),
  );
});

/** Many transactions at once, some of which are taken back, each taking its own time. Returns what was committed. */
async function race(organization: string, transactions: number): Promise<number> {
  const results = await Promise.all(
    Array.from({ length: transactions }, async (_, number) => {
      const count = 1 + (number % 3);
      return inOrganization(database, organization, async (tx) => {
        recordSome(tx, count, String(number));
        await tx.db.execute(sql`select pg_sleep(random() * 0.01)`);
        if (number % 5 === 0) throw new Error("taken back");
      }).then(
        () => count,
        () => 0,
      );
    }),
  );
  return results.reduce((sum, count) => sum + count, 0);
}

test("every event is handled once and in order, though readers in two processes race and one is killed", async () => {
  const organizations = [await found(), await found(), await found()];
  await using first = startReader();
  await using second = startReader();
  let isKilled = false;
  const written = organizations.map(async (organization) => {
    let committed = 0;
    // Until the first reader has had its share, however late it came; and on without it.
    while (!isKilled) committed += await race(organization, 50);
    return committed + (await race(organization, 50));
  });

  const handledBy = async (pid: number | undefined) => {
    const { rows } = await owner.pool.query<{ count: number }>(
      "select count(*)::int as count from effects where process = $1",
      [pid],
    );
    return rows[0]?.count ?? 0;
  };
  await expect.poll(() => handledBy(first.process.pid), { timeout: 20_000, interval: 5 }).toBeGreaterThan(10);
  await first[Symbol.asyncDispose]();
  isKilled = true;

  for (const [index, organization] of organizations.entries()) {
    const committed = await written[index];
    const log = await logOf(organization);
    expect(log.map(({ position }) => position)).toEqual(
      Array.from({ length: committed ?? 0 }, (_, i) => i + 1),
    );
    await expect
      .poll(async () => (await effectsOf(organization)).length, { timeout: 20_000 })
      .toBeGreaterThanOrEqual(log.length);
    const handled = await effectsOf(organization);
    expect(handled.map(({ position }) => position)).toEqual(log.map(({ position }) => position));
  }
  expect(await handledBy(second.process.pid)).toBeGreaterThan(0);
});

const names = ["a", "b", "c", "d"];
const orders = permutationsOf(names);

function permutationsOf(items: string[]): string[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((first) =>
    permutationsOf(items.filter((item) => item !== first)).map((rest) => [first, ...rest]),
  );
}

/** Begins a transaction for each name, all open at once, and ends them in the given order. */
async function endInOrder(
  organization: string,
  order: string[],
  takenBack: ReadonlySet<string>,
): Promise<void> {
  const transactions = new Map(
    names.map((note) => {
      const gate = Promise.withResolvers<void>();
      const ended = inOrganization(database, organization, async (tx) => {
        recordSome(tx, 2, note);
        await gate.promise;
        if (takenBack.has(note)) throw new Error("taken back");
      }).catch(() => {});
      return [note, { open: gate.resolve, ended }];
    }),
  );
  for (const note of order) {
    transactions.get(note)?.open();
    await transactions.get(note)?.ended;
  }
}

/** Every choice of those that are taken back: 24 orders by 16 choices are all that can happen to four transactions. */
const choices = Array.from({ length: 2 ** names.length }, (_, bits) => ({
  takenBack: names.filter((_, bit) => bits & (1 << bit)),
}));

test.for(choices)(
  "positions are in the order of commits, whichever began first, when $takenBack are taken back",
  async ({ takenBack }) => {
    for (const order of orders) {
      const organization = await found();
      await endInOrder(organization, order, new Set(takenBack));
      const committed = order.filter((note) => !takenBack.includes(note));
      expect(await logOf(organization)).toEqual(
        committed.flatMap((note, place) =>
          [0, 1].map((index) => ({ position: 2 * place + index + 1, note, index })),
        ),
      );
    }
  },
);
