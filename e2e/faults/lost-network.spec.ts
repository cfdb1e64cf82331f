import { createTestDatabase, signUp, startServerProcess } from "@fanal/testing";
import { expect, inject, test } from "vitest";
import { startNetwork } from "./network.ts";
import { temporaryFolder } from "./processes.ts";

const organization = "lumen";

test("a database that falls silent is taken for one that is away, all comes back by itself, and the server still ends", {
  timeout: 120_000,
}, async () => {
  await using folder = await temporaryFolder();
  await using database = await createTestDatabase(inject("clusterUrl"));
  await using network = await startNetwork(database.url);
  await using server = await startServerProcess({
    DATABASE_URL: network.url,
    FANAL_SECRET: "a secret for tests only, 32 characters",
    FANAL_DATA_DIR: folder.path,
    FANAL_LOG_LEVEL: "silent",
    PORT: "0",
  });
  const { url } = server;
  const mara = await signUp(url, "Mara Ilves");
  await mara.client.organizations.create({ name: "Lumen", slug: organization });
  const createService = (name: string) =>
    fetch(`${url}/api/v1/organizations/${organization}/services`, {
      method: "POST",
      headers: { cookie: mara.cookie, origin: url, "content-type": "application/json" },
      body: JSON.stringify({ name }),
    });
  const readiness = async () => (await fetch(`${url}/readyz`)).status;
  const page = async () => (await fetch(`${url}/status/lumen`)).text();

  network.lose();
  const [refused, ready, served] = await Promise.all([createService("API"), readiness(), page()]);
  expect(refused.status).toBe(503);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await refused.json()).toMatchObject({ code: "unavailable" });
  expect(ready).toBe(503);
  expect(served).toContain("<title>All Systems Operational ");

  network.restore();
  await expect.poll(async () => (await createService("Search")).status, { timeout: 30_000 }).toBe(201);
  await expect.poll(readiness, { timeout: 30_000 }).toBe(200);
  /** The time from a write to its page, once nothing waits for a connection that is lost. */
  const visibleMs = async () => {
    const asked = performance.now();
    const name = `Service ${asked}`;
    await createService(name);
    const took = performance.now() - asked;
    return (await page()).includes(name) ? took : Number.POSITIVE_INFINITY;
  };
  await expect.poll(visibleMs, { timeout: 30_000 }).toBeLessThan(400);

  network.lose();
  expect(await server.stop()).toBe(0);
});
