import { once } from "node:events";
import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { cookieOf, createTestDatabase, signUp, startServerProcess, startTestCluster } from "@fanal/testing";
import { WebSocket } from "ws";
import { median } from "./lib/numbers.ts";
import { progress, reached, report } from "./lib/table.ts";

// Two servers on one database. Somebody loses what they may: how long until neither lets them go on?
const { values: options } = parseArgs({ options: { rounds: { type: "string", default: "50" } } });
const rounds = Number(options.rounds);
const goalMs = 1000;

await using cluster = await startTestCluster();
await using database = await createTestDatabase(cluster.url);
await using folders = await mkdtempDisposable(path.join(tmpdir(), "fanal-bench-"));
const start = (name: string) =>
  startServerProcess({
    PORT: "0",
    DATABASE_URL: database.url,
    FANAL_SECRET: "a secret for benchmarks, 32 characters",
    FANAL_DATA_DIR: path.join(folders.path, name),
  });
await using here = await start("here");
await using there = await start("there");
/** By address, not by name: looking up a name is not what is measured. */
const servers = [here, there].map(({ url }) => ({
  url: `http://127.0.0.1:${new URL(url).port}`,
  origin: new URL(url).origin,
}));
const [first] = servers;
if (first === undefined) throw new Error("There is no server");
const { url } = first;
const mara = await signUp(url, "Mara Ilves");
const rui = await signUp(url, "Rui Costa");
const { id: ruiId } = await rui.client.me.get();
const house = await mara.client.organizations.create({ name: "Harbour" });
const organization = house.slug;
const [page] = await mara.client.statusPages.list({ organization });
if (page === undefined) throw new Error("There is no page");
await mara.client.statusPages.update({ organization, pageId: page.id, visibility: "members" });

/** Each gives somebody something, then takes it away: what takes it, and what is refused from then on. */
const losses: Record<string, () => Promise<Loss>> = {
  "a member is removed": async () => {
    await letIn();
    return {
      closing: await openSockets(rui.cookie),
      take: () => mara.client.members.remove({ organization, memberId: ruiId }),
      ask: (server) => askAs(server, { cookie: rui.cookie }),
    };
  },
  "a responder becomes a viewer": async () => {
    await letIn();
    return {
      closing: [],
      take: () => mara.client.members.update({ organization, memberId: ruiId, role: "viewer" }),
      ask: (server) => askAs(server, { cookie: rui.cookie }, "POST"),
    };
  },
  "a person signs out everywhere else": async () => {
    await letIn();
    const { email, password } = rui;
    const cookie = cookieOf(await postTo(first, "/api/auth/sign-in/email", { email, password }));
    return {
      closing: await openSockets(cookie),
      take: () => rui.client.sessions.end({}),
      ask: (server) => askAs(server, { cookie }),
    };
  },
  "an API key is revoked": async () => {
    const { id, key } = await mara.client.apiKeys.create({ organization, name: "Deploys", scopes: ["read"] });
    return {
      closing: [],
      take: () => mara.client.apiKeys.revoke({ organization, apiKeyId: id }),
      ask: (server) => askAs(server, { authorization: `Bearer ${key}` }),
    };
  },
};

interface Server {
  url: string;
  origin: string;
}

interface Loss {
  /** What is open on both servers, and is closed by it. */
  closing: WebSocket[];
  take: () => Promise<unknown>;
  /** Asks a server for what was allowed before. */
  ask: (server: Server) => Promise<Response>;
}

const rows = [];
for (const [name, prepare] of Object.entries(losses)) {
  progress(`lost-rights: ${name}`);
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await timeOf(await prepare()));
  rows.push({
    measure: `${name}: refused everywhere after, median / worst of ${rounds}`,
    fanal: `${median(times).toFixed(0)} ms / ${Math.max(...times).toFixed(0)} ms`,
    goal: `≤ ${goalMs} ms`,
    reached: reached(Math.max(...times) <= goalMs),
  });
}
await report("lost-rights", rows);

/** From the moment that it is asked for until the last socket is closed, and both servers refuse. */
async function timeOf({ closing, take, ask }: Loss): Promise<number> {
  for (const server of servers) {
    const { status } = await ask(server);
    if (!isAllowed(status)) throw new Error(`It was refused before: ${status}`);
  }
  const closed = closing.map((socket) => once(socket, "close"));
  const begun = performance.now();
  await take();
  await Promise.all([
    ...closed,
    ...servers.map(async (server) => {
      while (isAllowed((await ask(server)).status));
    }),
  ]);
  return performance.now() - begun;
}

/** Not allowed is what the session, the key or the role forbids; anything else was let through to what it asks for. */
function isAllowed(status: number): boolean {
  if (status >= 500 || status === 429) throw new Error(`A server answered ${status}`);
  return status !== 401 && status !== 403 && status !== 404;
}

/** Makes Rui a responder, whatever they were. */
async function letIn(): Promise<void> {
  const members = await mara.client.members.list({ organization });
  const role = "responder";
  if (members.some(({ id }) => id === ruiId)) {
    await mara.client.members.update({ organization, memberId: ruiId, role });
    return;
  }
  const [made] = await mara.client.invitations.create({
    organization,
    emails: [rui.email],
    role,
    teamIds: [],
  });
  const token = new URL(made?.link ?? "").pathname.split("/").at(-1) ?? "";
  await rui.client.invitations.accept({ token });
}

/** A dashboard and a page for members only, on both servers, after their first word. */
async function openSockets(cookie: string): Promise<WebSocket[]> {
  const addresses = servers.flatMap(({ url, origin }) => [
    { url, path: `/api/v1/organizations/${organization}/live`, origin },
    { url, path: `/status/${page?.slug}/live?version=0`, origin: url },
  ]);
  return Promise.all(
    addresses.map(async ({ url, path, origin }) => {
      for (;;) {
        const socket = new WebSocket(`${url.replace("http", "ws")}${path}`, { headers: { cookie, origin } });
        try {
          await once(socket, "message");
          return socket;
        } catch {
          // That somebody has joined takes a moment to reach the other server.
        }
      }
    }),
  );
}

async function askAs(server: Server, headers: Record<string, string>, method = "GET"): Promise<Response> {
  const path = `/api/v1/organizations/${organization}/incidents`;
  if (method === "POST") return postTo(server, path, {}, headers);
  const response = await fetch(`${server.url}${path}`, { headers });
  await response.arrayBuffer();
  return response;
}

async function postTo(
  server: Server,
  path: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<Response> {
  const response = await fetch(`${server.url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: server.origin, ...headers },
    body: JSON.stringify(body),
  });
  await response.arrayBuffer();
  return response;
}
