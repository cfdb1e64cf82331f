import { connect, type Database } from "@fanal/database";
import { createTestDatabase, type TestDatabase } from "@fanal/testing";
import { pino } from "pino";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { type Handled, handledChannel, listenForWakeUps } from "./wake-up.ts";

let own: TestDatabase;
let database: Database;

beforeAll(async () => {
  own = await createTestDatabase(inject("clusterUrl"));
  database = connect({ url: own.url, role: null, maxConnections: 2, name: "test", onError: () => {} });
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await own[Symbol.asyncDispose]();
});

test("a notification that nobody understands is written to the log, and those after it are heard", async () => {
  const lines: string[] = [];
  const log = pino({ level: "warn" }, { write: (line) => lines.push(line) });
  const heard: Handled[] = [];
  await using wakeUps = listenForWakeUps(own.url, log);
  wakeUps.onHandled((handled) => heard.push(handled));
  const understood = { reader: "publishing", organizationId: "one", position: 7, recorded: true };
  const notify = async (payload: string) =>
    database.pool.query("select pg_notify($1, $2)", [handledChannel, payload]);
  // The first one that is heard says that it listens.
  await expect
    .poll(async () => {
      await notify(JSON.stringify({ ...understood, position: 1 }));
      return heard.length;
    })
    .toBeGreaterThan(0);
  for (const payload of ["", "{", "null", "[]", "7", '{"reader":"publishing"}', '{"position":"7"}'])
    await notify(payload);
  await notify(JSON.stringify(understood));
  await expect.poll(() => heard.at(-1)).toEqual(understood);
  expect(lines.filter((line) => line.includes("a wake-up that nobody understands"))).toHaveLength(7);
});
