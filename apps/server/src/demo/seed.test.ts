import { asSystem, connect, type Database } from "@fanal/database";
import { incidents, incidentUpdates, serviceGroups, services, statusPages } from "@fanal/database/schema";
import { createTestDatabase } from "@fanal/testing";
import { expect, inject, test } from "vitest";
import { createAuth } from "../auth/auth.ts";
import { createSignInLimits } from "../auth/sign-in-limits.ts";
import type { Context } from "../context.ts";
import { createLog } from "../log.ts";
import { seedDemo } from "./seed.ts";

const url = "http://localhost:3000";
const log = createLog("silent");

function rooms(database: Database, now: () => Date) {
  const context: Context = { database, now, log, url };
  const auth = createAuth({
    database,
    url,
    trustedOrigins: [url],
    secret: "a secret for tests only, 32 characters",
    limits: createSignInLimits(database),
    log,
  });
  return [context, auth] as const;
}

function count(database: Database): Promise<Record<string, number>> {
  return asSystem(database, "count what a demo made", async (db) => ({
    groups: await db.$count(serviceGroups),
    services: await db.$count(services),
    incidents: await db.$count(incidents),
    updates: await db.$count(incidentUpdates),
    pages: await db.$count(statusPages),
  }));
}

test("a demo that was cut off again and again becomes whole, and is made once", async () => {
  await using own = await createTestDatabase(inject("clusterUrl"));
  await using database = connect({
    url: own.url,
    role: null,
    maxConnections: 4,
    name: "test",
    onError: () => {},
  });
  const whole = { groups: 3, services: 8, incidents: 3, updates: 8, pages: 1 };
  let cuts = 0;
  for (let allowed = 1; JSON.stringify(await count(database)) !== JSON.stringify(whole); allowed += 3) {
    let readings = 0;
    const untilCut = () => {
      if (++readings > allowed) throw new Error("cut off");
      return new Date();
    };
    await seedDemo(...rooms(database, untilCut)).catch(() => cuts++);
  }
  expect(cuts).toBeGreaterThan(3);
  await seedDemo(...rooms(database, () => new Date()));
  expect(await count(database)).toEqual(whole);
});
