import { once } from "node:events";
import { connect, createServer } from "node:net";
import { createTestDatabase, startServerProcess } from "@fanal/testing";
import pg from "pg";
import { expect, inject, test } from "vitest";
import { temporaryFolder } from "./processes.ts";
import { runToItsEnd } from "./program.ts";

function environment(databaseUrl: string, dataDirectory: string) {
  return {
    DATABASE_URL: databaseUrl,
    FANAL_SECRET: "a secret for tests only, 32 characters",
    FANAL_DATA_DIR: dataDirectory,
    FANAL_LOG_LEVEL: "silent",
    PORT: "0",
  };
}

/** A way to the database on which the connections of these numbers, counted from 1, break at once. */
async function startLooseContact(databaseUrl: string, breaks: (connection: number) => boolean) {
  const url = new URL(databaseUrl);
  const target = { host: url.hostname, port: Number(url.port) };
  let connections = 0;
  const server = createServer((near) => {
    near.on("error", () => {});
    if (breaks(++connections)) return void near.destroy();
    const far = connect(target).on("error", () => near.destroy());
    near.pipe(far).pipe(near);
    near.on("close", () => far.destroy());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  url.port = String(typeof address === "object" && address !== null ? address.port : 0);
  return { url: url.href, [Symbol.asyncDispose]: async () => void server.close() };
}

test("a start that fails after the migrations ends with 1", { timeout: 90_000 }, async () => {
  await using folder = await temporaryFolder();
  await using database = await createTestDatabase(inject("clusterUrl"));
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query("alter table event_logs rename to mislaid");
  await client.end();
  const { code, said } = await runToItsEnd(environment(database.url, folder.path));
  expect(code).toBe(1);
  expect(said).toContain('relation "event_logs" does not exist');
});

test("a database that goes away for a moment after the migrations is waited for", async () => {
  await using folder = await temporaryFolder();
  await using database = await createTestDatabase(inject("clusterUrl"));
  // The first connection brings the schema up to date.
  await using contact = await startLooseContact(database.url, (number) => number > 1 && number < 8);
  await using server = await startServerProcess(environment(contact.url, folder.path));
  expect(server.output()).toContain("does not answer. Trying again in");
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  expect(await server.stop()).toBe(0);
});
