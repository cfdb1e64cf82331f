import type { Impact, IncidentServiceStatus, IncidentStatus, Role } from "@fanal/domain";

const day = 1440;

export const demoTeams = ["Platform", "Product", "Payments"] as const;
type TeamName = (typeof demoTeams)[number];

export interface DemoPerson {
  name: string;
  email: string;
  role: Role;
  teams: TeamName[];
}

/** Colleagues of the one whose login is shown. Nobody knows their passwords. */
export const demoPeople: DemoPerson[] = [
  { name: "Jonas Weber", email: "jonas@acme.example", role: "admin", teams: ["Platform"] },
  { name: "Priya Nair", email: "priya@acme.example", role: "responder", teams: ["Platform"] },
  { name: "Tomasz Zielinski", email: "tomasz@acme.example", role: "responder", teams: ["Product"] },
  { name: "Elena Rossi", email: "elena@acme.example", role: "viewer", teams: [] },
];

interface DemoService {
  name: string;
  description: string;
  team: TeamName;
  /** Percent of a month. */
  slaTarget?: number;
}

export const demoGroups: { name: string; services: DemoService[] }[] = [
  {
    name: "Core",
    services: [
      {
        name: "API",
        description: "REST and GraphQL for your integrations",
        team: "Platform",
        slaTarget: 99.9,
      },
      { name: "Website", description: "acme.example and its catalogue", team: "Product" },
      { name: "Checkout", description: "Cart, orders and vouchers", team: "Product", slaTarget: 99.95 },
      { name: "Dashboard", description: "Where your team works", team: "Product" },
    ],
  },
  {
    name: "Payments",
    services: [
      { name: "Card payments", description: "Cards and wallets", team: "Payments", slaTarget: 99.9 },
      { name: "Payouts", description: "Transfers to your bank account", team: "Payments" },
    ],
  },
  {
    name: "Delivery",
    services: [
      { name: "Webhooks", description: "Delivery of outgoing events", team: "Platform" },
      { name: "E-mail", description: "Receipts and notices to your customers", team: "Platform" },
      { name: "SMS", description: "Codes and delivery notices", team: "Platform" },
    ],
  },
  {
    name: "Data",
    services: [
      {
        name: "Database",
        description: "Storage of orders and accounts",
        team: "Platform",
        slaTarget: 99.95,
      },
      { name: "Search", description: "Search over products and orders", team: "Product" },
      { name: "Exports", description: "Nightly files and reports", team: "Product" },
    ],
  },
];

interface AffectedByName {
  name: string;
  status: IncidentServiceStatus;
}

