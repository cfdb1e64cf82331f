import { once } from "node:events";
import { request } from "node:http";
import { createServer } from "node:net";
import { createTestDatabase, startServerProcess } from "@fanal/testing";
import pg from "pg";
import { describe, expect, inject, test } from "vitest";
import { WebSocket } from "ws";
import { freePort, isAlive, postgresOf, temporaryFolder } from "./processes.ts";
import { runToItsEnd } from "./program.ts";

const secret = "a secret for tests only, 32 characters";

/** The address of a database on the cluster of the tests. */
function addressOf(database: string, change: (url: URL) => void = () => {}): string {
  const url = new URL(inject("clusterUrl"));
  url.pathname = `/${database}`;
  change(url);
  return url.href;
}

/** Starts on a database that is not right, and expects an end with a sentence instead of a stack. */
async function refusalOf(databaseUrl: string): Promise<string> {
  await using folder = await temporaryFolder();
  const { code, said } = await runToItsEnd({
    DATABASE_URL: databaseUrl,
    FANAL_SECRET: secret,
    FANAL_DATA_DIR: folder.path,
    PORT: "0",
  });
  expect(code).toBe(1);
  expect(said).not.toMatch(/^\s+at /m);
  return said;
}

describe("what is wrong is said in words, and the program ends with 1", () => {
  test("settings, all at once", async () => {
    const { code, said } = await runToItsEnd({
      PORT: "many",
      FANAL_DEMO: "maybe",
      DATABASE_URL: "mysql://localhost/fanal",
      FANAL_SECRET: "short",
      FANAL_URL: "status.example",
    });
    expect(code).toBe(1);
    for (const name of ["PORT", "FANAL_DEMO", "DATABASE_URL", "FANAL_SECRET", "FANAL_URL"]) {
      expect(said).toMatch(new RegExp(`^ {2}${name} `, "m"));
    }
    expect(said).not.toMatch(/^\s+at /m);
  });

  test("a port that another program has, and how to choose another one", async () => {
    await using folder = await temporaryFolder();
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const address = other.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const { code, said } = await runToItsEnd({ PORT: String(port), FANAL_DATA_DIR: folder.path });
    other.close();
    expect(code).toBe(1);
    expect(said).toContain(`Port ${port} is taken`);
    expect(said).toContain(`PORT=${port + 1} npm start`);
    expect(said).not.toMatch(/^\s+at /m);
  });

  test("a data folder in use by another running server", async () => {
    await using folder = await temporaryFolder();
    await using first = await startServerProcess({ PORT: "0", FANAL_DATA_DIR: folder.path, FANAL_DEMO: "0" });
    const { code, said } = await runToItsEnd({ PORT: "0", FANAL_DATA_DIR: folder.path });
    expect(code).toBe(1);
    expect(said).toContain(`in use by another running Fanal (process ${first.pid})`);
    expect((await fetch(`${first.url}/healthz`)).status).toBe(200);
    await first.stop();
  });

  test("a password that PostgreSQL refuses", async () => {
    const said = await refusalOf(
      addressOf("postgres", (url) => {
        url.password = "wrong";
      }),
    );
    expect(said).toContain("refuses the user or password of DATABASE_URL");
    expect(said).not.toContain("wrong");
  });

  test("a password that PostgreSQL wants and DATABASE_URL lacks", async () => {
    const said = await refusalOf(
      addressOf("postgres", (url) => {
        url.password = "";
      }),
    );
    expect(said).toContain("asks for a password, and DATABASE_URL has none");
  });

  test("a database that does not exist", async () => {
    expect(await refusalOf(addressOf("nowhere"))).toContain("does not exist");
  });

  test("a database that a newer version has migrated", async () => {
    await using database = await createTestDatabase(inject("clusterUrl"));
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query("insert into drizzle.__drizzle_migrations (hash, created_at) values ('newer', $1)", [
      Date.now() + 1e12,
    ]);
    await client.end();
    expect(await refusalOf(database.url)).toContain("migrated by a newer Fanal");
  });

  test("a migration that fails, which changes nothing", async () => {
    await using database = await createTestDatabase(inject("clusterUrl"));
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    // The latest one is done once more.
    await client.query(
      "delete from drizzle.__drizzle_migrations where id = (select max(id) from drizzle.__drizzle_migrations)",
    );
    await client.end();
    const said = await refusalOf(database.url);
    expect(said).toMatch(/could not be brought up to date, and nothing in it was changed: .*already exists/);
    expect(said).toContain("Start the version from before");
  });

  test("a database that does not answer for 30 seconds, with a word for each try", {
    timeout: 90_000,
  }, async () => {
    const port = await freePort();
    const said = await refusalOf(`postgres://fanal:password@127.0.0.1:${port}/fanal`);
    expect(said.match(/does not answer\. Trying again in/g)?.length).toBeGreaterThan(5);
    expect(said).toContain("has not answered for 30 seconds");
    expect(said).not.toContain("password@");
  });
});

test("asked to end, it tells open pages to come back later, stops its PostgreSQL and ends with 0", async () => {
  await using folder = await temporaryFolder();
  const environment = { PORT: "0", FANAL_DATA_DIR: folder.path, FANAL_LOG_LEVEL: "warn" };
  const server = await startServerProcess(environment);
  const postgres = await postgresOf(folder.path);
  expect(isAlive(postgres)).toBe(true);
  const page = new WebSocket(`${server.url.replace("http", "ws")}/status/acme/live?version=0`);
  await once(page, "open");
  const closed = once(page, "close");

  expect(await server.stop()).toBe(0);
  expect((await closed)[0]).toBe(1001);
  await expect.poll(() => isAlive(postgres)).toBe(false);
  expect(server.output()).not.toContain('"level"');
});

test("asked twice, it ends at once, and the next start goes on as if nothing had been", async () => {
  await using folder = await temporaryFolder();
  const environment = { PORT: "0", FANAL_DATA_DIR: folder.path, FANAL_LOG_LEVEL: "silent" };
  const server = await startServerProcess(environment);
  // A request that never becomes whole holds the drain up.
  const unfinished = request(`${server.url}/api/v1/organizations`, {
    method: "POST",
    headers: { "content-type": "application/json", "content-length": "100" },
  });
  unfinished.on("error", () => {});
  unfinished.write("{");
  await once(unfinished, "socket");

  process.kill(server.pid, "SIGTERM");
  await expect.poll(server.output).toContain("Draining.");
  process.kill(server.pid, "SIGTERM");
  await expect.poll(() => isAlive(server.pid), { timeout: 2_000 }).toBe(false);
  expect(server.output()).toContain("Ending at once.");

  await using again = await startServerProcess(environment);
  expect((await fetch(`${again.url}/status/acme`)).status).toBe(200);
  await again.stop();
});
