import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { connect, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import { createClientAddress } from "../client-address.ts";
import { createLocate } from "../publishing/locate.ts";
import { heartbeatMs } from "./heartbeat.ts";
import { createVisitorGateway, type LivePage, type VisitorGateway } from "./visitors.ts";

let page: LivePage;
let messages: { version: number; text: string }[];
let gateway: VisitorGateway;
let server: Server;
/** By cookie, of those who are looked up. */
const inside = new Set<string>();
let asked: string[];

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  page = { pageId: "page", version: 1 };
  messages = [];
  inside.clear();
  asked = [];
  gateway = createVisitorGateway({
    pages: {
      get: (slug) => (slug === "acme" ? page : undefined),
      absence: (slug) => (slug === "not-known-yet" ? "unavailable" : "unknown"),
      messagesIn: (_, language) => messages.map((message) => inLanguage(message, language)),
    },
    locate: createLocate({ store: { slugAtHost: () => undefined }, pagesDomain: null, ownHost: null }),
    admit: ({ headers: { cookie } }) => {
      if (cookie === undefined) return "in";
      asked.push(cookie);
      return Promise.resolve(inside.has(cookie) ? "in" : "out");
    },
    clientAddress: createClientAddress([]),
    // So that nothing but what a test does makes it ask again.
    admitEveryMs: 3_600_000,
  });
  server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  server.on("upgrade", (request, socket, head) => void gateway.handleUpgrade(request, socket, head));
});

afterEach(() => {
  gateway.drain();
  server.close();
  vi.useRealTimers();
});

function port(): number {
  return (server.address() as AddressInfo).port;
}

interface Visitor {
  socket: WebSocket;
  versions: number[];
  /** The connection underneath, to do with it what a bad network does. */
  connection: Socket;
}

/** Opens the page and waits for the first word. */
async function visit({
  query = "",
  ...options
}: {
  autoPong?: boolean;
  headers?: Record<string, string>;
  query?: string;
} = {}): Promise<Visitor> {
  const address = `ws://127.0.0.1:${port()}/status/acme/live?version=${page.version}${query}`;
  const socket = new WebSocket(address, options);
  const upgraded = once(socket, "upgrade");
  const versions: number[] = [];
  socket.on("message", (data) => versions.push(JSON.parse(String(data)).version));
  const [{ socket: connection }] = await upgraded;
  await vi.waitUntil(() => versions.length === 1);
  return { socket, versions, connection };
}

/** The next version, with a message of this size. */
function publish(size = 0): void {
  const version = page.version + 1;
  const text = JSON.stringify({ type: "update", version, filling: "x".repeat(size) });
  page = { pageId: page.pageId, version };
  messages = [...messages.slice(-2), { version, text }];
  gateway.tell(page);
}

function inLanguage({ version, text }: (typeof messages)[number], language: string | null) {
  return { version, text: language === null ? text : JSON.stringify({ type: "update", version, language }) };
}

test("each visitor hears in the language that they read", async () => {
  const visitors = {
    own: await visit(),
    german: await visit({ query: "&language=de" }),
    unknown: await visit({ query: "&language=tlh" }),
  };
  const heard = Object.values(visitors).map(({ socket }) => {
    const languages: unknown[] = [];
    socket.on("message", (data) => languages.push(JSON.parse(String(data)).language));
    return languages;
  });
  publish();
  publish();
  await vi.waitFor(() =>
    expect(heard).toEqual([
      [undefined, undefined],
      ["de", "de"],
      [undefined, undefined],
    ]),
  );
});

test("who may see the page no more is out when all are asked again; of one browser's tabs one, of the public none", async () => {
  for (const cookie of ["rui", "mara"]) inside.add(cookie);
  const [first, second, mara, anybody] = [
    await visit({ headers: { cookie: "rui" } }),
    await visit({ headers: { cookie: "rui" } }),
    await visit({ headers: { cookie: "mara" } }),
    await visit(),
  ];
  const closed = [first, second].map(({ socket }) => once(socket, "close"));
  inside.delete("rui");
  asked = [];
  gateway.askAgain();
  expect((await Promise.all(closed)).map(([code]) => code)).toEqual([4403, 4403]);
  expect(asked.toSorted()).toEqual(["mara", "rui"]);
  expect([mara, anybody].map(({ socket }) => socket.readyState)).toEqual([WebSocket.OPEN, WebSocket.OPEN]);
});

