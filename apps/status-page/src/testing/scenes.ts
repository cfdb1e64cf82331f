import type { Snapshot, SnapshotIncident, SnapshotMaintenance, Story } from "@fanal/contract/snapshot";
import {
  day,
  group,
  incident,
  incidentStory,
  maintenance,
  service,
  snapshot,
  trouble,
  update,
} from "./snapshots.ts";

const slowApi: SnapshotIncident = incident("API slow in Europe", {
  status: "resolved",
  impact: "minor",
  startedAt: "2025-11-12T08:10:00.000Z",
  resolvedAt: "2025-11-12T10:24:00.000Z",
  services: [{ id: "id-API", name: "API", status: "degraded_performance" }],
  updates: [
    update(
      "s4",
      "resolved",
      "2025-11-12T10:24:00.000Z",
      "<p>Response times in Europe are back under 120 ms since 11:05. A cache node was replaced.</p>",
    ),
    update(
      "s3",
      "monitoring",
      "2025-11-12T10:05:00.000Z",
      "<p>The node is replaced. We are watching for 20 minutes.</p>",
    ),
    update(
      "s2",
      "identified",
      "2025-11-12T08:40:00.000Z",
      "<p>A cache node in Frankfurt answers slowly. We are replacing it.</p>",
    ),
    update(
      "s1",
      "investigating",
      "2025-11-12T08:14:00.000Z",
      "<p>Requests from Europe take up to 3 seconds. We are looking for the cause.</p>",
    ),
  ],
});

const webhooks: SnapshotIncident = incident("Webhook deliveries delayed", {
  status: "identified",
  nextUpdateAt: "2025-11-22T14:00:00.000Z",
  services: [
    { id: "id-Webhooks", name: "Webhooks", status: "partial_outage" },
    { id: "id-Dashboard", name: "Dashboard", status: "degraded_performance" },
  ],
  updates: [
    update(
      "w3",
      "identified",
      "2025-11-22T13:32:00.000Z",
      '<p>A queue worker is stuck. No event is lost; all are delivered after a restart. Next update by 15:00. <a href="https://docs.acme.example/retries" rel="nofollow noopener">How retries work</a></p>',
    ),
    update(
      "w2",
      "investigating",
      "2025-11-22T13:18:00.000Z",
      "<p>Deliveries to all regions are late, by 10 minutes on average.</p>",
    ),
    update(
      "w1",
      "investigating",
      "2025-11-22T13:09:00.000Z",
      "<p>Some webhook deliveries arrive up to 10 minutes late. We are looking for the cause. Next update by 14:30.</p>",
    ),
  ],
});

const signIn: SnapshotIncident = incident("Some people cannot sign in with Google", {
  impact: "minor",
  nextUpdateAt: "2025-11-22T13:00:00.000Z",
  startedAt: "2025-11-21T21:40:00.000Z",
  services: [{ id: "id-Dashboard", name: "Dashboard", status: "degraded_performance" }],
  updates: [
    update(
      "g1",
      "investigating",
      "2025-11-21T21:44:00.000Z",
      "<p>Signing in with Google fails for about one in twenty. E-mail and passkeys work.</p>",
    ),
  ],
});

/** Planned, and begun. */
const databaseUpgrade: SnapshotMaintenance = maintenance("Upgrade of the database to version 18", {
  services: [
    { id: "id-Database", name: "Database" },
    { id: "id-Exports", name: "Exports" },
  ],
});

const storageMove: SnapshotMaintenance = maintenance("File storage moves to larger disks", {
  status: "in_progress",
  startsAt: "2025-11-22T12:00:00.000Z",
  endsAt: "2025-11-22T15:00:00.000Z",
  startedAt: "2025-11-22T12:00:04.000Z",
  services: [{ id: "id-File-storage", name: "File storage" }],
  updates: [
    update("m2", "in_progress", "2025-11-22T12:00:04.000Z", ""),
    update(
      "m1",
      "scheduled",
      "2025-11-18T09:00:00.000Z",
      "<p>Uploads may take a few seconds longer. Nothing is lost.</p>",
    ),
  ],
});

const exportsMove: SnapshotMaintenance = maintenance("Exports move to a new store", {
  status: "completed",
  startsAt: "2025-11-14T02:00:00.000Z",
  endsAt: "2025-11-14T04:00:00.000Z",
  startedAt: "2025-11-14T02:00:01.000Z",
  finishedAt: "2025-11-14T03:20:00.000Z",
  services: [{ id: "id-Exports", name: "Exports" }],
  updates: [
    update("x2", "completed", "2025-11-14T03:20:00.000Z", "<p>Done, 40 minutes before the end.</p>"),
    update("x1", "scheduled", "2025-11-10T09:00:00.000Z", "<p>Exports pause for up to two hours.</p>"),
  ],
});

