import { createTestDatabase, type ServerProcess, signUp, startServerProcess } from "@fanal/testing";
import { expect, inject, test } from "vitest";
import { freePort, temporaryFolder } from "./processes.ts";

const rows = 30_000;

test("an import whose server is killed again and again goes on behind its last row, and adds each address once", {
  timeout: 180_000,
}, async () => {
  await using folder = await temporaryFolder();
  await using database = await createTestDatabase(inject("clusterUrl"));
  const environment = {
    DATABASE_URL: database.url,
    FANAL_SECRET: "a secret for tests only, 32 characters",
    FANAL_DATA_DIR: folder.path,
    FANAL_DEMO: "0",
    FANAL_LOG_LEVEL: "silent",
    PORT: String(await freePort()),
  };
  let server: ServerProcess = await startServerProcess(environment);
  const { client } = await signUp(server.url, "Mara Ilves");
  const { slug: organization } = await client.organizations.create({ name: "Lumen" });
  const pageId = (await client.statusPages.list({ organization }))[0]?.id ?? "";
  const lines = Array.from({ length: rows }, (_, index) =>
    index % 100 === 3 ? "nobody" : `reader${index}@acme.example`,
  );
  const csv = `email\n${lines.join("\n")}`;
  const { id: importId } = await client.subscriberImports.create({
    organization,
    pageId,
    confirmation: "vouched",
    csv,
  });
  const get = () => client.subscriberImports.get({ organization, importId });

  for (const share of [0.1, 0.4]) {
    const done = async () => (await get()).done;
    await expect.poll(done, { timeout: 60_000, interval: 20 }).toBeGreaterThan(rows * share);
    await server.kill();
    server = await startServerProcess(environment);
  }
  await expect.poll(async () => (await get()).state, { timeout: 90_000 }).toBe("finished");
  const refused = rows / 100;
  expect(await get()).toMatchObject({ done: rows, added: rows - refused, known: 0, refused });
  const { states } = await client.subscribers.counts({ organization, pageId });
  expect(states.active).toBe(rows - refused);
  const { items } = await client.events.list({ organization, kind: "subscriber" });
  expect(items.map(({ type }) => type)).toEqual(["subscribers.imported"]);
  await server.stop();
});
