import type { Impact, IncidentServiceStatus, IncidentStatus } from "@fanal/domain";

const day = 1440;

export const demoGroups: { name: string; services: { name: string; description: string }[] }[] = [
  {
    name: "Core",
    services: [
      { name: "API", description: "REST and GraphQL for your integrations" },
      { name: "Website", description: "acme.example and its checkout" },
      { name: "Dashboard", description: "Where your team works" },
    ],
  },
  {
    name: "Delivery",
    services: [
      { name: "Webhooks", description: "Delivery of outgoing events" },
      { name: "E-mail", description: "Receipts and notices to your customers" },
    ],
  },
  {
    name: "Data",
    services: [
      { name: "Database", description: "Storage of orders and accounts" },
      { name: "Search", description: "Search over products and orders" },
      { name: "Exports", description: "Nightly files and reports" },
    ],
  },
];

interface AffectedByName {
  name: string;
  status: IncidentServiceStatus;
}

export interface DemoIncident {
  title: string;
  services: AffectedByName[];
  /** Oldest first; the first one declares the incident. */
  updates: { minutesAgo: number; status: IncidentStatus; message: string; services?: AffectedByName[] }[];
  postmortem?: { minutesAgo: number; text: string };
}

/** What nobody noticed in time, and was recorded when it was over. */
export interface DemoBackfill {
  title: string;
  services: AffectedByName[];
  message: string;
  startedMinutesAgo: number;
  resolvedMinutesAgo: number;
  recordedMinutesAgo: number;
}

export const demoHistory: DemoIncident[] = [
  {
    title: "Database failover",
    services: [{ name: "Database", status: "major_outage" }],
    updates: [
      {
        minutesAgo: 74 * day + 130,
        status: "investigating",
        message: "The primary database does not answer. Orders cannot be placed.",
      },
      {
        minutesAgo: 74 * day + 118,
        status: "identified",
        message: "A disk failed. The standby takes over; **no order is lost**.",
        services: [
          { name: "Database", status: "partial_outage" },
          { name: "API", status: "degraded_performance" },
        ],
      },
      {
        minutesAgo: 74 * day + 70,
        status: "monitoring",
        message: "The standby serves all requests. We are watching while its caches fill.",
        services: [{ name: "Database", status: "degraded_performance" }],
      },
      {
        minutesAgo: 74 * day + 20,
        status: "resolved",
        message: "Everything works as usual, with a new standby in place.",
      },
    ],
  },
  {
    title: "Checkout fails for some cards",
    services: [{ name: "Website", status: "partial_outage" }],
    updates: [
      {
        minutesAgo: 58 * day + 300,
        status: "identified",
        message: "Our payment provider refuses cards of two banks. Other cards and bank transfers work.",
      },
      {
        minutesAgo: 58 * day + 205,
        status: "resolved",
        message: "The provider has fixed it. Orders that failed can be placed again.",
      },
    ],
  },
  {
    title: "Sign-in to the dashboard is slow",
    services: [{ name: "Dashboard", status: "degraded_performance" }],
    updates: [
      {
        minutesAgo: 21 * day + 500,
        status: "investigating",
        message: "Signing in takes up to 20 seconds. Who is signed in already notices nothing.",
      },
      {
        minutesAgo: 21 * day + 420,
        status: "resolved",
        message: "A certificate check waited for a server that is gone. It no longer does.",
      },
    ],
  },
  {
    title: "API slow in Europe",
    services: [{ name: "API", status: "degraded_performance" }],
    updates: [
      {
        minutesAgo: 11 * day + 210,
        status: "investigating",
        message: "Requests from Europe take up to 4 seconds. We are looking for the cause.",
      },
      {
        minutesAgo: 11 * day + 170,
        status: "identified",
        message: "A cache in Frankfurt restarted cold. It is filling up again.",
      },
      {
        minutesAgo: 11 * day + 95,
        status: "resolved",
        message: "Response times are back to normal. No request was lost.",
      },
    ],
    postmortem: {
      minutesAgo: 9 * day + 60,
      text: `## What happened

For two hours, requests from Europe took up to 4 seconds instead of 80 milliseconds. No request was lost.

## Why

A routine restart emptied the cache in Frankfurt. Every request then went to the database in Dublin, and these filled the line between the two.

## What we changed

1. Caches are warmed **before** they take requests.
2. Restarts are spread over an hour.
3. We are alerted when a region is slower than twice its usual time.`,
    },
  },
  {
    title: "Exports delayed",
    services: [{ name: "Exports", status: "partial_outage" }],
    updates: [
      {
        minutesAgo: 5 * day + 400,
        status: "investigating",
        message: "Last night’s exports did not finish for some accounts. Your data is safe.",
      },
      {
        minutesAgo: 5 * day + 320,
        status: "monitoring",
        message:
          "All exports were started again:\n\n- small accounts are done\n- large accounts follow within the hour",
      },
      {
        minutesAgo: 5 * day + 180,
        status: "resolved",
        message: "Every export of the night is complete. We now alert when one runs longer than an hour.",
      },
    ],
  },
  {
    title: "Webhook deliveries delayed",
    services: [{ name: "Webhooks", status: "partial_outage" }],
    updates: [
      {
        minutesAgo: 49,
        status: "investigating",
        message: "Some webhook deliveries arrive up to 10 minutes late. We are looking for the cause.",
      },
      {
        minutesAgo: 22,
        status: "identified",
        message: "A queue worker is stuck. **No event is lost**; all are delivered after a restart.",
      },
    ],
  },
];