export interface DemoIncident {
  title: string;
  /** Who works on it; the owner by default. */
  by?: string;
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
    title: "Webhooks rejected because of an expired certificate",
    by: "Priya Nair",
    services: [{ name: "Webhooks", status: "major_outage" }],
    updates: [
      {
        minutesAgo: 83 * day + 610,
        status: "investigating",
        message: "Receivers refuse our webhooks since 06:00. Events are kept and will be delivered.",
      },
      {
        minutesAgo: 83 * day + 588,
        status: "identified",
        message: "The certificate that we show to receivers ran out this morning. A new one is on its way.",
      },
      {
        minutesAgo: 83 * day + 560,
        status: "monitoring",
        message:
          "The new certificate is in place. 48,000 events that waited are being delivered, oldest first.",
        services: [{ name: "Webhooks", status: "degraded_performance" }],
      },
      {
        minutesAgo: 83 * day + 490,
        status: "resolved",
        message: "Every event that waited has arrived. **Nothing was lost.**",
      },
    ],
    postmortem: {
      minutesAgo: 80 * day,
      text: `## What happened

For 50 minutes no webhook reached its receiver. Events were kept; the last of them arrived 70 minutes later.

## Why

The client certificate of our delivery workers ran out. It was renewed by hand once a year, and the reminder went to somebody who had left.

## What we changed

1. The certificate renews itself every 60 days.
2. We are alerted **three weeks** before any certificate runs out.
3. Workers keep events for seven days instead of two.`,
    },
  },
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
    title: "Card payments declined",
    by: "Jonas Weber",
    services: [
      { name: "Card payments", status: "major_outage" },
      { name: "Checkout", status: "partial_outage" },
    ],
    updates: [
      {
        minutesAgo: 66 * day + 415,
        status: "investigating",
        message: "Most card payments are declined since 17:05. Bank transfer and vouchers work.",
      },
      {
        minutesAgo: 66 * day + 398,
        status: "identified",
        message: "A change of ours to fraud rules refuses too much. We take it back.",
      },
      {
        minutesAgo: 66 * day + 376,
        status: "resolved",
        message:
          "The change is taken back and payments go through. Orders that were declined can be placed again; nobody was charged for them.",
      },
    ],
  },
  {
    title: "Checkout fails for some cards",
    by: "Jonas Weber",
    services: [
      { name: "Card payments", status: "partial_outage" },
      { name: "Checkout", status: "degraded_performance" },
    ],
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
    title: "Website unreachable from Scandinavia",
    by: "Tomasz Zielinski",
    services: [{ name: "Website", status: "partial_outage" }],
    updates: [
      {
        minutesAgo: 51 * day + 250,
        status: "investigating",
        message: "Visitors in Norway and Sweden do not reach the website. The API is not affected.",
      },
      {
        minutesAgo: 51 * day + 222,
        status: "identified",
        message: "A carrier lost a line in Copenhagen. Traffic is led around it.",
        services: [{ name: "Website", status: "degraded_performance" }],
      },
      {
        minutesAgo: 51 * day + 120,
        status: "resolved",
        message: "The line is back, and so is the usual speed.",
      },
    ],
  },
  {
    title: "Payouts arrive a day late",
    by: "Jonas Weber",
    services: [{ name: "Payouts", status: "degraded_performance" }],
    updates: [
      {
        minutesAgo: 27 * day + 700,
        status: "identified",
        message:
          "Our bank took yesterday’s payouts after its deadline. They arrive tomorrow instead of today; the amounts are right.",
      },
      {
        minutesAgo: 26 * day + 500,
        status: "resolved",
        message: "All payouts have arrived. From now on they are sent two hours earlier.",
      },
    ],
  },
  {
    title: "Sign-in to the dashboard is slow",
    by: "Tomasz Zielinski",
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
    title: "Search finds nothing",
    by: "Tomasz Zielinski",
    services: [{ name: "Search", status: "major_outage" }],
    updates: [
      {
        minutesAgo: 17 * day + 330,
        status: "investigating",
        message: "Every search comes back empty. Products can be reached by their categories.",
      },
      {
        minutesAgo: 17 * day + 312,
        status: "monitoring",
        message: "The index was switched to one that was not filled. The one before is back in its place.",
        services: [{ name: "Search", status: "degraded_performance" }],
      },
      {
        minutesAgo: 17 * day + 280,
        status: "resolved",
        message: "Searches find what they should. An empty index can no longer be switched to.",
      },
    ],
  },
  {
    title: "API slow in Europe",
    by: "Priya Nair",
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
    by: "Tomasz Zielinski",
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
    title: "Codes by SMS arrive late",
    by: "Priya Nair",
    services: [{ name: "SMS", status: "degraded_performance" }],
    updates: [
      {
        minutesAgo: 3 * day + 265,
        status: "investigating",
        message:
          "Codes take up to five minutes to arrive in Germany and Austria. Codes from an app work at once.",
      },
      {
        minutesAgo: 3 * day + 230,
        status: "identified",
        message: "One of two carriers is slow. All messages go through the other one until it is well.",
      },
      {
        minutesAgo: 3 * day + 140,
        status: "resolved",
        message: "Codes arrive within seconds again, through both carriers.",
      },
    ],
  },
  {
    title: "Webhook deliveries delayed",
    by: "Priya Nair",
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
    title: "PostgreSQL 18",
    message:
      "The database is brought to a new version. Orders are refused for a few minutes; what is in a cart stays there.",
    services: ["Database", "Checkout"],
    scheduledMinutesAgo: 50 * day,
    night: -38,
    minutes: 120,
    began: "The switch has begun. Orders are refused for the next minutes.",
    finished: "The new version runs. Orders were refused for four minutes.",
  },
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

export const demoHeartbeat = {
  service: "Exports",
  name: "Nightly exports",
  periodSeconds: 86_400,
  graceSeconds: 3_600,
  minutesAgo: 60 * day,
};

/** Who asked to be told, and how long ago they were added. */
export const demoSubscribers: { email: string; minutesAgo: number }[] = [
  { email: "ops@northwind.example", minutesAgo: 88 * day },
  { email: "status@globex.example", minutesAgo: 71 * day + 200 },
  { email: "ida.lund@fjord.example", minutesAgo: 64 * day + 90 },
  { email: "it@hafen-apotheke.example", minutesAgo: 43 * day + 300 },
  { email: "m.okafor@brightline.example", minutesAgo: 29 * day + 45 },
  { email: "support@initech.example", minutesAgo: 12 * day + 400 },
  { email: "dev@lumen.example", minutesAgo: 4 * day + 20 },
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
