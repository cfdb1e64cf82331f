import { randomUUID } from "node:crypto";
import type { alertSourceInput, alertSourceSettings } from "@fanal/contract";
import type { Database } from "@fanal/database";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import type { z } from "zod";
import { openAsSuperuser } from "../http/test-helpers.ts";
// What Prometheus Alertmanager 0.25.0, of Debian's package prometheus-alertmanager, posted on 2026-11-26 to a
// webhook_configs of a receiver, after `amtool alert add` of two alerts and of their end; only externalURL is another.
import firing from "./payloads/alertmanager-firing.json" with { type: "json" };
import resolved from "./payloads/alertmanager-resolved.json" with { type: "json" };

let fanal: TestFanal;
let database: Database;
let mara: Person;
let organization: string;
let apiId: string;
let searchId: string;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  database = openAsSuperuser(fanal.databaseUrl);
  mara = await fanal.signUp("Mara Ilves");
});
beforeEach(async () => {
  ({ slug: organization } = await mara.client.organizations.create({ name: "Lumen" }));
  ({ id: apiId } = await mara.client.services.create({ organization, name: "Public API" }));
  ({ id: searchId } = await mara.client.services.create({ organization, name: "Search" }));
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

type Settings = z.input<typeof alertSourceSettings>;
type Input = Partial<Omit<z.input<typeof alertSourceInput>, "settings">>;

async function add(settings: Settings, input: Input = {}): Promise<{ id: string; link: string }> {
  const { id, link } = await mara.client.alertSources.create({
    organization,
    name: "Alertmanager",
    settings,
    services: [{ value: "API", serviceId: apiId }],
    ...input,
  });
  return { id, link: link ?? "" };
}

async function post(
  link: string,
  payload: unknown,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(link, {
    method: "POST",
    headers: { "content-type": "application/json", "user-agent": "Alertmanager/0.25.0" },
    body: typeof payload === "string" ? payload : JSON.stringify(payload),
  });
  return { status: response.status, body: await response.json() };
}

async function statuses(): Promise<string[]> {
  return (await mara.client.services.list({ organization })).map(({ status }) => status);
}

async function incidents(state: "open" | "draft" | "resolved" = "open") {
  return (await mara.client.incidents.list({ organization, state })).items;
}

async function read(id: string) {
  return (await mara.client.alertSources.list({ organization })).find((one) => one.id === id);
}

async function count(types: RegExp): Promise<number> {
  const { items } = await mara.client.events.list({ organization });
  return items.filter(({ type }) => types.test(type)).length;
}

const alertmanager = { kind: "alertmanager" } as const;

describe("what Alertmanager really posts", () => {
  test("sets the status, opens one draft for the group, and takes both back when it is over", async () => {
    const { id, link } = await add(alertmanager);
    expect(await post(link, firing)).toMatchObject({ status: 200, body: { firing: 2, resolved: 0 } });
    expect(await statuses()).toEqual(["major_outage", "operational"]);
    expect(await incidents("draft")).toMatchObject([
      { title: "Problems with Public API", services: [{ serviceId: apiId, status: "major_outage" }] },
    ]);
    expect(await read(id)).toMatchObject({
      received: 1,
      lastReceived: { firing: 2, resolved: 0, unknown: [], problem: null },
      firing: [
        { title: "HighErrorRate", serviceIds: [apiId], status: "major_outage" },
        { title: "HighErrorRate", serviceIds: [apiId], status: "major_outage" },
      ],
    });
    expect(await post(link, resolved)).toMatchObject({ status: 200, body: { firing: 0, resolved: 2 } });
    expect(await statuses()).toEqual(["operational", "operational"]);
    expect(await incidents("draft")).toEqual([]);
    expect(await read(id)).toMatchObject({ received: 2, firing: [] });
  });

  test("posted again and again, also at once, is one incident and no event more", async () => {
    const { id, link } = await add(alertmanager, { incidents: "published" });
    await post(link, firing);
    const before = await count(/^(incident|service)/);
    await Promise.all(Array.from({ length: 5 }, () => post(link, firing)));
    expect(await incidents()).toHaveLength(1);
    expect(await count(/^(incident|service)/)).toBe(before);
    expect((await read(id))?.received).toBe(6);
  });

  test("that comes late does not fire again what is over", async () => {
    const { link } = await add(alertmanager);
    for (const payload of [firing, resolved, firing]) await post(link, payload);
    expect(await statuses()).toEqual(["operational", "operational"]);
    const again = firing.alerts.map((alert) => ({ ...alert, startsAt: "2026-11-26T13:00:00Z" }));
    await post(link, { ...firing, alerts: again });
    expect(await statuses()).toEqual(["major_outage", "operational"]);
  });
});

test("an incident for all to see is resolved when the last alert of its group is over, and tells only whom it may", async () => {
  const { link } = await add(alertmanager, {
    incidents: "published",
    title: "{{services}}: {{alert}}",
    message: "{{service}} has *problems*.",
  });
  await post(link, firing);
  const [incident] = await incidents();
  expect(incident).toMatchObject({ title: "Public API: HighErrorRate", impact: "critical", isDraft: false });
  const [one, other] = resolved.alerts;
  await post(link, { ...resolved, alerts: [one] });
  expect(await incidents()).toHaveLength(1);
  await post(link, { ...resolved, alerts: [other] });
  expect(await incidents()).toEqual([]);
  const after = await mara.client.incidents.get({ organization, incidentId: incident?.id ?? "" });
  expect(after.status).toBe("resolved");
  expect(after.updates.map(({ status, author }) => [status, author.name])).toEqual([
    ["resolved", "Fanal"],
    ["investigating", "Fanal"],
  ]);
  const { items } = await mara.client.events.list({ organization });
  for (const { type, data } of items) if (/^incident\./.test(type)) expect(data.telling).toBeNull();
});

test("another service that joins the group joins its incident, and a person's incident is left alone", async () => {
  const { link } = await add(alertmanager, { incidents: "published", notify: true });
  await post(link, firing);
  const [first] = firing.alerts;
  const more = {
    ...first,
    fingerprint: "1111111111111111",
    labels: { ...first?.labels, service: "search", severity: "warning" },
  };
  await post(link, { ...firing, alerts: [...firing.alerts, more] });
  const [incident] = await incidents();
  const incidentId = incident?.id ?? "";
  expect(incident?.services).toEqual([
    { serviceId: apiId, status: "major_outage" },
    { serviceId: searchId, status: "degraded_performance" },
  ]);
  await mara.client.incidents.postUpdate({
    organization,
    incidentId,
    status: "identified",
    message: "A disk is full.",
  });
  await post(link, resolved);
  await post(link, {
    ...resolved,
    alerts: [{ ...more, status: "resolved", endsAt: "2026-11-26T12:30:00Z" }],
  });
  expect(await incidents()).toMatchObject([{ id: incidentId, status: "identified" }]);
  const { signals } = await mara.client.services.get({ organization, serviceId: apiId });
  expect(signals).toEqual([]);
});

test("an incident that people closed is not opened again while its alerts fire, and is when they fire anew", async () => {
  const { link } = await add(alertmanager, { incidents: "published" });
  await post(link, firing);
  const [incident] = await incidents();
  await mara.client.incidents.delete({ organization, incidentId: incident?.id ?? "" });
  await post(link, firing);
  expect(await incidents()).toEqual([]);
  await post(link, resolved);
  const again = firing.alerts.map((alert) => ({ ...alert, startsAt: "2026-11-26T13:00:00Z" }));
  await post(link, { ...firing, alerts: again });
  expect(await incidents()).toHaveLength(1);
});

test("without incidents only the status follows", async () => {
  const { link } = await add(alertmanager, { incidents: "none" });
  await post(link, firing);
  expect(await statuses()).toEqual(["major_outage", "operational"]);
  expect([...(await incidents()), ...(await incidents("draft"))]).toEqual([]);
});

test("labels lead to services by a value, by a name, or to the one for all others; what leads nowhere is named", async () => {
  const { id, link } = await add(
    { kind: "alertmanager", serviceLabel: "job", severityLabel: "level" },
    {
      services: [{ value: "edge", serviceId: apiId }],
      severities: [{ value: "page", status: "partial_outage" }],
    },
  );
  const alert = (labels: Record<string, string>) => ({
    ...firing.alerts[0],
    fingerprint: randomUUID(),
    labels,
  });
  const tell = (...alerts: object[]) => post(link, { ...firing, alerts });
  await tell(alert({ job: "EDGE", level: "page" }), alert({ job: "search", level: "unheard of" }));
  expect(await statuses()).toEqual(["partial_outage", "partial_outage"]);
  await mara.client.alertSources.clear({ organization, alertSourceId: id });
  expect(await statuses()).toEqual(["operational", "operational"]);
  expect(await tell(alert({ job: "billing" }), alert({}))).toMatchObject({
    status: 200,
    body: { unknown: ["billing", ""] },
  });
  expect(await statuses()).toEqual(["operational", "operational"]);
  await mara.client.alertSources.update({
    organization,
    alertSourceId: id,
    name: "Alertmanager",
    settings: alertmanager,
    fallbackServiceId: searchId,
    status: "degraded_performance",
  });
  await tell(alert({ job: "billing" }));
  expect(await statuses()).toEqual(["operational", "degraded_performance"]);
});

test("Grafana's webhook is read as its documentation has it", async () => {
  const { link } = await add({ kind: "grafana" }, { services: [{ value: "api", serviceId: apiId }] });
  const alert = {
    status: "firing",
    labels: { alertname: "High latency", service: "api", severity: "warning", grafana_folder: "Edge" },
    annotations: { summary: "p99 is over 2 s" },
    startsAt: "2026-11-26T12:00:00Z",
    endsAt: "0001-01-01T00:00:00Z",
    values: { B: 2.4 },
    valueString: "[ var='B' value=2.4 ]",
    generatorURL: "https://grafana.acme.example/alerting/1/edit",
    fingerprint: "c6eadffa33fcdf37",
    silenceURL: "https://grafana.acme.example/alerting/silence/new",
    dashboardURL: "",
    panelURL: "",
  };
  const payload = {
    receiver: "Fanal",
    status: "firing",
    orgId: 1,
    alerts: [alert],
    groupLabels: { alertname: "High latency" },
    commonLabels: {},
    commonAnnotations: {},
    externalURL: "https://grafana.acme.example/",
    version: "1",
    groupKey: '{}:{alertname="High latency"}',
    truncatedAlerts: 0,
    title: "[FIRING:1] High latency",
    state: "alerting",
    message: "**Firing**",
  };
  await post(link, payload);
  expect(await statuses()).toEqual(["degraded_performance", "operational"]);
  const over = { ...alert, status: "resolved", endsAt: "2026-11-26T12:10:00Z" };
  await post(link, { ...payload, status: "resolved", state: "ok", alerts: [over] });
  expect(await statuses()).toEqual(["operational", "operational"]);
});

describe("anything that posts JSON", () => {
  const uptimeKuma = {
    kind: "generic" as const,
    identity: "$.monitor.id",
    state: "$.heartbeat.status",
    resolvedValues: ["1"],
    service: "$.monitor['name']",
    title: "$.msg",
  } satisfies Settings;

  test("is read by paths, and heals when its state says so", async () => {
    const { link } = await add(uptimeKuma, { status: "partial_outage" });
    const say = (status: number) =>
      post(link, { monitor: { id: 7, name: "search" }, heartbeat: { status }, msg: "[Search] Down" });
    await say(0);
    await say(0);
    expect(await statuses()).toEqual(["operational", "partial_outage"]);
    expect(await incidents("draft")).toHaveLength(1);
    expect(await say(1)).toMatchObject({ body: { firing: 0, resolved: 1 } });
    expect(await statuses()).toEqual(["operational", "operational"]);
    await say(0);
    expect(await statuses()).toEqual(["operational", "partial_outage"]);
  });

  test("may be a list, whose alerts are one incident where they share a group", async () => {
    const { link } = await add(
      {
        kind: "generic",
        alerts: "$.incidents[*]",
        identity: "$.id",
        state: "$.state",
        service: "$.service",
        severity: "$.level",
        group: "$.cluster",
      },
      { incidents: "published" },
    );
    const entry = (id: string, service: string, level: string, state = "open") => ({
      id,
      service,
      level,
      state,
      cluster: "eu",
    });
    await post(link, { incidents: [entry("a", "api", "critical"), entry("b", "search", "warning")] });
    expect(await statuses()).toEqual(["major_outage", "degraded_performance"]);
    expect(await incidents()).toMatchObject([{ title: "Problems with Public API, Search" }]);
  });

  test("that is not what the paths say is refused, in words that the source shows", async () => {
    const { id, link } = await add(uptimeKuma);
    for (const [payload, words] of [
      ["{ no json", "This is no JSON."],
      [{ monitor: { id: 7 } }, "There is nothing at $.heartbeat.status, where its state should be."],
    ] as const) {
      expect(await post(link, payload)).toMatchObject({ status: 400, body: { message: words } });
      expect((await read(id))?.lastReceived?.problem).toBe(words);
    }
    expect((await read(id))?.received).toBe(2);
  });

  test("is asked by no path that searches or runs anything", async () => {
    for (const identity of [
      "$..id",
      "$[?(@.a)]",
      "$[?search(@.a, '(a+)+$')]",
      "$.a[(@.length-1)]",
      "id",
      `$${".a".repeat(101)}`,
    ]) {
      const attempt = add({ kind: "generic", identity, state: "$.state" });
      await expect(attempt, identity).rejects.toMatchObject({ code: "bad_request" });
    }
  });
});

test("what is not of its kind is refused with what to do", async () => {
  const { link } = await add(alertmanager);
  const answer = await post(link, { text: "an alert" });
  expect(answer).toMatchObject({ status: 400, body: { code: "bad_request" } });
  expect(answer.body.message).toMatch(/not what a webhook of Alertmanager posts/);
});

test("during a maintenance nothing shows and no incident opens; after it the next delivery opens one", async () => {
  const { link } = await add(alertmanager, { incidents: "published" });
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString().slice(0, 16);
  const { id: maintenanceId } = await mara.client.maintenances.create({
    organization,
    title: "New disks",
    message: "We put in new disks.",
    serviceIds: [apiId],
    localStart: at(60),
    localEnd: at(120),
    timeZone: "Etc/UTC",
  });
  const set = (status: "in_progress" | "completed") =>
    mara.client.maintenances.postUpdate({ organization, maintenanceId, status, message: "Go." });
  await set("in_progress");
  await post(link, firing);
  expect([await statuses(), await incidents()]).toEqual([["under_maintenance", "operational"], []]);
  await set("completed");
  expect(await statuses()).toEqual(["major_outage", "operational"]);
  await post(link, firing);
  expect(await incidents()).toHaveLength(1);
});

test("a link is shown once, kept as a hash, works no more once it is renewed, and says nothing of others", async () => {
  const { id, link } = await add(alertmanager);
  const token = link.split("/").at(-1) ?? "";
  const { rows } = await database.pool.query(
    "select to_jsonb(s)::text as row from alert_sources s where id = $1",
    [id],
  );
  expect(rows[0]?.row).not.toContain(token);
  const renewed = await mara.client.alertSources.renewAddress({ organization, alertSourceId: id });
  const guesses = [link, `${fanal.url}/api/v1/alerts/short`, `${fanal.url}/api/v1/alerts/${"x".repeat(43)}`];
  const answers = await Promise.all(guesses.map((guess) => post(guess, firing)));
  expect(
    new Set(answers.map(({ status, body }) => JSON.stringify([status, body.code, body.message]))).size,
  ).toBe(1);
  expect(answers[0]?.status).toBe(404);
  expect((await post(renewed.link ?? "", firing)).status).toBe(200);
});

test("a source that is deleted clears what it said, and leaves its incidents to people", async () => {
  const { id, link } = await add(alertmanager, { incidents: "published" });
  await post(link, firing);
  await mara.client.alertSources.delete({ organization, alertSourceId: id });
  const { signals } = await mara.client.services.get({ organization, serviceId: apiId });
  expect(signals).toEqual([]);
  expect(await incidents()).toHaveLength(1);
  expect((await post(link, firing)).status).toBe(404);
});
