import { connect, type Database, inOrganization, migrate } from "@fanal/database";
import { services } from "@fanal/database/schema";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { record } from "./events/record.ts";
import { ask, errorOf, openAsSuperuser } from "./http/test-helpers.ts";
import { recomputeStatuses } from "./services/recompute.ts";

/** As many connections as requests may take. */
const requestConnections = 20;

let fanal: TestFanal;
let aside: Database;
let everything: Database;
let mara: Person;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  const { role } = await migrate(fanal.databaseUrl);
  aside = connect({ url: fanal.databaseUrl, role, maxConnections: 2, name: "aside", onError: () => {} });
  everything = openAsSuperuser(fanal.databaseUrl);
  mara = await fanal.signUp("Mara Ilves");
});
afterAll(async () => {
  await aside[Symbol.asyncDispose]();
  await everything[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

test("while requests wait for the database with all the connections they may have, pages are published and served", async () => {
  const stuck = await found("stuck");
  const well = await found("well");
  const holder = await everything.pool.connect();
  await holder.query("begin");
  await holder.query("select from services where id = $1 for update", [stuck.serviceId]);
  const waiting = Array.from({ length: requestConnections }, () => setStatus(stuck, "degraded_performance"));
  await expect.poll(countWaiting).toBe(requestConnections);

  const turnedAway = setStatus(well, "partial_outage");
  // As another process of Fanal would, which has connections of its own.
  await inOrganization(aside, well.id, async (tx) => {
    await tx.db.update(services).set({ manualStatus: "major_outage" }).where(eq(services.id, well.serviceId));
    const reason = { kind: "manual", message: null } as const;
    await recomputeStatuses(tx, [well.serviceId], { reason, at: new Date() });
    const by = { actor: { kind: "system", id: null, name: "Test" }, now: () => new Date() } as const;
    record(tx, by, { type: "service.status_set", subjectId: well.serviceId });
  });
  await expect.poll(() => pageOf("well")).toContain("Major System Outage");
  expect(await pageOf("stuck")).toContain("All Systems Operational");

  const refused = await turnedAway;
  expect(refused.status).toBe(503);
  expect(errorOf(refused).code).toBe("unavailable");
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);

  await holder.query("rollback");
  holder.release();
  await Promise.all(waiting);
  expect((await setStatus(stuck, "degraded_performance")).status).toBe(200);
  expect(await pageOf("stuck")).toContain("Partially Degraded Service");
});

interface House {
  id: string;
  slug: string;
  serviceId: string;
}

async function found(slug: string): Promise<House> {
  const { id } = await mara.client.organizations.create({ name: slug, slug });
  const { id: serviceId } = await mara.client.services.create({ organization: slug, name: "API" });
  return { id, slug, serviceId };
}

function setStatus({ slug, serviceId }: House, status: string) {
  return ask(fanal.url, {
    method: "PUT",
    path: `/api/v1/organizations/${slug}/services/${serviceId}/status`,
    body: { status },
    headers: { cookie: mara.cookie },
  });
}

/** Connections that wait for a lock, or for their turn in the queue of one. */
async function countWaiting(): Promise<number> {
  const { rows } = await everything.pool.query<{ count: number }>(
    "select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  );
  return rows[0]?.count ?? 0;
}

async function pageOf(slug: string): Promise<string> {
  const response = await fetch(`${fanal.url}/status/${slug}`);
  expect(response.status).toBe(200);
  return response.text();
}