const searchDown: SnapshotIncident = incident("Search returned nothing", {
  status: "resolved",
  impact: "critical",
  startedAt: "2025-10-03T19:55:00.000Z",
  resolvedAt: "2025-10-03T22:40:00.000Z",
  hasPostmortem: true,
  services: [{ id: "id-Search", name: "Search", status: "major_outage" }],
  updates: [
    update("d2", "resolved", "2025-10-03T22:40:00.000Z", "<p>All searches work since 00:35.</p>"),
    update("d1", "investigating", "2025-10-03T20:01:00.000Z", "<p>Searches return no results.</p>"),
  ],
});

const slowApiStory = { kind: "incident", id: slowApi.id, title: slowApi.title } as const;
const searchStory = { kind: "incident", id: searchDown.id, title: searchDown.title } as const;
const exportsStory = { kind: "maintenance", id: exportsMove.id, title: exportsMove.title } as const;

const search = service("Search", "operational", "", [
  trouble("2025-10-03", { major_outage: 7500, degraded_performance: 600 }, [searchStory]),
  trouble("2025-10-04", { major_outage: 2400 }, [searchStory]),
  trouble("2025-11-12", { degraded_performance: 8040 }, [slowApiStory]),
]);
const exports_ = service("Exports", "operational", "", [
  trouble("2025-11-14", { under_maintenance: 4800 }, [exportsStory]),
  trouble("2025-11-16", { under_maintenance: 4200 }),
]);

/** Everything that happened on Acme's page, as far as it is told. */
export const stories: Story[] = [
  { kind: "maintenance", ...databaseUpgrade },
  { kind: "maintenance", ...storageMove },
  incidentStory(webhooks, {
    postmortem: null,
    updatedAt: "2025-11-22T13:32:00.000Z",
    setBy: {
      w3: [{ id: "id-Dashboard", name: "Dashboard", status: "degraded_performance" }],
      w1: [{ id: "id-Webhooks", name: "Webhooks", status: "partial_outage" }],
    },
  }),
  incidentStory(signIn, { postmortem: null, updatedAt: "2025-11-21T21:44:00.000Z" }),
  { kind: "maintenance", ...exportsMove },
  incidentStory(slowApi, { postmortem: null, updatedAt: "2025-11-12T10:24:00.000Z" }),
  incidentStory(searchDown, {
    updatedAt: "2025-10-08T09:00:00.000Z",
    postmortem: {
      publishedAt: "2025-10-08T09:00:00.000Z",
      html: "<h2>What happened</h2><p>A rebuild of the search index was started twice. The second run emptied what the first had written.</p><h2>What we change</h2><ul><li>A rebuild holds a lock.</li><li>An empty index is never put live.</li></ul>",
    },
  }),
];

const pastDays = [
  day("2025-11-12", [{ kind: "incident", ...slowApi }]),
  day("2025-11-14", [{ kind: "maintenance", ...exportsMove }]),
  day("2025-11-16", [
    {
      kind: "status_change",
      id: "c2",
      serviceName: "Exports",
      status: "operational",
      message: null,
      at: "2025-11-16T05:10:00.000Z",
    },
    {
      kind: "status_change",
      id: "c1",
      serviceName: "Exports",
      status: "under_maintenance",
      message: "Moving the export store to larger disks.",
      at: "2025-11-16T04:00:00.000Z",
    },
  ]),
];

const core = [
  service("API", "operational", "REST and GraphQL", [
    trouble("2025-11-12", { degraded_performance: 8040 }, [slowApiStory]),
  ]),
  service("Website"),
  service("Sign-in"),
];

