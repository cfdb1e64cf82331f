import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { Statuspage } from "statuspage.js";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { ask } from "../test-helpers.ts";
import { publicApiPaths } from "./index.ts";

const organization = "acme";
let fanal: TestFanal;
let mara: Person;
/** A program that has never heard of Fanal. */
let existing: Statuspage;
const ids: Record<string, string> = {};

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  mara = await fanal.signUp("Mara Ilves");
  const { client } = mara;
  await client.organizations.create({ name: "Acme", slug: organization });
  const [page] = await client.statusPages.list({ organization });
  ids.page = page?.id ?? "";
  await client.statusPages.update({ organization, pageId: ids.page, timeZone: "America/New_York" });
  const group = await client.serviceGroups.create({ organization, name: "Core" });
  const api = await client.services.create({ organization, name: "API", groupId: group.id });
  const website = await client.services.create({
    organization,
    name: "Website",
    description: "What all see",
  });
  Object.assign(ids, { group: group.id, api: api.id, website: website.id });

  const over = await client.incidents.create({
    organization,
    title: "Slow queues",
    status: "investigating",
    message: "We **look**.",
    services: [{ serviceId: website.id, status: "degraded_performance" }],
  });
  for (const status of ["monitoring", "resolved"] as const)
    await client.incidents.postUpdate({ organization, incidentId: over.id, status, message: "It is over." });
  await client.incidents.writePostmortem({ organization, incidentId: over.id, draft: "A queue was full." });
  await client.incidents.publishPostmortem({ organization, incidentId: over.id });
  const open = await client.incidents.create({
    organization,
    title: "Nobody gets in",
    status: "identified",
    message: "1 < 2 & so on",
    services: [{ serviceId: api.id, status: "major_outage" }],
  });
  Object.assign(ids, { over: over.id, open: open.id });

  const plan = (title: string) =>
    client.maintenances.create({
      organization,
      title,
      message: "As planned.",
      localStart: "2030-01-07T09:00",
      localEnd: "2030-01-07T10:00",
      timeZone: "Europe/Lisbon",
      serviceIds: [website.id],
    });
  const move = (maintenanceId: string, status: "in_progress" | "canceled") =>
    client.maintenances.postUpdate({ organization, maintenanceId, status, message: "Go." });
  const [planned, begun, off] = [await plan("New disks"), await plan("New cables"), await plan("New walls")];
  await move(begun.id, "in_progress");
  await move(off.id, "canceled");
  Object.assign(ids, { planned: planned.id, begun: begun.id });

  existing = new Statuspage("acme");
  // It knows one host only, and has no option for another.
  Reflect.get(existing, "axios").defaults.baseURL = `${fanal.url}/status/acme/api/v2`;
});
afterAll(() => fanal[Symbol.asyncDispose]());

test("an existing client reads all of it, and takes its times for times", async () => {
  const summary = await existing.summary();
  expect(summary.page).toMatchObject({ id: ids.page, name: "Acme", time_zone: "America/New_York" });
  expect(summary.page.updated_at).toBeInstanceOf(Date);
  expect(summary.status).toEqual({ indicator: "major", description: "Partial System Outage" });
  expect(summary.components?.map(({ name, group }) => [name, group])).toEqual([
    ["Website", false],
    ["Core", true],
    ["API", false],
  ]);
  expect(summary.incidents?.map(({ id }) => id)).toEqual([ids.open]);
  expect(summary.scheduled_maintenances?.map(({ id }) => id)).toHaveLength(2);
  expect(await existing.status()).toMatchObject({ status: summary.status });
  expect((await existing.components()).components).toEqual(summary.components);
  expect((await existing.allIncidents()).incidents.map(({ id }) => id)).toEqual([ids.open, ids.over]);
  expect((await existing.unresolvedIncidents()).incidents).toEqual(summary.incidents);
  const listed = await existing.allScheduledMaintenances();
  expect(listed.scheduled_maintenances.map(({ id }) => id).toSorted()).toEqual(
    [ids.begun, ids.planned].toSorted(),
  );
  const active = await existing.activeScheduledMaintenances();
  expect(active.scheduled_maintenances.map(({ id, status }) => [id, status])).toEqual([
    [ids.begun, "in_progress"],
  ]);
  const upcoming = await existing.upcomingScheduledMaintenances();
  expect(upcoming.scheduled_maintenances.map(({ id, status }) => [id, status])).toEqual([
    [ids.planned, "scheduled"],
  ]);
});