export const demoBackfills: DemoBackfill[] = [
  {
    title: "Search results out of date",
    services: [{ name: "Search", status: "degraded_performance" }],
    message: "New products did not show up in search overnight. The index has caught up since.",
    startedMinutesAgo: 46 * day + 900,
    resolvedMinutesAgo: 46 * day + 480,
    recordedMinutesAgo: 46 * day + 30,
  },
  {
    title: "Receipts sent late",
    services: [{ name: "E-mail", status: "partial_outage" }],
    message: "Receipts were sent up to three hours late. All of them have arrived by now.",
    startedMinutesAgo: 33 * day + 700,
    resolvedMinutesAgo: 33 * day + 520,
    recordedMinutesAgo: 33 * day + 10,
  },
];

/** Planned work at night, of which visitors read beforehand. */
export interface DemoMaintenance {
  title: string;
  message: string;
  services: string[];
  scheduledMinutesAgo: number;
  /** The night that it is planned for, counted from today. */
  night: number;
  minutes: number;
  /** What is said when it begins and when it is done, of one that is over. */
  began?: string;
  finished?: string;
}

export const demoMaintenances: DemoMaintenance[] = [
  {
    title: "Move to faster disks",
    message:
      "We move the database to faster disks. Orders are placed as usual; exports wait until it is done.",
    services: ["Database", "Exports"],
    scheduledMinutesAgo: 13 * day,
    night: -6,
    minutes: 90,
    began: "The move has begun.",
    finished: "The move is done, half an hour sooner than planned. Reads are twice as fast.",
  },
  {
    title: "New version of the search engine",
    message:
      "The search engine is brought up to date. Search may answer slowly for some minutes; everything else works.",
    services: ["Search"],
    scheduledMinutesAgo: 3 * day,
    night: 3,
    minutes: 60,
  },
];

export const demoAnnouncement = {
  minutesAgo: 2 * day,
  lastsMinutes: 14 * day,
  title: "Exports get a new format",
  message:
    "From next month on, nightly exports are compressed with Zstandard. [How to prepare](https://acme.example/docs/exports)",
};

/** What visitors see measured: two weeks of it, which is as far back as points are taken. */
export const demoMetric = {
  name: "Response time",
  unit: "ms",
  decimals: 0,
  isPublic: true,
  madeMinutesAgo: 14 * day,
  /** Before the last update: whatever is cut off until then is done anew. */
  measuredMinutesAgo: 23,
  everyMinutes: 5,
  /** Slower by day than by night, never twice the same. */
  valueAt: (minutes: number) =>
    Math.round(
      190 -
        60 * Math.cos((2 * Math.PI * minutes) / day) +
        14 * Math.sin(minutes / 37) +
        9 * Math.sin(minutes / 11),
    ),
};

export interface DemoTemplate {
  name: string;
  title: string;
  message: string;
  status: IncidentStatus;
  impact: Impact | null;
  services: AffectedByName[];
}

export const demoTemplates: DemoTemplate[] = [
  {
    name: "Slow answers",
    title: "{{service}} is slow",
    message: "Since {{time}}, {{services}} answer slower than usual. We are looking for the cause.",
    status: "investigating",
    impact: null,
    services: [{ name: "API", status: "degraded_performance" }],
  },
  {
    name: "Payment provider",
    title: "Payments fail at our provider",
    message:
      "Our payment provider has a problem. Orders can be placed by bank transfer.\n\nWe are in touch with them and tell you more as soon as they do.",
    status: "identified",
    impact: "major",
    services: [{ name: "Website", status: "partial_outage" }],
  },
  {
    name: "All clear",
    title: "{{service}} works as usual",
    message: "{{services}} work as usual since {{time}}. Thank you for your patience.",
    status: "resolved",
    impact: null,
    services: [],
  },
];
