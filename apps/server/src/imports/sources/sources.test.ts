import { importSources } from "@fanal/domain";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sizeOf } from "../past.ts";
import { UnreadableError } from "../source-api.ts";
import { statuspageExport } from "../statuspage.fixture.ts";
import { asLine, asMessage } from "../text.ts";
import { sources } from "./index.ts";

const { statuspage, cachet, uptime_kuma: uptimeKuma } = sources;

describe("Statuspage", () => {
  const past = statuspage.toPast(statuspageExport);

  test("components and groups come in the order that visitors see", () => {
    expect(past.groups).toEqual([{ externalId: "ddhhlfqjfxrz", name: "Platform" }]);
    expect(past.services.map(({ name, groupId, status }) => [name, groupId, status])).toEqual([
      // An open incident says how the API is: it heals with it.
      ["API", "ddhhlfqjfxrz", "operational"],
      ["Webhooks", "ddhhlfqjfxrz", "degraded_performance"],
      ["Website", null, "operational"],
    ]);
  });

  test("what an incident made of components is the worst while it is over, and the last while it is open", () => {
    const services = past.incidents.map((one) => [one.externalId, one.services]);
    expect(services).toEqual([
      ["lbkhbwn21v5q", [{ serviceId: "b13yz5g2cw10", status: "partial_outage" }]],
      [
        "p31zjtct2jer",
        [
          { serviceId: "kctbh9vrtdwd", status: "major_outage" },
          { serviceId: "gone00000000", status: "partial_outage" },
        ],
      ],
      // No update says it, so its impact does.
      ["backfilled01", [{ serviceId: "kctbh9vrtdwd", status: "degraded_performance" }]],
    ]);
  });

  test("a maintenance has its window, and when it really began and was over", () => {
    expect(past.maintenances[0]).toMatchObject({
      path: "incidents/m7yrlfyn6zf7",
      status: "completed",
      startsAt: "2026-05-03T15:20:00.000Z",
      endsAt: "2026-05-03T17:20:00.000Z",
      startedAt: "2026-05-03T15:25:00.000Z",
      finishedAt: "2026-05-03T16:20:00.000Z",
      serviceIds: ["b13yz5g2cw10", "zmxqvh0lm9fc"],
      notifiesAutomatically: false,
    });
    expect(past.maintenances[0]?.updates.map(({ status }) => status)).toEqual([
      "scheduled",
      "in_progress",
      "completed",
    ]);
    expect(past.maintenances[1]).toMatchObject({ status: "scheduled", notifiesAutomatically: true });
  });

  test("what its public API answers is read as well", () => {
    const { incidents, maintenances } = statuspage.toPast({
      page: statuspageExport.page,
      incidents: statuspageExport.incidents.slice(0, 2),
      scheduled_maintenances: statuspageExport.incidents.slice(3, 4),
    });
    expect([incidents.length, maintenances.length]).toEqual([2, 1]);
  });
});