describe("field for field", () => {
  const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}-0[45]:00$/);

  test("a service and its group", async () => {
    const { components } = await read("components.json");
    const common = { page_id: ids.page, created_at: time, updated_at: time };
    expect(components).toEqual([
      {
        ...common,
        id: ids.website,
        name: "Website",
        status: "under_maintenance",
        position: 1,
        description: "What all see",
        showcase: true,
        start_date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
        group_id: null,
        group: false,
        only_show_if_degraded: false,
      },
      {
        ...common,
        id: ids.group,
        name: "Core",
        status: "major_outage",
        position: 2,
        description: null,
        showcase: false,
        start_date: null,
        group_id: null,
        group: true,
        only_show_if_degraded: false,
        components: [ids.api],
      },
      expect.objectContaining({ id: ids.api, group_id: ids.group, position: 1 }),
    ]);
  });

  test("an incident with a postmortem, its updates newest first", async () => {
    const { incidents } = await read("incidents.json");
    const { components } = await read("components.json");
    const update = {
      id: expect.any(String),
      incident_id: ids.over,
      created_at: time,
      updated_at: time,
      display_at: time,
      affected_components: null,
      deliver_notifications: true,
      custom_tweet: null,
      tweet_id: null,
    };
    expect(incidents[1]).toEqual({
      id: ids.over,
      name: "Slow queues",
      status: "postmortem",
      created_at: time,
      updated_at: time,
      monitoring_at: time,
      resolved_at: time,
      impact: "minor",
      shortlink: `${fanal.url}/status/acme/incidents/${ids.over}`,
      started_at: time,
      page_id: ids.page,
      incident_updates: [
        { ...update, status: "resolved", body: "It is over." },
        { ...update, status: "monitoring", body: "It is over." },
        {
          ...update,
          status: "investigating",
          body: "We look.",
          affected_components: [
            {
              code: ids.website,
              name: "Website",
              old_status: "operational",
              new_status: "degraded_performance",
            },
          ],
        },
      ],
      components: components.filter(({ id }: { id: string }) => id === ids.website),
      postmortem_body: "A queue was full.",
      postmortem_body_last_updated_at: time,
      postmortem_published_at: time,
      postmortem_ignored: false,
    });
    expect(incidents[0].incident_updates[0].body).toBe("1 < 2 & so on");
    expect(incidents[0].resolved_at).toBeNull();
  });

  test("a maintenance, in the page's zone", async () => {
    const { scheduled_maintenances } = await read("scheduled-maintenances/upcoming.json");
    expect(scheduled_maintenances).toMatchObject([
      {
        id: ids.planned,
        impact: "maintenance",
        scheduled_for: "2030-01-07T04:00:00.000-05:00",
        scheduled_until: "2030-01-07T05:00:00.000-05:00",
        resolved_at: null,
        incident_updates: [{ status: "scheduled", body: "As planned." }],
        components: [{ id: ids.website }],
      },
    ]);
  });
});

test("other sites may read it, also with headers of their own", async () => {
  for (const path of publicApiPaths) {
    const address = `/status/acme/${path}`;
    const { headers } = await ask(fanal.url, address);
    expect(headers["access-control-allow-origin"]).toBe("*");
    const asked = await ask(fanal.url, address, {
      method: "OPTIONS",
      headers: { origin: "https://shop.example", "access-control-request-headers": "if-none-match" },
    });
    expect([asked.status, asked.headers["access-control-allow-methods"]]).toEqual([204, "GET, HEAD"]);
    expect(asked.headers["access-control-allow-headers"]).toBe("*");
  }
});

test("HEAD answers as GET without a body, and what is not there is unknown", async () => {
  const head = await ask(fanal.url, "/status/acme/api/v2/components.json", { method: "HEAD" });
  expect([head.status, head.body.length]).toEqual([200, 0]);
  expect((await ask(fanal.url, "/status/acme/api/v2")).status).toBe(404);
  for (const page of ["acme", "nobody"]) {
    for (const path of ["api/v2/", "api/v2/users.json", "api/v2/toString", "api/v2/summary.json/"]) {
      const { status, headers, body } = await ask(fanal.url, `/status/${page}/${path}`);
      expect([status, headers["content-type"]]).toEqual([404, "application/json"]);
      expect(headers["access-control-allow-origin"]).toBe("*");
      expect(JSON.parse(body.toString())).toMatchObject({ code: "not_found" });
    }
  }
});

async function read(path: string) {
  const { body } = await ask(fanal.url, `/status/acme/api/v2/${path}`);
  return JSON.parse(body.toString());
}
