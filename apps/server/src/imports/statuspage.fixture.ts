import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const at = (minutes: number) => new Date(Date.UTC(2026, 4, 4, 9, minutes)).toISOString();
/** As Statuspage writes times: on the clock of the page, with its offset. */
const onClock = (minutes: number) => at(minutes + 120).replace("Z", "+02:00");

const said = (id: string, status: string, minutes: number, body: string, affected: unknown = null) => ({
  id,
  incident_id: "p31zjtct2jer",
  status,
  body,
  created_at: onClock(minutes),
  updated_at: onClock(minutes),
  display_at: onClock(minutes),
  affected_components: affected,
  deliver_notifications: true,
});

const becomes = (code: string, name: string, old_status: string, new_status: string) => ({
  code: `${code}`,
  name,
  old_status,
  new_status,
});

const components = [
  {
    id: "kctbh9vrtdwd",
    name: "Website",
    description: null,
    status: "operational",
    position: 2,
    group_id: null,
    group: false,
  },
  {
    id: "ddhhlfqjfxrz",
    name: "Platform",
    description: "All that programs use",
    status: "partial_outage",
    position: 1,
    group_id: null,
    group: true,
    components: ["b13yz5g2cw10", "zmxqvh0lm9fc"],
  },
  {
    id: "zmxqvh0lm9fc",
    name: "Webhooks",
    description: "Calls to your systems",
    status: "degraded_performance",
    position: 2,
    group_id: "ddhhlfqjfxrz",
    group: false,
  },
  {
    id: "b13yz5g2cw10",
    name: "API",
    description: "For programs",
    status: "partial_outage",
    position: 1,
    group_id: "ddhhlfqjfxrz",
    group: false,
  },
].map((one) => ({
  ...one,
  page_id: "y2j98763l56x",
  created_at: at(0),
  updated_at: at(0),
  showcase: true,
  only_show_if_degraded: false,
}));

const incident = {
  page_id: "y2j98763l56x",
  metadata: {},
  scheduled_for: null,
  scheduled_until: null,
  postmortem_body: null,
  postmortem_published_at: null,
  components: [] as unknown[],
};

