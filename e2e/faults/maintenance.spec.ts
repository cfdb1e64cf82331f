import path from "node:path";
import { createTestDatabase, type ServerProcess, signUp, startServerProcess } from "@fanal/testing";
import pg from "pg";
import { expect, inject, test } from "vitest";
import { startNetwork } from "./network.ts";
import { freePort, temporaryFolder } from "./processes.ts";

const organization = "lumen";

test("a window that starts and ends while no server is there has started and ended, once, when one is back", {
  timeout: 120_000,
}, async () => {
  await using folder = await temporaryFolder();
  await using database = await createTestDatabase(inject("clusterUrl"));
  const environment = {
    DATABASE_URL: database.url,
    FANAL_DATA_DIR: path.join(folder.path, "data"),
    FANAL_SECRET: "a secret for tests only, 32 characters",
    FANAL_DEMO: "0",
    FANAL_LOG_LEVEL: "warn",
    PORT: String(await freePort()),
  };
  let server: ServerProcess = await startServerProcess(environment);
  const { client } = await signUp(server.url, "Mara Ilves");
  await client.organizations.create({ name: "Lumen", slug: organization });
  const { id: serviceId } = await client.services.create({ organization, name: "API" });
  const { id: maintenanceId } = await client.maintenances.create({
    organization,
    title: "New disks",
    message: "We put in new disks.",
    serviceIds: [serviceId],
    localStart: "2090-01-01T02:00",
    localEnd: "2090-01-01T03:00",
    timeZone: "UTC",
  });
  await server.kill();
  // People write windows in whole minutes; tests do not wait for them.
  const past = await query(
    database.url,
    `update maintenances set starts_at = now() - interval '2 hours', ends_at = now() - interval '1 hour'
     returning starts_at, ends_at`,
  );

  server = await startServerProcess(environment);
  const read = () => client.maintenances.get({ organization, maintenanceId });
  await expect.poll(async () => (await read()).status).toBe("completed");
  await server.kill();
  server = await startServerProcess(environment);
  const { updates, startedAt, finishedAt } = await read();
  expect(updates.map(({ status }) => status)).toEqual(["completed", "in_progress", "scheduled"]);
  expect([new Date(startedAt ?? 0), new Date(finishedAt ?? 0)]).toEqual([past.starts_at, past.ends_at]);
  expect((await client.services.list({ organization }))[0]?.status).toBe("operational");
  expect(await server.stop()).toBe(0);
});

test("while the database is out of reach jobs wait for it in few words, and what ended meanwhile has ended when it is back", {
  timeout: 120_000,
}, async () => {
  await using folder = await temporaryFolder();
  await using database = await createTestDatabase(inject("clusterUrl"));
  await using network = await startNetwork(database.url);
  await using server = await startServerProcess({
    DATABASE_URL: network.url,
    FANAL_DATA_DIR: path.join(folder.path, "data"),
    FANAL_SECRET: "a secret for tests only, 32 characters",
    FANAL_DEMO: "0",
    FANAL_LOG_LEVEL: "info",
    PORT: String(await freePort()),
  });
  const { client } = await signUp(server.url, "Mara Ilves");
  await client.organizations.create({ name: "Lumen", slug: organization });
  const { id: maintenanceId } = await client.maintenances.create({
    organization,
    title: "New disks",
    message: "We put in new disks.",
    localStart: "2090-01-01T02:00",
    localEnd: "2090-01-01T03:00",
    timeZone: "UTC",
  });
  await query(
    database.url,
    "update maintenances set starts_at = now() - interval '1 hour', ends_at = now() + interval '4 seconds'",
  );
  const one = { organization, maintenanceId };
  await client.maintenances.update({ ...one, title: "Newer disks" });
  await expect.poll(async () => (await client.maintenances.get(one)).status).toBe("in_progress");

  network.lose();
  const read =
    "select status, clock_timestamp() > ends_at + interval '2 seconds' as is_over from maintenances";
  await expect.poll(async () => (await query(database.url, read)).is_over, { timeout: 15_000 }).toBe(true);
  expect((await query(database.url, read)).status).toBe("in_progress");
  network.restore();
  await expect
    .poll(async () => (await query(database.url, read)).status, { timeout: 80_000, interval: 200 })
    .toBe("completed");
  const words = server.output().match(/jobs wait|jobs cannot start|not known which maintenances/g) ?? [];
  expect(words.length).toBeLessThan(4);
  expect(server.output()).not.toMatch(/jobs are not handed out|\[object Object\]/);
  expect(await server.stop()).toBe(0);
});

/** The first row that a statement gives, asked beside all servers. */
async function query(url: string, text: string): Promise<Record<string, unknown>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows[0];
  } finally {
    await client.end();
  }
}
