import { connect, type Database, inOrganization } from "@fanal/database";
import { eventCursors, uptimeDays } from "@fanal/database/schema";
import { periodsIn } from "@fanal/domain";
import { createTestDatabase, type TestDatabase } from "@fanal/testing";
import { asc, eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { setServiceStatus } from "../services/commands.ts";
import { measure } from "../uptime/queries/measure.ts";
import {
  anyHistory,
  endWithEvent,
  foundHouse,
  type House,
  hour,
  read,
  signUpFounder,
  zonesOf,
} from "./history.fixture.ts";
import { rebuildRollups } from "./rebuild.ts";

let own: TestDatabase;
let database: Database;
let houses = 0;

beforeAll(async () => {
  own = await createTestDatabase(inject("clusterUrl"));
  database = connect({ url: own.url, role: null, maxConnections: 4, name: "test", onError: () => {} });
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await own[Symbol.asyncDispose]();
});

test("whatever happens in whatever order, days that were rolled up one by one are those that the log tells", {
  timeout: 300_000,
}, async () => {
  const founder = await signUpFounder(database);
  let [rolled, corrected] = [0, 0];
  await fc.assert(
    fc.asyncProperty(anyHistory, async (steps) => {
      const house = await foundHouse(database, founder, ++houses);
      for (const step of steps) await step(house);
      await endWithEvent(house);
      await read(house);
      const kept = await storedDays(house);
      rolled += kept.length;
      corrected += house.corrections.length;
      const spans = [
        { from: house.now().getTime() - 3000 * hour, to: house.now().getTime() },
        { from: house.now().getTime() - 333.3 * hour, to: house.now().getTime() - 50.7 * hour },
      ];
      for (const span of spans) {
        const fromRollup = await measureAll(house, span);
        await forgetCursor(house);
        expect(fromRollup).toEqual(await measureAll(house, span));
        await read(house);
      }
      expect(await rebuilt(house)).toEqual({ days: kept.length, differing: 0 });
      expect(kept).toEqual(await storedDays(house));
    }),
    { numRuns: 20, endOnFailure: true },
  );
  expect(rolled).toBeGreaterThan(100);
  expect(corrected).toBeGreaterThan(0);
});

test("a rollup that is wrong is mended by a rebuild, which says how many days were", async () => {
  const founder = await signUpFounder(database, "pia");
  const house = await foundHouse(database, founder, ++houses);
  const [api] = house.services;
  if (api === undefined) throw new Error("The house has no services");
  await setServiceStatus(house.operator, { serviceId: api.id, status: "major_outage" });
  house.wait(240 * hour);
  await endWithEvent(house);
  await read(house);
  const kept = await storedDays(house);
  expect(kept.length).toBeGreaterThanOrEqual(10);
  await database.pool.query(
    `update uptime_days set major_outage = 1 where organization_id = $1 and date = '2026-03-04'`,
    [house.organizationId],
  );
  await database.pool.query(`delete from uptime_days where organization_id = $1 and date = '2026-03-06'`, [
    house.organizationId,
  ]);
  // In the zones of two pages a day is wrong, which is one too many and one that is missing, and one is missing.
  expect(await rebuilt(house)).toMatchObject({ differing: 6 });
  expect(await storedDays(house)).toEqual(kept);
});

async function rebuilt({ organizationId, now }: House) {
  for await (const { organizationId: id, ...counts } of rebuildRollups(database, now()))
    if (id === organizationId) return counts;
  return null;
}

function storedDays({ organizationId }: House) {
  return inOrganization(database, organizationId, (tx) =>
    tx.db
      .select()
      .from(uptimeDays)
      .where(eq(uptimeDays.organizationId, organizationId))
      .orderBy(asc(uptimeDays.timeZone), asc(uptimeDays.serviceId), asc(uptimeDays.date)),
  ).then(({ result }) => result);
}

async function measureAll(house: House, span: { from: number; to: number }) {
  const all: unknown[] = [];
  for (const timeZone of await zonesOf(house)) {
    for (const unit of ["day", "week", "month"] as const) {
      const scale = periodsIn(span, unit, timeZone);
      const { result } = await inOrganization(database, house.organizationId, (tx) =>
        measure(tx, house.services, { scale, timeZone, now: house.now().getTime() }),
      );
      all.push({ timeZone, unit, measured: [...result] });
    }
  }
  return all;
}

/** A rollup whose reader is behind is not asked. */
async function forgetCursor({ organizationId }: House): Promise<void> {
  await inOrganization(database, organizationId, (tx) =>
    tx.db.delete(eventCursors).where(eq(eventCursors.organizationId, organizationId)),
  );
}
