import { once } from "node:events";
import { createServer } from "node:net";
import { createTestDatabase } from "@fanal/testing";
import { sql } from "drizzle-orm";
import pg from "pg";
import { expect, inject, test } from "vitest";
import { brokenConstraint, connect, isDatabaseAway, sqlState } from "./index.ts";

/** What a statement fails with, as the code above the database sees it: wrapped by Drizzle. */
async function failureOf(url: string, statement: string): Promise<unknown> {
  await using database = connect({ url, role: null, maxConnections: 1, name: "test", onError: () => {} });
  return database.db.execute(sql.raw(statement)).catch((error: unknown) => error);
}

test.for([
  ["a value that is not allowed", "select pg_notify('x', repeat('x', 9000))", "22023", false],
  ["a table that is not there", "select * from nowhere", "42P01", false],
  ["a statement that takes too long", "set statement_timeout = 1; select pg_sleep(5)", "57014", true],
  ["a lock that is not to be had", failWith("55P03"), "55P03", true],
  ["a deadlock", failWith("40P01"), "40P01", true],
  ["a transaction that others overtook", failWith("40001"), "40001", true],
  ["a full disk", failWith("53100"), "53100", true],
  ["too many connections", failWith("53300"), "53300", true],
  ["a standby that takes no writes", failWith("25006"), "25006", true],
  ["a shutdown", failWith("57P01"), "57P01", true],
  ["a crash of another connection", failWith("57P02"), "57P02", true],
] as const)("%s is told by its SQLSTATE, and is passing or not", async ([, statement, state, isPassing]) => {
  await using own = await createTestDatabase(inject("clusterUrl"));
  const failure = await failureOf(own.url, statement);
  expect(sqlState(failure)).toBe(state);
  expect(isDatabaseAway(failure)).toBe(isPassing);
});

test("a broken constraint is told by its name", async () => {
  await using own = await createTestDatabase(inject("clusterUrl"));
  const failure = await failureOf(
    own.url,
    "create table t (x int constraint one_only unique); insert into t values (1), (1)",
  );
  expect(brokenConstraint(failure)).toBe("one_only");
  expect(isDatabaseAway(failure)).toBe(false);
  expect(brokenConstraint(new Error("something else"))).toBeUndefined();
});

test("nobody who listens is a database that is away", async () => {
  const closed = createServer().listen(0, "127.0.0.1");
  await once(closed, "listening");
  const address = closed.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  closed.close();
  await once(closed, "close");
  expect(isDatabaseAway(await failureOf(`postgres://fanal@127.0.0.1:${port}/fanal`, "select 1"))).toBe(true);
});

test("a connection that is cut off is a database that is away", async () => {
  await using own = await createTestDatabase(inject("clusterUrl"));
  const failure = await failureOf(own.url, "select pg_terminate_backend(pg_backend_pid())");
  expect(isDatabaseAway(failure)).toBe(true);
});

test("a wrong password and a bug are no database that is away", async () => {
  await using own = await createTestDatabase(inject("clusterUrl"));
  const wrong = new URL(own.url);
  wrong.password = "wrong";
  const refused = await failureOf(wrong.href, "select 1");
  expect(sqlState(refused)).toBe("28P01");
  for (const other of [refused, new TypeError("x is undefined"), new pg.DatabaseError("?", 1, "error"), null])
    expect(isDatabaseAway(other)).toBe(false);
});

/** Has PostgreSQL itself fail in a way that is hard to bring about. */
function failWith(state: string): string {
  return `do $$ begin raise exception 'as if' using errcode = '${state}'; end $$`;
}