test("a visitor who does not keep up is dropped, and nobody waits for them", async () => {
  const quick = await visit();
  const slow = await visit();
  slow.connection.pause();
  for (let count = 1; gateway.count() === 2; count++) {
    expect(count).toBeLessThan(1_000);
    publish(100_000);
    await vi.waitUntil(() => quick.versions.at(-1) === page.version, { interval: 1 });
  }
  expect(quick.versions).toEqual(Array.from({ length: page.version }, (_, index) => index + 1));
  expect(slow.versions).toEqual([1]);
});

test("a visitor whose connection is lost without a word is forgotten within two heartbeats", async () => {
  const present = await visit();
  const lost = await visit({ autoPong: false });
  for (let beat = 0; beat < 3; beat++) {
    const answered = once(present.socket, "ping");
    vi.advanceTimersByTime(heartbeatMs);
    await answered;
    // The answer travels after the ping: what is sent next comes after it.
    publish();
    await vi.waitUntil(() => present.versions.at(-1) === page.version);
  }
  await vi.waitUntil(() => gateway.count() === 1);
  await vi.waitUntil(() => lost.socket.readyState === WebSocket.CLOSED);
  expect(present.socket.readyState).toBe(WebSocket.OPEN);
});

test("what a visitor sends is not listened to, and cannot be long", async () => {
  const { socket } = await visit();
  socket.send("hello?");
  publish();
  const closed = once(socket, "close");
  socket.send("x".repeat(2_000));
  expect((await closed)[0]).toBe(1009);
  await vi.waitUntil(() => gateway.count() === 0);
});

test.each([
  ["an unknown page", "/status/nowhere/live", 404],
  ["a page that is not known yet", "/status/not-known-yet/live", 503],
])("%s has no socket", async (_, address, status) => {
  const socket = new WebSocket(`ws://127.0.0.1:${port()}${address}`);
  const [error] = await once(socket, "error");
  expect(String(error)).toContain(String(status));
  expect(gateway.count()).toBe(0);
});

test("what is no proper handshake is refused and counts for nothing", async () => {
  const socket = connect(port(), "127.0.0.1").on("error", () => {});
  socket.write(
    "GET /status/acme/live HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
  );
  const [answer] = await once(socket, "data");
  expect(String(answer)).toMatch(/^HTTP\/1\.1 400 /);
  expect(gateway.count()).toBe(0);
});

test("who is refused and never hangs up is not waited for", async () => {
  const [held] = await Promise.all([once(server, "connection"), refusedWithoutEnd("/status/nowhere/live")]);
  const connection: Socket = held[0];
  await vi.waitUntil(() => connection.destroyed);
});

test("who comes while the server ends is sent away", async () => {
  const early = await visit();
  const sentAway = once(early.socket, "close");
  gateway.drain();
  const late = new WebSocket(`ws://127.0.0.1:${port()}/status/acme/live?version=1`);
  const [error] = await once(late, "error");
  expect(String(error)).toContain("503");
  expect((await sentAway)[0]).toBe(1001);
  await vi.waitUntil(() => gateway.count() === 0);
});

test("versions that follow each other at once reach a crowd in order", async () => {
  const crowd = await Promise.all(Array.from({ length: 1_200 }, () => visit()));
  for (let version = 2; version <= 4; version++) publish();
  for (const { versions } of crowd) {
    await vi.waitUntil(() => versions.at(-1) === page.version, { timeout: 5_000 });
    expect(versions).toEqual([1, 2, 3, 4]);
  }
});

/** Asks for a socket as one whose network is lost does afterwards: it never answers, and never ends. */
async function refusedWithoutEnd(address: string): Promise<void> {
  const socket = connect({ port: port(), host: "127.0.0.1", allowHalfOpen: true }).on("error", () => {});
  socket.write(
    `GET ${address} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
  );
  await once(socket, "data");
}