describe("Cachet", () => {
  test("version 2: lists, times without a zone, an incident with updates and one without", () => {
    const past = cachet.toPast({
      groups: { data: [{ id: 3, name: "Platform", order: 1 }] },
      components: [
        { id: 1, name: "API", description: null, status: 3, order: 2, group_id: 3, tags: {} },
        { id: 2, name: "Website", status: "1", order: 1, group_id: 0 },
      ],
      incidents: [
        {
          id: 12,
          component_id: 1,
          name: "Slow",
          status: 2,
          visible: 1,
          message: "We found it.",
          occurred_at: "2026-05-04 09:00:00",
          updates: [
            { id: 2, status: 4, message: "Fixed.", created_at: "2026-05-04 10:00:00" },
            { id: 1, status: 3, message: "", created_at: "2026-05-04 09:30:00" },
          ],
        },
        {
          id: 13,
          component_id: "0",
          name: "Short",
          status: "4",
          message: "Over.",
          created_at: "2026-05-01 09:00:00",
          updated_at: "2026-05-01 09:20:00",
        },
        { id: 14, name: "Draft", status: 1, visible: 0 },
        { id: 15, name: "Planned", status: 0, visible: 1 },
      ],
      schedules: [
        {
          id: 4,
          name: "Upgrade",
          message: "A new version.",
          status: 2,
          scheduled_at: "2026-05-02 02:00:00",
          completed_at: "2026-05-02 03:10:00",
          components: [{ id: 9, component_id: 2, component_status: 2 }],
        },
      ],
      subscribers: [
        { id: 1, email: "Nils@acme.example", verified_at: "2026-01-01 00:00:00", global: true },
        {
          id: 2,
          email: "pia@acme.example",
          verified_at: "2026-01-01 00:00:00",
          global: false,
          subscriptions: [{ component_id: 1 }],
        },
        { id: 3, email: "never@acme.example", verified_at: null },
      ],
    });
    expect(past.services.map(({ name, groupId, status }) => [name, groupId, status])).toEqual([
      ["Website", null, "operational"],
      ["API", "3", "partial_outage"],
    ]);
    expect(past.incidents).toMatchObject([
      {
        path: "incidents/12",
        status: "resolved",
        startedAt: "2026-05-04T09:00:00.000Z",
        resolvedAt: "2026-05-04T10:00:00.000Z",
        services: [{ serviceId: "1", status: "degraded_performance" }],
        updates: [{ status: "identified" }, { status: "monitoring" }, { status: "resolved" }],
      },
      {
        path: "incidents/13",
        resolvedAt: "2026-05-01T09:20:00.000Z",
        services: [],
        updates: [
          { status: "investigating", message: "Over." },
          { status: "resolved", message: "" },
        ],
      },
    ]);
    expect(past.maintenances).toMatchObject([
      { path: "schedules/4", status: "completed", serviceIds: ["2"], finishedAt: "2026-05-02T03:10:00.000Z" },
    ]);
    expect(past.subscribers).toEqual([
      { externalId: "1", email: "nils@acme.example", serviceIds: null },
      { externalId: "2", email: "pia@acme.example", serviceIds: ["1"] },
    ]);
    expect(past.problems.map(({ name, message }) => `${name}: ${message}`)).toEqual([
      "Planned: It was planned with an old version of Cachet. Write it down as a maintenance.",
      "Draft: Visitors did not see it.",
      "Unconfirmed addresses: They never said yes.",
    ]);
  });

  test("version 3: documents of JSON:API, whose resources name each other", () => {
    const when = (string: string) => ({ human: "once", string });
    const past = cachet.toPast({
      groups: { data: [{ type: "component-groups", id: "3", attributes: { id: 3, name: "Platform" } }] },
      components: {
        data: [
          {
            type: "components",
            id: "1",
            attributes: { id: 1, name: "API", description: "", status: { human: "Operational", value: 1 } },
            relationships: { group: { data: { type: "component-groups", id: "3" } } },
          },
        ],
      },
      incidents: {
        data: [
          {
            type: "incidents",
            id: "12",
            attributes: {
              id: 12,
              guid: "5d0b6f4e-8d6f-4b7e-9c3c-0d2b2b8f1a11",
              name: "Slow",
              message: "We look.",
              visible: 1,
              status: { human: "Investigating", value: 1 },
              occurred: when("2026-05-04 09:00:00"),
            },
            relationships: {
              components: { data: [{ type: "components", id: "1" }] },
              updates: { data: [{ type: "updates", id: "7" }] },
            },
          },
        ],
        included: [
          {
            type: "updates",
            id: "7",
            attributes: {
              id: 7,
              message: "Found.",
              status: { value: 2 },
              created: when("2026-05-04 09:10:00"),
            },
          },
        ],
      },
    });
    expect(past.services).toMatchObject([{ name: "API", groupId: "3" }]);
    expect(past.incidents).toMatchObject([
      {
        path: "incidents/5d0b6f4e-8d6f-4b7e-9c3c-0d2b2b8f1a11",
        status: "identified",
        resolvedAt: null,
        services: [{ serviceId: "1", status: "operational" }],
        updates: [{ status: "investigating" }, { status: "identified", at: "2026-05-04T09:10:00.000Z" }],
      },
    ]);
  });
});

