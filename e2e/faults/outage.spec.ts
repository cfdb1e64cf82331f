import path from "node:path";
import { startEmbeddedPostgres } from "@fanal/database/embedded";
import { type Person, signUp, startServerProcess } from "@fanal/testing";
import { expect, test } from "vitest";
import { freePort, temporaryFolder } from "./processes.ts";

const organization = "lumen";

/** Asks for a page again and again, as visitors do while something is wrong, and counts what is no page. */
function visit(address: string) {
  const refused: string[] = [];
  let answered = 0;
  let isStopped = false;
  const done = (async () => {
    while (!isStopped) {
      await fetch(address).then(
        async (response) => {
          await response.arrayBuffer();
          answered++;
          if (response.status !== 200) refused.push(String(response.status));
        },
        (error: unknown) => refused.push(String(error)),
      );
    }
  })();
  return {
    stop: async () => {
      isStopped = true;
      await done;
      return { answered, refused };
    },
  };
}

function setStatus(url: string, { cookie }: Person, serviceId: string, status: string): Promise<Response> {
  return fetch(`${url}/api/v1/organizations/${organization}/services/${serviceId}/status`, {
    method: "PUT",
    headers: { cookie, origin: url, "content-type": "application/json" },
    body: JSON.stringify({ status }),
  });
}

test("while PostgreSQL is away pages are served throughout and say so, writes are refused in words, and all comes back by itself", {
  timeout: 240_000,
}, async () => {
  await using folder = await temporaryFolder();
  const startPostgres = () =>
    startEmbeddedPostgres({ directory: path.join(folder.path, "database"), log: () => {} });
  const postgres = await startPostgres();
  const environment = {
    FANAL_DATA_DIR: path.join(folder.path, "data"),
    FANAL_SECRET: "a secret for tests only, 32 characters",
    FANAL_LOG_LEVEL: "silent",
    DATABASE_URL: postgres.url,
    PORT: String(await freePort()),
  };
  await using server = await startServerProcess(environment);
  const { url } = server;
  const mara = await signUp(url, "Mara Ilves");
  await mara.client.organizations.create({ name: "Lumen", slug: organization });
  const service = await mara.client.services.create({ organization, name: "API" });
  const address = `${url}/status/lumen`;
  const page = async () => (await fetch(address)).text();
  const says = async (headline: string) => (await page()).includes(`<title>${headline} `);
  /** Whether the page says as of when it is, and shows the unknown mark instead of a green one. */
  const isStale = async () => /<html[^>]* data-stale=""/.test(await page());
  const readiness = async () => (await fetch(`${url}/readyz`)).status;
  await expect.poll(() => says("All Systems Operational")).toBe(true);
  expect(await readiness()).toBe(200);

  /** Expects that all is as ever soon after PostgreSQL is back: writes, the page, and what the server says of itself. */
  const expectNormalSince = async (backAt: number, status: string, headline: string) => {
    const answer = async () => (await setStatus(url, mara, service.id, status).catch(() => null))?.status;
    await expect.poll(answer, { timeout: 20_000 }).toBe(200);
    // The first write may be answered before the readers have noticed that PostgreSQL is back.
    await expect.poll(() => says(headline)).toBe(true);
    expect(await isStale()).toBe(false);
    await expect.poll(readiness).toBe(200);
    expect(Date.now() - backAt).toBeLessThan(5_000);
  };

  const visitors = [visit(address), visit(address)];
  await postgres.stop();
  const refused = await setStatus(url, mara, service.id, "major_outage");
  expect(refused.status).toBe(503);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await refused.json()).toMatchObject({ code: "unavailable" });
  expect(await readiness()).toBe(503);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  expect(await isStale()).toBe(false);
  await using back = await startPostgres();
  await expectNormalSince(Date.now(), "degraded_performance", "Partially Degraded Service");

  await back.stop();
  const stoppedAt = Date.now();
  await expect.poll(isStale, { timeout: 90_000, interval: 500 }).toBe(true);
  expect(Date.now() - stoppedAt).toBeGreaterThan(55_000);
  expect(await says("Partially Degraded Service")).toBe(true);
  for (const visitor of visitors) {
    const { answered, refused } = await visitor.stop();
    expect(refused).toEqual([]);
    expect(answered).toBeGreaterThan(100);
  }

  // A server that is started meanwhile has the page from its disk, and does not call it up to date.
  await server.stop();
  const starting = startServerProcess(environment);
  await expect.poll(() => isStale().catch(() => false), { timeout: 20_000 }).toBe(true);
  expect(await readiness()).toBe(503);
  await using _backAgain = await startPostgres();
  const backAt = Date.now();
  await using _restarted = await starting;
  await expectNormalSince(backAt, "major_outage", "Major System Outage");
});
