import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { VisitorMessage } from "@fanal/contract";
import { WebSocket, WebSocketServer } from "ws";
import type { ArtifactStore, PublishedPage } from "../publishing/artifacts.ts";
import { type Heartbeat, startHeartbeat } from "./heartbeat.ts";
import { rejectUpgrade } from "./reject-upgrade.ts";

export interface VisitorGateway {
  /** Takes over an upgrade to `/status/{slug}/live`; false for other addresses. */
  handleUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean;
  /** Sends what is new about a page to all who have it open. The page must be installed before. */
  tell: (page: PublishedPage) => void;
  /** Closes all sockets of a page that is gone. */
  closePage: (pageId: string) => void;
  count: () => number;
  drain: () => void;
}

/** A socket that has this much waiting does not keep up; its client comes back and fetches the page. */
const largestBacklog = 1024 * 1024;
/** Sockets written before other work of the process gets its turn. */
const slice = 1_000;

const addressPattern = /^\/status\/([^/?]+)\/live\/?(?:\?(.*))?$/;

/**
 * The sockets of visitors. They are public: any origin may open one, since they carry no identity and tell no more than
 * the page itself. Kept small on purpose: a flood of visitors comes at the worst moment.
 */
export function createVisitorGateway(store: ArtifactStore): VisitorGateway {
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: 1024,
    skipUTF8Validation: true,
  });
  const rooms = new Map<string, Set<WebSocket>>();
  const told = new Map<string, number>();
  const heartbeat = startHeartbeat(() => allSockets(rooms));

  function handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    const match = addressPattern.exec(request.url ?? "");
    if (match === null) return false;
    const [, slug = "", query = ""] = match;
    const page = store.get(slug);
    if (page === undefined) {
      rejectUpgrade(socket, 404);
      return true;
    }
    server.handleUpgrade(request, socket, head, (client) => {
      join(client, page.pageId, rooms, heartbeat);
      greet(client, store.get(slug) ?? page, Number(new URLSearchParams(query).get("version")));
    });
    return true;
  }

  function tell(page: PublishedPage): void {
    const from = told.get(page.pageId) ?? page.version - 1;
    told.set(page.pageId, page.version);
    const room = rooms.get(page.pageId);
    if (room === undefined) return;
    for (const { version, text } of page.messages) {
      if (version > from) broadcast([...room], Buffer.from(text), 0);
    }
  }

  return {
    handleUpgrade,
    tell,
    closePage: (pageId) => {
      for (const client of rooms.get(pageId) ?? []) client.close(1000, "This page is gone");
    },
    count: () => allSockets(rooms).length,
    drain: () => {
      heartbeat.stop();
      for (const client of allSockets(rooms)) client.close(1001, "The server restarts");
    },
  };
}

function join(
  client: WebSocket,
  pageId: string,
  rooms: Map<string, Set<WebSocket>>,
  heartbeat: Heartbeat,
): void {
  const room = rooms.get(pageId) ?? new Set();
  rooms.set(pageId, room);
  room.add(client);
  heartbeat.watch(client);
  client.on("close", () => {
    room.delete(client);
    if (room.size === 0 && rooms.get(pageId) === room) rooms.delete(pageId);
  });
}

/** Brings a client from the version that it has to the newest one. */
function greet(client: WebSocket, page: PublishedPage, version: number): void {
  const missed = page.messages.filter((message) => message.version > version);
  if (version === page.version) {
    send(client, { type: "current", version });
  } else if (version > 0 && version < page.version && missed.length === page.version - version) {
    for (const { text } of missed) client.send(text);
  } else {
    send(client, { type: "reload", version: page.version });
  }
}

function send(client: WebSocket, message: VisitorMessage): void {
  client.send(JSON.stringify(message));
}

function broadcast(clients: WebSocket[], message: Buffer, start: number): void {
  const end = Math.min(start + slice, clients.length);
  for (let index = start; index < end; index++) {
    const client = clients[index];
    if (client === undefined || client.readyState !== WebSocket.OPEN) continue;
    if (client.bufferedAmount > largestBacklog) client.terminate();
    else client.send(message, { binary: false });
  }
  if (end < clients.length) setImmediate(broadcast, clients, message, end);
}

function allSockets(rooms: Map<string, Set<WebSocket>>): WebSocket[] {
  return [...rooms.values()].flatMap((room) => [...room]);
}
