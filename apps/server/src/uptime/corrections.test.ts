import { connect, type Database, inOrganization } from "@fanal/database";
import { newId, uptimeCorrections } from "@fanal/database/schema";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";

const hour = 3_600_000;

let fanal: TestFanal;
let database: Database;
let mara: Person;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  database = connect({
    url: fanal.databaseUrl,
    role: null,
    maxConnections: 2,
    name: "test",
    onError: () => {},
  });
  mara = await fanal.signUp("Mara Ilves");
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

const hoursAgo = (hours: number) => new Date(Date.now() - hours * hour).toISOString();

/** A service that was down for ten hours, four days ago, as an incident says that was recorded then. */
async function found(name: string) {
  const { client } = mara;
  const { slug: organization, id: organizationId } = await client.organizations.create({ name });
  const { id: serviceId } = await client.services.create({ organization, name: "API" });
  const page = await client.statusPages.create({
    organization,
    name: "Outside",
    slug: `${organization}-outside`,
    serviceIds: [serviceId],
  });
  const outage = await client.incidents.create({
    organization,
    title: "Disk full",
    message: "A disk was full.",
    status: "resolved",
    startedAt: hoursAgo(100),
    resolvedAt: hoursAgo(90),
    services: [{ serviceId, status: "major_outage" }],
  });
  const span = { from: hoursAgo(100), to: hoursAgo(50) };
  const uptime = async () =>
    (await client.uptime.ofService({ organization, serviceId, ...span })).uptime ?? Number.NaN;
  const intervals = async () => (await client.uptime.intervals({ organization, serviceId })).items;
  const visitors = async () => (await fetch(`${page.url}/services/${serviceId}`)).text();
  return { organization, organizationId, serviceId, outage, uptime, intervals, visitors };
}

test("what was entered wrongly is corrected, at once and marked for everybody, and counts again once that is withdrawn", async () => {
  const { organization, serviceId, outage, uptime, intervals, visitors } = await found("Corrected");
  expect(await uptime()).toBeCloseTo(0.8, 3);
  const [startedAt, endedAt] = [hoursAgo(98), hoursAgo(93)];
  const correction = await mara.client.uptimeCorrections.create({
    organization,
    serviceId,
    startedAt,
    endedAt,
    status: "operational",
    reason: "Only one of two probes was down.",
  });
  expect(await uptime()).toBeCloseTo(0.9, 3);
  const marked = { id: correction.id, reason: "Only one of two probes was down." };
  expect(await intervals()).toMatchObject([
    { status: "major_outage", startedAt: endedAt, endedAt: outage.resolvedAt, correction: null },
    {
      status: "operational",
      startedAt,
      endedAt,
      isOngoing: false,
      correction: marked,
      reasons: [{ title: "Disk full" }],
    },
    { status: "major_outage", startedAt: outage.startedAt, endedAt: startedAt, correction: null },
  ]);
  expect(await mara.client.uptimeCorrections.list({ organization, serviceId })).toEqual([correction]);
  await expect.poll(visitors).toContain("Corrected: <bdi>Only one of two probes was down.</bdi>");

  await mara.client.uptimeCorrections.withdraw({ organization, serviceId, correctionId: correction.id });
  expect(await uptime()).toBeCloseTo(0.8, 3);
  expect(await intervals()).toMatchObject([{ status: "major_outage", correction: null }]);
  expect(await mara.client.uptimeCorrections.list({ organization, serviceId })).toEqual([]);
  await expect.poll(visitors).not.toContain("Corrected:");
});

test("an outage that nobody noticed is added, and is in the days that visitors see", async () => {
  const { organization, serviceId, uptime, visitors } = await found("Unnoticed");
  const days = async () => /data-days="([^"]+)"/.exec(await visitors())?.[1];
  const before = await days();
  await mara.client.uptimeCorrections.create({
    organization,
    serviceId,
    startedAt: hoursAgo(60),
    endedAt: hoursAgo(55),
    status: "partial_outage",
    reason: "Found in the logs of the load balancer.",
  });
  expect(await uptime()).toBeCloseTo(0.8 - 0.3 * 0.1, 3);
  await expect.poll(days).not.toBe(before);
});

test("a correction that changes no number is published too, since visitors read it", async () => {
  const { organization, serviceId, visitors } = await found("No number");
  await mara.client.uptimeCorrections.create({
    organization,
    serviceId,
    startedAt: hoursAgo(80),
    endedAt: hoursAgo(79),
    status: "operational",
    reason: "All was well, <b>whatever</b> was said elsewhere.",
  });
  await expect.poll(visitors).toContain("All was well, &lt;b&gt;whatever&lt;/b&gt; was said elsewhere.");
});

