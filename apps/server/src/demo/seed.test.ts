import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createTestDatabase, testConfig } from "@fanal/testing";
import { expect, inject, test } from "vitest";
import { startFanal } from "../server.ts";

test("a server that is asked for the demo starts again on the database that has it", async () => {
  await using database = await createTestDatabase(inject("clusterUrl"));
  const directory = await mkdtemp(path.join(tmpdir(), "fanal-data-"));
  const config = { ...testConfig(database.url, directory), demo: true };
  try {
    const first = await startFanal(config);
    await first[Symbol.asyncDispose]();
    await using second = await startFanal(config);
    expect(second.demoLogin).toEqual(first.demoLogin);
    const page = await fetch(`${second.url}/status/acme`);
    expect(await page.text()).toContain("Webhook deliveries delayed");
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
});
