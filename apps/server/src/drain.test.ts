import { once } from "node:events";
import { connect } from "node:net";
import { startTestFanal, type TestFanal } from "@fanal/testing";
import { expect, inject, test, vi } from "vitest";
import { openAsSuperuser } from "./http/test-helpers.ts";

test("a server that ends finishes the write in its hands, and turns new ones away", async () => {
  await using server = await startTestFanal(inject("clusterUrl"));
  await using database = openAsSuperuser(server.databaseUrl);
  const { client } = await server.signUp("Mara Ilves");
  const { slug: organization } = await client.organizations.create({ name: "Acme" });
  const { id: serviceId } = await client.services.create({ organization, name: "API" });
  const blocker = await database.pool.connect();
  await blocker.query("begin; lock table services");

  const write = client.services.setStatus({ organization, serviceId, status: "major_outage" });
  await vi.waitUntil(async () => {
    const { rows } = await database.pool.query("select from pg_locks where not granted");
    return rows.length > 0;
  });
  const ended = server.fanal[Symbol.asyncDispose]();
  await vi.waitUntil(() => isTurnedAway(server));
  await blocker.query("commit");
  blocker.release();

  expect((await write).status).toBe("major_outage");
  await ended;
});

test("a visitor who does not answer any more does not hold the end up", async () => {
  await using server = await startTestFanal(inject("clusterUrl"));
  const { client } = await server.signUp("Mara Ilves");
  await client.organizations.create({ name: "Acme" });
  const { hostname, port } = new URL(server.url);
  const silent = connect(Number(port), hostname);
  silent.write(
    "GET /status/acme/live HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
  );
  await once(silent, "data");
  silent.on("error", () => undefined);

  await server.fanal[Symbol.asyncDispose]();
  expect(await isTurnedAway(server)).toBe(true);
  silent.destroy();
});

async function isTurnedAway({ url }: TestFanal): Promise<boolean> {
  return fetch(`${url}/healthz`, { headers: { connection: "close" } }).then(
    () => false,
    () => true,
  );
}