describe("Uptime Kuma", () => {
  test("a backup: monitors become services, and those that hold others groups", () => {
    const past = uptimeKuma.toPast({
      version: "1.23.13",
      notificationList: [],
      monitorList: [
        { id: 1, name: "Platform", type: "group", parent: null },
        { id: 2, name: "API", type: "http", parent: 1, description: "For programs", url: "https://api" },
        { id: 3, name: "Website", type: "http", parent: null, tags: [] },
      ],
    });
    expect(past.groups).toEqual([{ externalId: "monitor 1", name: "Platform" }]);
    expect(past.services.map(({ externalId, name, groupId }) => [externalId, name, groupId])).toEqual([
      ["2", "API", "monitor 1"],
      ["3", "Website", null],
    ]);
  });

  test("a status page: its groups, what is pinned, and maintenance that has a window", () => {
    const past = uptimeKuma.toPast({
      config: { slug: "acme" },
      incident: {
        id: 5,
        style: "danger",
        title: "Down",
        content: "We look.",
        createdDate: "2026-05-04 09:00:00",
      },
      publicGroupList: [
        { id: 8, name: "Services", weight: 1, monitorList: [{ id: 2, name: "API", type: "http" }] },
      ],
      maintenanceList: [
        {
          id: 1,
          title: "Upgrade",
          description: "",
          status: "scheduled",
          timeslotList: [{ startDate: "2199-05-04T02:00:00Z", endDate: "2199-05-04T03:00:00Z" }],
        },
        { id: 2, title: "Some day", status: "inactive", timeslotList: [] },
      ],
    });
    expect(past.services).toMatchObject([{ externalId: "2", groupId: "public 8" }]);
    expect(past.incidents).toMatchObject([{ title: "Down", impact: "major", resolvedAt: null, path: null }]);
    expect(past.maintenances).toMatchObject([{ title: "Upgrade", status: "scheduled" }]);
    expect(past.problems).toMatchObject([{ kind: "maintenance", name: "Some day", refused: 1 }]);
  });
});

test.for(importSources)("whatever %s is said to have exported is read, or refused in words", (source) => {
  const words = [
    "components",
    "incidents",
    "subscribers",
    "groups",
    "schedules",
    "monitorList",
    "publicGroupList",
  ];
  const things = fc.array(
    fc.dictionary(
      fc.constantFrom(
        "id",
        "name",
        "status",
        "created_at",
        "title",
        "updates",
        "email",
        "components",
        "group",
        "type",
      ),
      fc.oneof(
        fc.string(),
        fc.integer(),
        fc.constant(null),
        fc.boolean(),
        fc.constant([]),
        fc.constant("2026-05-04T09:00:00Z"),
      ),
    ),
    { maxLength: 4 },
  );
  const exported = fc.oneof(fc.anything(), fc.dictionary(fc.constantFrom(...words), things));
  fc.assert(
    fc.property(exported, (value) => {
      try {
        const past = sources[source].toPast(value);
        expect(sizeOf(past)).toBeGreaterThanOrEqual(0);
        for (const { updates } of [...past.incidents, ...past.maintenances]) expect(updates).not.toEqual([]);
        for (const { startsAt, endsAt } of past.maintenances) expect(endsAt > startsAt).toBe(true);
        for (const { startedAt, resolvedAt } of past.incidents)
          expect(resolvedAt === null || resolvedAt > startedAt).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(UnreadableError);
      }
    }),
  );
});

test("more things of one kind than can be looked at in a moment are refused", () => {
  const subscribers = Array(100_001).fill(0);
  for (const source of [statuspage, cachet])
    expect(() => source.toPast({ subscribers })).toThrow("more than 100,000 things of one kind");
});

test("messages are Markdown of one length, whatever editors made of them", () => {
  expect(asMessage("<p>One</p><ul><li>two</li></ul>", "")).toBe("One\n\n- two");
  expect(asMessage("**bold** and 1 < 2", "")).toBe("**bold** and 1 < 2");
  expect(asMessage(" \u0000 ", "Resolved.")).toBe("Resolved.");
  expect(asMessage("x".repeat(30_000), "")).toHaveLength(25_000);
  expect(asMessage(`${"<div>".repeat(20_000)}deep`, "").length).toBeLessThanOrEqual(25_000);
  expect(asLine("  a\n\tb  ", 10)).toBe("a b");
  expect(asLine("abcdef", 4)).toBe("abc…");
});