/** The states of a page worth looking at: for the tests, and for whoever draws on it. */
export const scenes = {
  fine: snapshot({
    groups: [
      group("Core", core),
      group("Data", [service("Database"), search, exports_, service("File storage")]),
      group(null, [service("Webhooks"), service("Dashboard"), service("Documentation")]),
    ],
    days: pastDays,
  }),
  calm: snapshot({
    groups: [
      group("Core", [...core, service("Webhooks"), service("Dashboard"), service("E-mail")]),
      group("Data", [service("Database"), search, exports_, service("File storage")]),
      group(
        "Regions",
        ["Frankfurt", "Virginia", "Singapore", "São Paulo"].map((name) => service(name)),
      ),
    ],
    days: [],
  }),
  partial: snapshot({
    groups: [
      group("Core", [
        ...core,
        service("Webhooks", "partial_outage", "Delivery of outgoing events"),
        service("Dashboard", "degraded_performance"),
        service("E-mail"),
      ]),
      group("Data", [service("Database"), search, exports_, service("File storage", "under_maintenance")]),
      group(
        "Regions",
        ["Frankfurt", "Virginia", "Singapore", "São Paulo"].map((name) => service(name)),
      ),
    ],
    incidents: [webhooks, signIn],
    maintenances: [storageMove, databaseUpgrade],
    announcements: [
      {
        id: "0199a000-0000-7000-8000-0000000000a1",
        title: "Version 1 of the API ends on 31 January",
        html: '<p>Requests to <code>/v1</code> are answered until then. <a href="https://docs.acme.example/v2" rel="nofollow noopener">How to move</a></p>',
        startsAt: "2025-11-20T08:00:00.000Z",
        endsAt: null,
      },
    ],
    days: [
      day("2025-11-22", [{ kind: "incident", ...webhooks }]),
      day("2025-11-21", [{ kind: "incident", ...signIn }]),
      ...pastDays,
    ],
  }),
  major: snapshot({
    groups: [
      group(
        "Core",
        core.map((one) => ({ ...one, status: "major_outage" as const })),
      ),
    ],
    incidents: [
      incident("All regions unreachable", {
        impact: "critical",
        services: core.map(({ id, name }) => ({ id, name, status: "major_outage" as const })),
      }),
    ],
    days: pastDays,
  }),
  maintenance: snapshot({
    services: [service("API"), service("File storage", "under_maintenance")],
    maintenances: [storageMove],
  }),
  empty: snapshot({ services: [] }),
  many: snapshot({
    groups: Array.from({ length: 10 }, (_, index) =>
      group(
        `Region ${index + 1}`,
        Array.from({ length: 20 }, (_, shard) =>
          service(
            `Shard ${index + 1}-${shard + 1}`,
            index === 3 && shard % 7 === 2 ? "partial_outage" : "operational",
          ),
        ),
      ),
    ),
    incidents: [
      incident("Shards of region 4 refuse writes", {
        services: Array.from({ length: 20 }, (_, shard) => ({
          id: `${shard}`,
          name: `Shard 4-${shard + 1}`,
          status: "partial_outage",
        })),
      }),
    ],
  }),
  words: snapshot({
    page: {
      name: "Donaudampfschifffahrtsgesellschaft Elektrizitätenhauptbetriebswerk",
      slug: "ddsg",
      timeZone: "America/Sao_Paulo",
    },
    groups: [
      group("Zahlungsabwicklungsdienstleistungen und Rechnungsstellungssysteme", [
        service(
          "Kraftfahrzeughaftpflichtversicherungsschnittstelle Nordeuropa",
          "degraded_performance",
          "Rechtsschutzversicherungsgesellschaften und Rindfleischetikettierungsüberwachungsaufgaben",
        ),
        service("Payment authorisation for recurring orders in the EU and UK!", "under_maintenance"),
        service("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "partial_outage"),
      ]),
      group("خدمات أساسية", [
        service("واجهة برمجة التطبيقات", "major_outage", "الطلبات والردود"),
        service("בסיס נתונים"),
      ]),
    ],
    incidents: [
      incident("تأخر في تسليم الرسائل", {
        impact: "critical",
        services: [{ id: "a", name: "واجهة برمجة التطبيقات", status: "major_outage" }],
        updates: [
          update(
            "r1",
            "investigating",
            "2025-11-22T13:09:00.000Z",
            "<p>نبحث عن السبب. التحديث التالي بحلول الساعة 15:00.</p>",
          ),
        ],
      }),
      incident(
        "Auszahlungen verzögern sich in der Kraftfahrzeughaftpflichtversicherungsschnittstelle und anderswo bis auf Weiteres",
        {
          updates: [
            update(
              "l1",
              "monitoring",
              "2025-11-22T13:09:00.000Z",
              `<h2>What happened</h2><p>${"Payouts that were requested after 09:00 wait in a queue, and each of them is delivered in the order in which it came. ".repeat(8)}</p><ul><li>No payout is lost.</li><li>Refunds are not affected.</li></ul><pre><code>curl -sS https://api.acme.example/v1/payouts/0199a000-0000-7000-8000-000000000001/a-very-long-path-that-does-not-end --header 'x: y'</code></pre><blockquote><p>Queue depth 120,000</p></blockquote><table><thead><tr><th>Region</th><th>Delay</th></tr></thead><tbody><tr><td>Frankfurt</td><td>12 min</td></tr></tbody></table><p>https://status.acme.example/${"segment".repeat(14)}</p>`,
            ),
          ],
        },
      ),
    ],
  }),
} satisfies Record<string, Snapshot>;
