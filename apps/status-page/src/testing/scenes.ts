import type { Snapshot, SnapshotIncident } from "@fanal/contract/snapshot";
import { day, group, incident, service, snapshot, update } from "./snapshots.ts";

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

const pastDays = [
  day("2025-11-12", [{ kind: "incident", ...slowApi }]),
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

const core = [service("API", "operational", "REST and GraphQL"), service("Website"), service("Sign-in")];

/** The states of a page worth looking at: for the tests, and for whoever draws on it. */
export const scenes = {
  fine: snapshot({
    groups: [
      group("Core", core),
      group("Data", [service("Database"), service("Search"), service("Exports"), service("File storage")]),
      group(null, [service("Webhooks"), service("Dashboard"), service("Documentation")]),
    ],
    days: pastDays,
  }),
  calm: snapshot({
    groups: [
      group("Core", [...core, service("Webhooks"), service("Dashboard"), service("E-mail")]),
      group("Data", [service("Database"), service("Search"), service("Exports"), service("File storage")]),
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
      group("Data", [
        service("Database"),
        service("Search"),
        service("Exports", "under_maintenance"),
        service("File storage"),
      ]),
      group(
        "Regions",
        ["Frankfurt", "Virginia", "Singapore", "São Paulo"].map((name) => service(name)),
      ),
    ],
    incidents: [webhooks, signIn],
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
  maintenance: snapshot({ services: [service("API"), service("Database", "under_maintenance")] }),
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
