import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { expect, test } from "vitest";
import { freePort, temporaryFolder } from "./processes.ts";
import { runToItsEnd, startProgram } from "./program.ts";

/** Takes connections and never says a word, as a machine that hangs or a network that loses what it carries. */
async function startSilence() {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => sockets.add(socket.on("error", () => {}))).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `postgres://fanal:password@127.0.0.1:${port}/fanal`,
    connections: () => sockets.size,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

function environment(databaseUrl: string, dataDirectory: string) {
  return {
    DATABASE_URL: databaseUrl,
    FANAL_SECRET: "a secret for tests only, 32 characters",
    FANAL_DATA_DIR: dataDirectory,
    PORT: "0",
  };
}

test("a database that says nothing is given up after 30 seconds, like one that is not there", {
  timeout: 90_000,
}, async () => {
  await using folder = await temporaryFolder();
  await using silence = await startSilence();
  const { code, said } = await runToItsEnd(environment(silence.url, folder.path));
  expect(code).toBe(1);
  expect(said.match(/does not answer\. Trying again in/g)?.length).toBeGreaterThan(1);
  expect(said).toContain("has not answered for 30 seconds");
  expect(said).not.toMatch(/^\s+at /m);
});

test("a server that waits for its database is alive, not ready, and ends as soon as it is asked to", async () => {
  await using folder = await temporaryFolder();
  await using silence = await startSilence();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const program = startProgram({ ...environment(silence.url, folder.path), PORT: String(port) });
  await expect.poll(silence.connections, { timeout: 20_000 }).toBeGreaterThan(0);

  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  expect((await fetch(`${url}/readyz`)).status).toBe(503);
  const refused = await fetch(`${url}/api/v1/me`);
  expect(refused.status).toBe(503);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await refused.json()).toMatchObject({
    code: "unavailable",
    message: expect.stringMatching(/^Fanal is starting/),
  });

  const askedAt = Date.now();
  program.ask("SIGTERM");
  const { code, said } = await program.ended;
  expect(code).toBe(0);
  expect(said).toContain("Draining.");
  expect(said).not.toMatch(/^\s+at /m);
  // Sooner than the database would have been given up or tried again.
  expect(Date.now() - askedAt).toBeLessThan(4_000);
});
