import { startTestFanal } from "@fanal/testing";
import { sql } from "drizzle-orm";
import { expect, inject, test } from "vitest";
import { z } from "zod";
import { openAsSuperuser } from "./test-helpers.ts";

const readiness = z.object({
  status: z.string(),
  readerLagSeconds: z.object({ publishing: z.number() }),
});

test("readiness and metrics tell how long the oldest event waits for the reader, until it is handled", async () => {
  await using fanal = await startTestFanal(inject("clusterUrl"), {}, { publishingPatienceMs: 500 });
  const mara = await fanal.signUp("Mara Ilves");
  const { slug: organization } = await mara.client.organizations.create({ name: "Lumen" });
  const ready = async () => {
    const response = await fetch(`${fanal.url}/readyz`);
    return { http: response.status, ...readiness.parse(await response.json()) };
  };
  const lagMetric = async () => {
    const text = await (await fetch(`${fanal.url}/metrics`)).text();
    return Number(/^fanal_reader_lag_seconds\{reader="publishing"\} (\S+)$/m.exec(text)?.[1]);
  };
  await expect.poll(ready).toEqual({ http: 200, status: "ready", readerLagSeconds: { publishing: 0 } });
  expect(await lagMetric()).toBe(0);

  await using database = openAsSuperuser(fanal.databaseUrl);
  await database.db.transaction(async (tx) => {
    // As another process does that works on the organization and hangs.
    await tx.execute(sql`select from event_cursors for update`);
    await mara.client.services.create({ organization, name: "API" });
    await expect.poll(lagMetric).toBeGreaterThan(0.6);
    const behind = await ready();
    expect(behind).toMatchObject({ http: 200, status: "ready" });
    expect(behind.readerLagSeconds.publishing).toBeGreaterThan(0.6);
  });
  await expect.poll(lagMetric).toBe(0);
  expect((await ready()).readerLagSeconds.publishing).toBe(0);
});

test("metrics tell what the process uses and which sockets are open", async () => {
  await using fanal = await startTestFanal(inject("clusterUrl"));
  const response = await fetch(`${fanal.url}/metrics`);
  expect(response.headers.get("content-type")).toContain("text/plain; version=0.0.4");
  const metrics = new Map(
    (await response.text())
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"))
      .map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ") + 1))]),
  );
  for (const name of [
    "process_cpu_seconds_total",
    "process_start_time_seconds",
    "process_resident_memory_bytes",
    "nodejs_heap_size_used_bytes",
    "nodejs_eventloop_utilization",
  ]) {
    expect(metrics.get(name), name).toBeGreaterThan(0);
  }
  expect(metrics.get('fanal_open_sockets{kind="visitors"}')).toBe(0);
});