/** A page as the v1 API of Statuspage tells of it: an incident that is over, one that goes on, maintenances, and subscribers of each kind. */
export const statuspageExport = {
  page: { id: "y2j98763l56x", name: "Acme", time_zone: "Europe/Berlin" },
  components,
  component_groups: [
    {
      id: "ddhhlfqjfxrz",
      name: "Platform",
      description: null,
      components: ["b13yz5g2cw10", "zmxqvh0lm9fc"],
      position: "1",
    },
  ],
  incidents: [
    {
      ...incident,
      id: "lbkhbwn21v5q",
      name: "Slow answers",
      status: "identified",
      impact: "major",
      created_at: onClock(3_000),
      started_at: onClock(3_000),
      updated_at: onClock(3_010),
      resolved_at: null,
      shortlink: "https://stspg.io/lbkhbwn21v5q",
      components: [components[3]],
      incident_updates: [
        said("u4", "identified", 3_010, "A disk is full.", [
          becomes("b13yz5g2cw10", "API", "major_outage", "partial_outage"),
        ]),
        said("u3", "investigating", 3_000, "We look.", [
          becomes("b13yz5g2cw10", "API", "operational", "major_outage"),
        ]),
      ],
    },
    {
      ...incident,
      id: "p31zjtct2jer",
      name: "  File\nuploads fail ",
      status: "postmortem",
      impact: "critical",
      created_at: onClock(0),
      started_at: onClock(-5),
      updated_at: onClock(90),
      resolved_at: onClock(60),
      shortlink: "https://stspg.io/p31zjtct2jer",
      postmortem_body: "<h2>What happened</h2><p>A certificate ran out.</p>",
      postmortem_published_at: onClock(90),
      incident_updates: [
        said("u9", "postmortem", 90, "<h2>What happened</h2><p>A certificate ran out.</p>"),
        said("u2", "resolved", 60, "", [becomes("kctbh9vrtdwd", "Website", "major_outage", "operational")]),
        said(
          "u1",
          "investigating",
          0,
          'Uploads <strong>fail</strong>.<br/>See <a href="https://acme.example/x">here</a>.',
          [
            becomes("kctbh9vrtdwd", "Website", "operational", "major_outage"),
            becomes("gone00000000", "Old", "operational", "partial_outage"),
          ],
        ),
      ],
    },
    {
      ...incident,
      id: "backfilled01",
      name: "Written down afterwards",
      status: "resolved",
      impact: "minor",
      created_at: onClock(-9_000),
      started_at: onClock(-9_000),
      updated_at: onClock(-9_000),
      resolved_at: onClock(-9_000),
      components: [components[0]],
      incident_updates: [said("u7", "resolved", -9_000, "It was slow for a while.")],
    },
    {
      ...incident,
      id: "m7yrlfyn6zf7",
      name: "Database upgrade",
      status: "completed",
      impact: "maintenance",
      created_at: onClock(-3_000),
      started_at: onClock(-3_000),
      updated_at: onClock(-1_000),
      resolved_at: onClock(-1_000),
      scheduled_for: onClock(-1_060),
      scheduled_until: onClock(-940),
      scheduled_auto_in_progress: true,
      scheduled_auto_completed: false,
      components: [components[3], components[2]],
      incident_updates: [
        said("m3", "completed", -1_000, "Done, quicker than planned."),
        said("m2", "in_progress", -1_055, "We begin."),
        said("m1", "scheduled", -3_000, "The database gets a new version."),
      ],
    },
    {
      ...incident,
      id: "nextyear0001",
      name: "Move of the data centre",
      status: "scheduled",
      impact: "maintenance",
      created_at: onClock(-100),
      started_at: onClock(-100),
      updated_at: onClock(-100),
      resolved_at: null,
      scheduled_for: "2199-01-10T02:00:00.000+01:00",
      scheduled_until: "2199-01-10T06:00:00.000+01:00",
      scheduled_remind_prior: true,
      scheduled_auto_in_progress: true,
      scheduled_auto_completed: true,
      components: [components[3]],
      incident_updates: [said("n1", "scheduled", -100, "Everything moves.")],
    },
    { id: "broken", name: "Half of an incident" },
  ],
  subscribers: [
    {
      id: "s1",
      mode: "email",
      email: "Nils@Acme.example",
      components: [],
      created_at: at(0),
      quarantined_at: null,
    },
    {
      id: "s2",
      mode: "email",
      email: "pia@acme.example",
      components: ["b13yz5g2cw10"],
      created_at: at(0),
      quarantined_at: null,
    },
    { id: "s3", mode: "sms", phone_number: "5551234", created_at: at(0), quarantined_at: null },
    { id: "s4", mode: "sms", phone_number: "5551235", created_at: at(0), quarantined_at: null },
    { id: "s5", mode: "email", email: "gone@acme.example", created_at: at(0), quarantined_at: at(1) },
    {
      id: "s6",
      mode: "webhook",
      endpoint: "https://acme.example/hook",
      email: "ops@acme.example",
      created_at: at(0),
    },
  ],
};

interface StatuspageStandIn extends AsyncDisposable {
  /** Of its API: ends in `/v1`. */
  readonly url: string;
  /** Paths that were asked, with their queries. */
  readonly asked: readonly string[];
  /** From now on it says once that it was asked too often. */
  beBusy: () => void;
}

/** A real HTTP server that speaks the v1 API of Statuspage: bare lists, pages, and a key that it wants. */
export async function startStatuspage(key: string): Promise<StatuspageStandIn> {
  const asked: string[] = [];
  let isBusy = false;
  const lists: Record<string, readonly unknown[]> = {
    components: statuspageExport.components,
    "component-groups": statuspageExport.component_groups,
    incidents: statuspageExport.incidents,
    subscribers: statuspageExport.subscribers,
  };
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://statuspage");
    const say = (status: number, body: unknown, headers: Record<string, string> = {}) =>
      void response
        .writeHead(status, { "content-type": "application/json", ...headers })
        .end(JSON.stringify(body));
    asked.push(request.url ?? "");
    if (request.headers.authorization !== `OAuth ${key}`)
      return say(401, { error: "Could not authenticate" });
    if (isBusy) {
      isBusy = false;
      return say(420, { error: "Enhance your calm" }, { "retry-after": "0.01" });
    }
    const [, , , pageId, name = ""] = pathname.split("/");
    const list = lists[name];
    if (pageId !== "y2j98763l56x" || list === undefined) return say(404, { error: "Not found" });
    const size = Number(searchParams.get("per_page") ?? searchParams.get("limit"));
    const page = Number(searchParams.get("page")) - (name === "subscribers" ? 0 : 1);
    return say(200, list.slice(page * size, (page + 1) * size));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // Of a server that listens at a port.
  return {
    url: `http://127.0.0.1:${port}/v1`,
    asked,
    beBusy: () => {
      isBusy = true;
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