test("who corrected what, from what reason, and who withdrew it, is in the audit log", async () => {
  const { organization, serviceId } = await found("Logged");
  const told = {
    serviceId,
    startedAt: hoursAgo(98),
    endedAt: hoursAgo(93),
    status: "operational" as const,
    reason: "A probe was broken.",
  };
  const { id: correctionId } = await mara.client.uptimeCorrections.create({ organization, ...told });
  await mara.client.uptimeCorrections.withdraw({ organization, serviceId, correctionId });
  const { items } = await mara.client.events.list({ organization, kind: "uptime_correction" });
  expect(items).toMatchObject([
    { type: "uptime_correction.withdrawn", subjectName: "API", data: { before: told } },
    {
      type: "uptime_correction.created",
      subjectId: correctionId,
      actor: { name: "Mara Ilves" },
      data: { after: told },
    },
  ]);
});

test("what cannot be corrected is refused in words", async () => {
  const { organization, serviceId } = await found("Refused");
  const correct = (startedAt: string, endedAt: string) =>
    mara.client.uptimeCorrections.create({
      organization,
      serviceId,
      startedAt,
      endedAt,
      status: "operational",
      reason: "A probe was broken.",
    });
  const { id: correctionId } = await correct(hoursAgo(98), hoursAgo(93));
  for (const [from, to, message] of [
    [2, -1, "Only what is over"],
    [2, 3, "ends before it starts"],
    [400 * 24, 2, "366 days at most"],
    [200, 95, "Nothing is known"],
    [95, 90, "corrected already"],
    [99, 92, "corrected already"],
  ] as const)
    await expect(correct(hoursAgo(from), hoursAgo(to))).rejects.toMatchObject({
      code: "bad_request",
      message: expect.stringContaining(message),
    });
  await mara.client.uptimeCorrections.withdraw({ organization, serviceId, correctionId });
  await expect(
    mara.client.uptimeCorrections.withdraw({ organization, serviceId, correctionId }),
  ).rejects.toMatchObject({ code: "not_found" });
  await correct(hoursAgo(99), hoursAgo(92));
});

test("of two corrections of the same time that are made at once, one is refused", async () => {
  const { organization, serviceId } = await found("At once");
  const [startedAt, endedAt] = [hoursAgo(98), hoursAgo(93)];
  const made = await Promise.allSettled(
    (["operational", "partial_outage"] as const).map((status) =>
      mara.client.uptimeCorrections.create({
        organization,
        serviceId,
        startedAt,
        endedAt,
        status,
        reason: "A probe was broken.",
      }),
    ),
  );
  expect(made.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
});

test("the database itself refuses corrections of one service that overlap", async () => {
  const { organizationId, serviceId } = await found("Constraint");
  const insert = (from: number, to: number) =>
    inOrganization(database, organizationId, (tx) =>
      tx.db.insert(uptimeCorrections).values({
        organizationId,
        id: newId(),
        serviceId,
        startedAt: new Date(from),
        endedAt: new Date(to),
        status: "operational",
        reason: "A probe was broken.",
        createdAt: new Date(),
      }),
    );
  await insert(1_000, 2_000);
  await insert(2_000, 3_000);
  await expect(insert(1_500, 1_600)).rejects.toMatchObject({
    cause: { constraint: "uptime_corrections_never_overlap" },
  });
});

test("admins and keys that change services correct; responders and viewers only see it", async () => {
  const { organization, serviceId } = await found("Permissions");
  const path = `${fanal.url}/api/v1/organizations/${organization}/services/${serviceId}/uptime/corrections`;
  const body = { startedAt: hoursAgo(98), endedAt: hoursAgo(93), status: "operational", reason: "A probe." };
  const ask = async (scope: "read" | "incidents:write" | "services:write", method: "GET" | "POST") => {
    const { key } = await mara.client.apiKeys.create({ organization, name: scope, scopes: [scope] });
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    const sent = method === "GET" ? {} : { body: JSON.stringify(body) };
    return (await fetch(path, { method, headers, ...sent })).status;
  };
  expect(await ask("read", "GET")).toBe(200);
  expect(await ask("incidents:write", "POST")).toBe(403);
  expect(await ask("services:write", "POST")).toBe(201);
});
