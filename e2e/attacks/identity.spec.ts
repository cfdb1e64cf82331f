import {
  codeOf,
  cookieOf,
  type Person,
  type ServerProcess,
  startServerProcess,
  startTestFanal,
  type TestFanal,
} from "@fanal/testing";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { WebSocket } from "ws";
import { freePort, type TemporaryFolder, temporaryFolder } from "../faults/processes.ts";
import { addressOf, type Operation, operationsAt } from "./support/description.ts";
import { type FullHouse, fullHouse } from "./support/house.ts";

const secret = "a secret for tests only, 32 characters";

let fanal: TestFanal;
let database: pg.Client;
/** Another server of the same installation. */
let second: ServerProcess;
let folder: TemporaryFolder;
let house: FullHouse;
let operations: Operation[];

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  database = new pg.Client(fanal.databaseUrl);
  await database.connect();
  folder = await temporaryFolder();
  second = await startServerProcess({
    DATABASE_URL: fanal.databaseUrl,
    FANAL_SECRET: secret,
    FANAL_DATA_DIR: folder.path,
    FANAL_LOG_LEVEL: "silent",
    PORT: String(await freePort()),
  });
  house = await fullHouse(fanal, "lumen");
  operations = await operationsAt(fanal.url);
});
beforeEach(() => database.query("delete from rate_limits"));
afterAll(async () => {
  await database.end();
  await second[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

/** Both servers of the installation. */
const nodes = () => [fanal.url, second.url];

function post(where: string, body: object, cookie = "", node = fanal.url): Promise<Response> {
  return fetch(`${node}/api/auth${where}`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: node, cookie },
    body: JSON.stringify(body),
  });
}

/** Statuses with which everything that asks who somebody is answers to these headers. */
async function everywhere(
  headers: Record<string, string>,
  { node = fanal.url, query = "" } = {},
): Promise<Map<string, number>> {
  const statuses = new Map<string, number>();
  for (const operation of operations.filter(({ path: one }) => !one.startsWith("/invitation-"))) {
    const { name, method, body } = operation;
    const response = await fetch(node + addressOf(operation, house.ids) + query, {
      method,
      headers: { "content-type": "application/json", ...headers },
      ...(body === null ? {} : { body: "{}" }),
    });
    statuses.set(name, response.status);
  }
  const own = `/api/v1/organizations/${house.organization}`;
  for (const path of ["/export", "/events/export", `/status-pages/${house.ids.pageId}/preview`]) {
    statuses.set(path, (await fetch(node + own + path + query, { headers })).status);
  }
  statuses.set("socket", await socketStatus(headers, { node, query }));
  return statuses;
}

function socketStatus(
  headers: Record<string, string>,
  { node = fanal.url, query = "" } = {},
): Promise<number> {
  const address = `${node.replace("http", "ws")}/api/v1/organizations/${house.organization}/live${query}`;
  const socket = new WebSocket(address, { headers });
  return new Promise((resolve) => {
    socket.on("unexpected-response", (_, response) => resolve(response.statusCode ?? 0));
    socket.on("open", () => {
      socket.terminate();
      resolve(101);
    });
    socket.on("error", () => {});
  });
}

/** All that is refused with something else than this. */
function others(statuses: Map<string, number>, expected: number): string[] {
  return [...statuses].filter(([, status]) => status !== expected).map((entry) => entry.join(" "));
}

/** All rows of the house, but what its own servers note about them. */
async function rowsOf(organizationId: string): Promise<string> {
  const { rows: tables } = await database.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.columns
     where column_name = 'organization_id' and table_schema <> 'fanal_partitions' and table_name not in (
       'artifacts', 'publications', 'page_stories', 'event_cursors', 'event_logs', 'uptime_rollups', 'uptime_days',
       'check_states', 'metric_touched_hours', 'metric_five_minutes', 'metric_hours')
     order by 1`,
  );
  const hashes: string[] = [];
  for (const { name } of tables) {
    const { rows } = await database.query<{ hash: string }>(
      `select md5(coalesce(string_agg(row, ',' order by row), '')) as hash from (
         select (to_jsonb(t) - '{published_version,changes_at,last_used_at}'::text[])::text as row from ${name} t
         where organization_id = $1 and to_jsonb(t)->>'type' is distinct from 'status_page.published') as rows`,
      [organizationId],
    );
    hashes.push(`${name} ${rows[0]?.hash}`);
  }
  return hashes.join("\n");
}

async function withSecondFactor(person: Person): Promise<string> {
  const enabled = await post("/two-factor/enable", { password: person.password }, person.cookie);
  const { totpURI } = (await enabled.json()) as { totpURI: string }; // Undefined makes the code below throw.
  expect((await post("/two-factor/verify-totp", { code: codeOf(totpURI) }, person.cookie)).status).toBe(200);
  return totpURI;
}

test("the house is open to its owner, so that what follows is refused and not missing", async () => {
  const reads = operations.filter(
    ({ method, path: one }) => method === "GET" && one.includes("{organization}"),
  );
  for (const node of nodes()) {
    for (const operation of reads) {
      const answer = await fetch(node + addressOf(operation, house.ids) + operation.leastQuery, {
        headers: { cookie: house.person.cookie },
      });
      expect({ name: operation.name, status: answer.status }).toEqual({ name: operation.name, status: 200 });
    }
    expect(await socketStatus({ cookie: house.person.cookie }, { node })).toBe(101);
  }
});

test("no site but ours opens a socket with somebody's cookie, on any server", async () => {
  const { cookie } = house.person;
  for (const node of nodes()) {
    for (const origin of ["https://evil.example", "null", "http://localhost", `${node}.evil.example`])
      expect([origin, await socketStatus({ cookie, origin }, { node })]).toEqual([origin, 403]);
    expect(await socketStatus({ cookie, origin: node }, { node })).toBe(101);
  }
});

test("between password and code nothing answers, and no socket opens, on any server", async () => {
  const rui = await fanal.signUp("Rui Responder");
  await withSecondFactor(rui);
  const half = cookieOf(await post("/sign-in/email", { email: rui.email, password: rui.password }));
  expect(half).not.toBe("");
  for (const node of nodes()) expect(others(await everywhere({ cookie: half }, { node }), 401)).toEqual([]);
  for (const path of ["/change-password", "/change-email", "/delete-user", "/two-factor/disable"]) {
    const answer = await post(
      path,
      {
        password: rui.password,
        currentPassword: rui.password,
        newPassword: "staple-lantern-harbour",
        newEmail: "sly@example.com",
      },
      half,
    );
    expect({ path, status: answer.status }).toEqual({ path, status: 401 });
  }
});

test("a stranger is nobody's member, whatever headers, cookies and queries say about them", async () => {
  const sten = await fanal.signUp("Sten Stranger");
  const { id: mara } = await house.person.client.me.get();
  const claims: Record<string, string> = {};
  for (const name of [
    "tenantid",
    "x-tenant-id",
    "x-org-id",
    "x-organization-id",
    "organization",
    "active-organization",
  ])
    claims[name] = house.organizationId;
  for (const name of [
    "x-user-id",
    "x-user",
    "user",
    "remote-user",
    "x-forwarded-user",
    "x-auth-request-user",
  ])
    claims[name] = mara;
  for (const name of ["x-role", "x-is-admin", "is-multi-tenant-query", "x-internal", "x-superuser"])
    claims[name] = "true";
  claims["x-fanal-client-address"] = "127.0.0.1";
  claims["x-original-url"] = `/api/v1/organizations/${house.organization}`;
  claims["x-rewrite-url"] = `/api/v1/organizations/${house.organization}`;
  const ours = `organizationId=${house.organizationId}; activeOrganizationId=${house.organizationId}; userId=${mara}; role=owner`;
  const query = `?organizationId=${house.organizationId}&userId=${mara}&role=owner&isAdmin=true`;
  const before = await rowsOf(house.organizationId);
  const about = (statuses: Map<string, number>) =>
    new Map([...statuses].filter(([name]) => isInOrganization(name)));
  expect(
    others(about(await everywhere({ ...claims, cookie: `${sten.cookie}; ${ours}` }, { query })), 404),
  ).toEqual([]);
  expect(others(await everywhere({ ...claims, cookie: ours }, { query }), 401)).toEqual([]);
  expect(await rowsOf(house.organizationId)).toBe(before);
});

function isInOrganization(name: string): boolean {
  const operation = operations.find((one) => one.name === name);
  return operation === undefined || operation.path.includes("{organization}");
}

test("an old cookie is nobody's on any server: after sign-out, a new password, a removal, the end of the account", async () => {
  const endings: Record<string, (person: Person) => Promise<unknown>> = {
    "sign-out": (person) => post("/sign-out", {}, person.cookie),
    "a new password": (person) =>
      post(
        "/change-password",
        { currentPassword: person.password, newPassword: "staple-lantern-harbour" },
        person.cookie,
      ),
    "the end of the account": (person) => post("/delete-user", { password: person.password }, person.cookie),
  };
  for (const [ending, end] of Object.entries(endings)) {
    const person = await fanal.signUp("Vera Viewer");
    await join(person);
    for (const node of nodes()) expect(await socketStatus({ cookie: person.cookie }, { node })).toBe(101);
    await end(person);
    for (const node of nodes()) {
      expect({ ending, open: others(await everywhere({ cookie: person.cookie }, { node }), 401) }).toEqual({
        ending,
        open: [],
      });
    }
  }
});

async function join(person: Person): Promise<string> {
  const { client } = house.person;
  const { id } = await person.client.me.get();
  const invited = { organization: house.organization, emails: [person.email], role: "viewer" as const };
  const [invitation] = await client.invitations.create(invited);
  await person.client.invitations.accept({ token: invitation?.link?.split("/").at(-1) ?? "" });
  return id;
}

test("who is removed sees nothing more on any server, and the open sockets end", async () => {
  const person = await fanal.signUp("Vera Viewer");
  const memberId = await join(person);
  const closed = nodes().map((node) => {
    const address = `${node.replace("http", "ws")}/api/v1/organizations/${house.organization}/live`;
    const socket = new WebSocket(address, { headers: { cookie: person.cookie } });
    const heard: string[] = [];
    socket.on("message", (data) => heard.push(String(data)));
    const opened = new Promise((resolve) => socket.once("message", resolve));
    const end = new Promise<string[]>((resolve) => socket.once("close", () => resolve(heard)));
    return { opened, end };
  });
  for (const { opened } of closed) await opened;
  await house.person.client.members.remove({ organization: house.organization, memberId });
  await house.person.client.services.create({ organization: house.organization, name: "Secret service" });
  for (const { end } of closed) expect((await end).join()).not.toContain("service.created");
  const own = new Map<string, number>();
  for (const node of nodes()) {
    for (const [name, status] of await everywhere({ cookie: person.cookie }, { node }))
      if (isInOrganization(name)) own.set(`${node} ${name}`, status);
  }
  expect(others(own, 404)).toEqual([]);
});

test("an invitation that is taken by twenty at once is taken by one", async () => {
  const person = await fanal.signUp("Pia Holm");
  const [invitation] = await house.person.client.invitations.create({
    organization: house.organization,
    emails: [person.email],
  });
  const token = invitation?.link?.split("/").at(-1) ?? "";
  const tries = Array.from({ length: 20 }, (_, index) =>
    fetch(`${nodes()[index % 2]}/api/v1/invitation-acceptances`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie: person.cookie },
      body: JSON.stringify({ token }),
    }).then(({ status }) => status),
  );
  const statuses = await Promise.all(tries);
  expect(statuses.filter((status) => status < 300)).toHaveLength(1);
});

test("a link to a new password that is used by twenty at once sets one", async () => {
  const person = await fanal.signUp("Nils Berg");
  await post("/request-password-reset", { email: person.email });
  const { rows } = await database.query<{ text: string }>(
    "select text from mails where recipient = $1 order by created_at desc limit 1",
    [person.email],
  );
  const token = /#token=([\w.-]+)/.exec(rows[0]?.text ?? "")?.[1] ?? "";
  expect(token).not.toBe("");
  const tries = Array.from({ length: 20 }, async (_, index) => {
    const newPassword = `staple-lantern-harbour-${index}`;
    const { status } = await post("/reset-password", { token, newPassword }, "", nodes()[index % 2]);
    return status < 300 ? [newPassword] : [];
  });
  const set = (await Promise.all(tries)).flat();
  expect(set).toHaveLength(1);
  expect(
    (await post("/reset-password", { token, newPassword: "once-more-lantern" })).status,
  ).toBeGreaterThanOrEqual(400);
  await database.query("delete from rate_limits");
  expect((await post("/sign-in/email", { email: person.email, password: set[0] ?? "" })).status).toBe(200);
  expect((await fetch(`${fanal.url}/api/v1/me`, { headers: { cookie: person.cookie } })).status).toBe(401);
});

test("a key opens nothing from the query, from a cookie, by its prefix, or by what the database keeps of it", async () => {
  const { organization, person } = house;
  const { key } = await person.client.apiKeys.create({ organization, name: "Alerts", scopes: ["admin"] });
  const secretKey = key ?? "";
  expect(
    (
      await fetch(`${fanal.url}/api/v1/organizations/${organization}`, {
        headers: { authorization: `Bearer ${secretKey}` },
      })
    ).status,
  ).toBe(200);
  for (const name of ["key", "api_key", "apikey", "token", "access_token", "authorization"]) {
    const open = others(await everywhere({}, { query: `?${name}=${encodeURIComponent(secretKey)}` }), 401);
    expect({ name, open }).toEqual({ name, open: [] });
  }
  const { rows } = await database.query<{ row: Record<string, unknown> }>(
    "select to_jsonb(t) as row from api_keys t",
  );
  const kept = rows.flatMap(({ row }) => Object.values(row).map(String));
  expect(kept.join()).not.toContain(secretKey);
  for (const guess of [secretKey.slice(0, 12), secretKey.slice(0, -1), `${secretKey}0`, ...kept]) {
    if (!/^[\x21-\x7e]+$/.test(guess)) continue;
    const headers = { authorization: `Bearer ${guess}` };
    const answer = await fetch(`${fanal.url}/api/v1/organizations/${organization}`, { headers });
    expect({ guess, status: answer.status }).toEqual({ guess, status: 401 });
  }
});
