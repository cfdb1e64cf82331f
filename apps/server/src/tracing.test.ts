import { createClient } from "@fanal/contract/client";
import { startServerProcess, startTestFanal, startTestReceiver, testSecret } from "@fanal/testing";
import { expect, inject, test } from "vitest";
import { z } from "zod";

const value = z.object({ stringValue: z.string().optional(), intValue: z.number().optional() });
const exported = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: z.array(z.object({ key: z.string(), value })) }),
      scopeSpans: z.array(
        z.object({
          spans: z.array(
            z.object({
              traceId: z.string(),
              spanId: z.string(),
              parentSpanId: z.string().optional(),
              name: z.string(),
              attributes: z.array(z.object({ key: z.string(), value })),
            }),
          ),
        }),
      ),
    }),
  ),
});

test("where a collector is named it gets requests, commands, queries, readers and deliveries as traces, and nothing of persons", async () => {
  await using collector = await startTestReceiver();
  await using fanal = await startTestFanal(inject("clusterUrl"));
  const mara = await fanal.signUp("Mara Ilves");
  const { slug: organization } = await mara.client.organizations.create({ name: "Lumen" });
  // What works is the traced server alone.
  await fanal.fanal[Symbol.asyncDispose]();
  await using server = await startServerProcess({
    DATABASE_URL: fanal.databaseUrl,
    FANAL_SECRET: testSecret,
    FANAL_DATA_DIR: `${fanal.dataDirectory}/traced`,
    FANAL_LOG_LEVEL: "debug",
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    PORT: "0",
  });
  const client = createClient({ url: server.url, headers: () => ({ cookie: mara.cookie }) });
  const { id: serviceId } = await client.services.create({ organization, name: "API" });
  const page = { organization, name: "Lumen", slug: "lumen-traced", serviceIds: [serviceId] };
  const { id: pageId } = await client.statusPages.create(page);
  const email = "noor.haddad@private.example";
  await client.subscribers.create({ organization, pageId, email, confirmation: "vouched" });
  const { id: incidentId } = await client.incidents.create({
    organization,
    title: "Slow",
    message: "We look.",
    services: [{ serviceId, status: "degraded_performance" }],
    holdMinutes: 0,
  });
  await expect
    .poll(async () =>
      (await client.notifications.list({ organization, incidentId })).map(({ counts }) => counts),
    )
    .toContainEqual({ kept: 1 });
  const wrong = { email, password: "kettle-and-kite" };
  await fetch(`${server.url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: server.url },
    body: JSON.stringify(wrong),
  });
  await server.stop();

  const all = collector.received.filter(({ path }) => path === "/v1/traces").map(({ body }) => body);
  const told = all.flatMap((body) => exported.parse(JSON.parse(body)).resourceSpans);
  expect(told[0]?.resource.attributes).toContainEqual({
    key: "service.name",
    value: { stringValue: "fanal" },
  });
  const spans = told.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
  const command = spans.find(({ name }) => name === "incidents.create");
  const request = spans.find(({ spanId }) => spanId === command?.parentSpanId);
  expect(request?.name).toBe("HTTP POST");
  const inTrace = spans.filter(({ traceId }) => traceId === command?.traceId).map(({ name }) => name);
  expect(inTrace).toEqual(expect.arrayContaining(["BEGIN", "INSERT", "COMMIT"]));
  const names = new Set(spans.map(({ name }) => name));
  for (const name of ["reader publishing", "reader telling", "deliver email"])
    expect([...names]).toContain(name);
  // Its lines in the log lead to it.
  expect(server.output()).toContain(`"traceId":"${command?.traceId}"`);
  const text = all.join("");
  for (const hidden of [
    email,
    "private.example",
    "kettle-and-kite",
    "Mara",
    mara.cookie,
    testSecret,
    "We look.",
  ])
    expect(text, hidden).not.toContain(hidden);
}, 60_000);

test("a collector that is away holds nobody up", async () => {
  await using fanal = await startTestFanal(inject("clusterUrl"), { tracesEndpoint: "http://127.0.0.1:9" });
  const mara = await fanal.signUp("Mara Ilves");
  expect((await mara.client.organizations.create({ name: "Lumen" })).name).toBe("Lumen");
});
