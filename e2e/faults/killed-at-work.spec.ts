import type { PastImportInput } from "@fanal/contract";
import {
  createTestDatabase,
  type Person,
  type ServerProcess,
  signUp,
  startServerProcess,
  startTestReceiver,
} from "@fanal/testing";
import pg from "pg";
import { expect, inject, test } from "vitest";
import { freePort, temporaryFolder } from "./processes.ts";

const organization = "lumen";

/** A server that can be killed, and begun anew on the same database at the same address. */
async function house() {
  await using stack = new AsyncDisposableStack();
  const folder = stack.use(await temporaryFolder());
  const database = stack.use(await createTestDatabase(inject("clusterUrl")));
  const environment = {
    DATABASE_URL: database.url,
    FANAL_DATA_DIR: folder.path,
    FANAL_SECRET: "a secret for tests only, 32 characters",
    FANAL_DEMO: "0",
    FANAL_LOG_LEVEL: "silent",
    FANAL_PRIVATE_NETWORKS: "1",
    PORT: String(await freePort()),
  };
  let server: ServerProcess = await startServerProcess(environment);
  stack.defer(() => server.kill());
  const person: Person = await signUp(server.url, "Mara Ilves");
  await person.client.organizations.create({ name: "Lumen", slug: organization });
  const owned = stack.move();
  return {
    client: person.client,
    /** Like a power cut. What it had claimed is free at once: a test does not wait for the end of a lease. */
    killAndStart: async () => {
      await server.kill();
      const client = new pg.Client({ connectionString: database.url });
      await client.connect();
      await client.query("update check_states set claimed_until = now() where claim is not null");
      await client.query("update imports set taken_until = now() where taken_until is not null");
      await client.end();
      server = await startServerProcess(environment);
    },
    stop: () => server.stop(),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

test("a server that is killed while it runs checks loses no run, and no service turns twice", {
  timeout: 180_000,
}, async () => {
  await using target = await startTestReceiver();
  await using at = await house();
  const { client } = at;
  const { id: serviceId } = await client.services.create({ organization, name: "API" });
  target.answer("/door", () => undefined);
  const { id: checkId } = await client.checks.create({
    organization,
    serviceId,
    name: "Front door",
    settings: { type: "http", url: `${target.url}/door` },
    periodSeconds: 86_400,
    timeoutSeconds: 30,
    failuresToConfirm: 1,
    successesToRecover: 1,
    draftsIncident: true,
  });
  const read = () => client.checks.get({ organization, checkId });
  const turns = async () => {
    const { items } = await client.events.list({ organization });
    return items.filter(({ type }) => type === "service.signaled").length;
  };
  const drafts = async () => (await client.incidents.list({ organization, state: "draft" })).items.length;

  await target.atLeast(1, "/door");
  target.answer("/door", (response) => void response.writeHead(503).end());
  await at.killAndStart();
  await expect.poll(async () => (await read()).state, { timeout: 20_000 }).toBe("down");
  expect((await read()).results.map(({ isUp }) => isUp)).toEqual([false]);
  expect([await turns(), await drafts()]).toEqual([1, 1]);

  target.answer("/door", () => undefined);
  const asked = target.received.length;
  await client.checks.run({ organization, checkId });
  await target.atLeast(asked + 1, "/door");
  target.answer("/door", (response) => void response.writeHead(503).end());
  await at.killAndStart();
  await expect.poll(async () => (await read()).results.length, { timeout: 20_000 }).toBe(2);
  expect([await turns(), await drafts()], "what is down already is told once").toEqual([1, 1]);
  expect((await client.services.get({ organization, serviceId })).status).toBe("major_outage");
  expect(await at.stop()).toBe(0);
});

/** An export of Statuspage with so many incidents that were resolved, each with its own story. */
function exportOf(count: number): PastImportInput {
  const time = "2026-05-04T09:00:00.000Z";
  const incidents = Array.from({ length: count }, (_, index) => ({
    id: `incident${index}`,
    name: `No. ${index}`,
    status: "resolved",
    impact: "minor",
    created_at: time,
    resolved_at: time,
    incident_updates: ["resolved", "investigating"].map((status) => ({
      status,
      body: `${status}: ${index}.`,
      created_at: time,
    })),
  }));
  return { pageId: "", source: "statuspage", file: JSON.stringify({ incidents }) };
}

test("a server that is killed while it imports goes on behind the last thing, and makes each once", {
  timeout: 180_000,
}, async () => {
  const count = 120;
  await using at = await house();
  const { client } = at;
  const pageId = (await client.statusPages.list({ organization }))[0]?.id ?? "";
  const { id: pastImportId, state } = await client.imports.create({
    organization,
    ...exportOf(count),
    pageId,
  });
  expect(state).toBe("ready");
  await client.imports.start({ organization, pastImportId });
  const get = () => client.imports.get({ organization, pastImportId });
  for (const share of [0.1, 0.5]) {
    await expect
      .poll(async () => (await get()).done, { timeout: 30_000, interval: 10 })
      .toBeGreaterThan(count * share);
    await at.killAndStart();
  }
  await expect.poll(async () => (await get()).state, { timeout: 60_000 }).toBe("finished");
  const { done, total, result } = await get();
  expect(done).toBe(total);
  expect(result).toContainEqual(
    expect.objectContaining({ kind: "incident", added: count, known: 0, refused: 0 }),
  );
  const titles: string[] = [];
  let cursor: string | null = null;
  do {
    const { items, nextCursor } = await client.incidents.list({
      organization,
      limit: 100,
      ...(cursor === null ? {} : { cursor }),
    });
    titles.push(...items.map(({ title }) => title));
    cursor = nextCursor;
  } while (cursor !== null);
  expect(titles.toSorted()).toEqual(Array.from({ length: count }, (_, index) => `No. ${index}`).toSorted());
  expect(await at.stop()).toBe(0);
});
