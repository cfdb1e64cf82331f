import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { VisitorMessage } from "@fanal/contract";
import { type Language, languages } from "@fanal/domain";
import { WebSocket, WebSocketServer } from "ws";
import type { ClientAddress } from "../client-address.ts";
import { createAddressLimit } from "./address-limit.ts";
import { sayGoodbye } from "./goodbye.ts";
import { startHeartbeat } from "./heartbeat.ts";
import { rejectUpgrade } from "./reject-upgrade.ts";

/** What a visitor's socket has to know of a page. */
export interface LivePage {
  pageId: string;
  version: number;
}

/** Text of a message, and the version that it leads to. */
interface Message {
  version: number;
  text: string;
}

interface Pages {
  get: (slug: string) => LivePage | undefined;
  /** Says `unavailable` while it is not known which pages there are. */
  absence: (slug: string) => unknown;
  /** The newest messages in a language, oldest first; `null` for the page's own. The last one leads to its version. */
  messagesIn: (pageId: string, language: Language | null) => readonly Message[];
}

/** The page and the path below it that a request names; `null` for addresses of none. */
type Locate = (request: IncomingMessage) => { slug: string; path: string; query: string } | null;

/**
 * Whether whoever sends a request may follow a page. A promise where that has to be looked up: it is asked again while
 * the socket is open, since it may become another answer.
 */
export type AdmitVisitor = (request: IncomingMessage, slug: string) => Admission | Promise<Admission>;
type Admission = "in" | "out" | "unavailable";

interface VisitorGatewayOptions {
  pages: Pages;
  locate: Locate;
  admit: AdmitVisitor;
  clientAddress: ClientAddress;
  /** Time between two questions whether an open socket may go on, in milliseconds. */
  admitEveryMs?: number | undefined;
}

export interface VisitorGateway {
  /**
   * Takes over an upgrade to `{page}/live?version={version they have}&language={of what they read}`; false for addresses
   * that belong to no page.
   */
  handleUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean;
  /** Sends what is new about a page to all who have it open. The page must be installed before. */
  tell: (page: LivePage) => void;
  /** Closes all sockets of a page, for a reason in a few words; who may still see it comes back. */
  closePage: (pageId: string, why: string) => void;
  /** Asks again, at once, who may go on: somebody may see less than before. */
  askAgain: () => void;
  count: () => number;
  /** Asks all to go, and come back to another process or a new one. */
  drain: () => void;
}

/** All who have one page open in one language. */
interface Room {
  pageId: string;
  language: Language | null;
  /** The version that everybody in it has been told of. */
  version: number;
  sockets: Set<VisitorSocket>;
  /** Messages that not everybody has been sent yet, in order; the first one is on its way. */
  outbox: Buffer[];
}

/** Knows its room by a field: a closure for each socket is memory that ten thousand of them would pay. */
class VisitorSocket extends WebSocket {
  room: Room | null = null;
  address: string | null = null;
  /** What it was opened with, where whether it may go on is asked again. */
  looked: { request: IncomingMessage; slug: string } | null = null;
}

/** A socket that has this much waiting does not keep up; its client comes back and fetches the page. */
const largestBacklog = 1024 * 1024;
/** Sockets written before other work of the process gets its turn. */
const slice = 1_000;
const mostPerAddress = 1_000;
/** Of the database, whose connections are there for requests too. */
const questionsAtOnce = 5;
/** Close code: who opened it may not see the page any more. */
const closedToThem = 4403;

/**
 * The sockets of visitors. Those of public pages may be opened from any origin, since they carry no identity and tell no
 * more than the page itself. Kept small on purpose: a flood of visitors comes at the worst moment.
 */
export function createVisitorGateway({
  pages,
  locate,
  admit,
  clientAddress,
  admitEveryMs = 500,
}: VisitorGatewayOptions): VisitorGateway {
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: 1024,
    skipUTF8Validation: true,
    WebSocket: VisitorSocket,
  });
  /** By page and language. */
  const rooms = new Map<string, Map<Language | null, Room>>();
  /** Sockets that are asked for again. */
  const looked = new Set<VisitorSocket>();
  const heartbeat = startHeartbeat();
  const limit = createAddressLimit(mostPerAddress);
  let count = 0;
  let isDraining = false;

  function roomOf({ pageId, version }: LivePage, language: Language | null): Room {
    const ofPage = rooms.get(pageId) ?? new Map<Language | null, Room>();
    const room = ofPage.get(language) ?? { pageId, language, version, sockets: new Set(), outbox: [] };
    rooms.set(pageId, ofPage.set(language, room));
    return room;
  }

  function enter(client: VisitorSocket, room: Room, address: string | null): void {
    room.sockets.add(client);
    client.room = room;
    client.address = address;
    count++;
    heartbeat.watch(client);
    client.on("close", left);
  }

  /** One function for all sockets, which says by `this` which one. */
  function left(this: WebSocket): void {
    if (this instanceof VisitorSocket) leave(this);
  }

  function leave(client: VisitorSocket): void {
    count--;
    limit.giveBack(client.address);
    const { room } = client;
    looked.delete(client);
    if (room === null) return;
    room.sockets.delete(client);
    const ofPage = rooms.get(room.pageId);
    if (room.sockets.size > 0 || ofPage?.get(room.language) !== room) return;
    ofPage.delete(room.language);
    if (ofPage.size === 0) rooms.delete(room.pageId);
  }

  /** Opens a socket for somebody who is admitted; `isLooked` when that was looked up. */
  function open(upgrade: Upgrade, isLooked: boolean): void {
    const { request, socket, slug } = upgrade;
    const page = pages.get(slug);
    if (isDraining) rejectUpgrade(socket, 503);
    else if (page === undefined) rejectUpgrade(socket, pages.absence(slug) === "unavailable" ? 503 : 404);
    else if (!limit.take(clientAddress(request))) rejectUpgrade(socket, 429);
    else shakeHands(upgrade, page, isLooked);
  }

  function shakeHands(
    { request, socket, head, slug, query }: Upgrade,
    page: LivePage,
    isLooked: boolean,
  ): void {
    const address = clientAddress(request);
    const parameters = new URLSearchParams(query);
    const language = languages.find((one) => one === parameters.get("language")) ?? null;
    let isOpen = false;
    // Runs at once or, for what is no proper handshake, never.
    server.handleUpgrade(request, socket, head, (client) => {
      isOpen = true;
      enter(client, roomOf(page, language), address);
      if (isLooked) {
        client.looked = { request, slug };
        looked.add(client);
      }
      greet(client, page, Number(parameters.get("version")), pages.messagesIn(page.pageId, language));
    });
    if (!isOpen) limit.giveBack(address);
  }

  async function openOnceAdmitted(upgrade: Upgrade, asked: Promise<Admission>): Promise<void> {
    const { socket } = upgrade;
    // Nobody else listens while the question is asked, and an error without a listener ends the process.
    socket.on("error", destroy);
    const admission = await asked;
    socket.off("error", destroy);
    if (admission === "in") open(upgrade, true);
    else rejectUpgrade(socket, admission === "out" ? 403 : 503);
  }

  /** Somebody who may not see the page any more sees no more of it. One question for all tabs of a browser. */
  async function askAgain(): Promise<void> {
    const groups = [...Map.groupBy(looked, sessionOf).values()];
    for (let at = 0; at < groups.length; at += questionsAtOnce) {
      await Promise.all(groups.slice(at, at + questionsAtOnce).map(closeUnlessAdmitted));
    }
  }

  async function closeUnlessAdmitted(group: VisitorSocket[]): Promise<void> {
    const asked = group[0]?.looked;
    if (!asked || (await admit(asked.request, asked.slug)) !== "out") return;
    for (const client of group) client.close(closedToThem);
  }

  let timer = setTimeout(keepAsking, admitEveryMs);
  function keepAsking(): void {
    void askAgain().finally(() => {
      if (!isDraining) timer = setTimeout(keepAsking, admitEveryMs);
    });
  }

  return {
    handleUpgrade: (request, socket, head) => {
      const located = locate(request);
      if (located === null) return false;
      const { slug, path, query } = located;
      if (path !== "live") {
        rejectUpgrade(socket, 404);
        return true;
      }
      const upgrade = { request, socket, head, slug, query };
      const admission = admit(request, slug);
      if (typeof admission !== "string") void openOnceAdmitted(upgrade, admission);
      else if (admission === "in") open(upgrade, false);
      else rejectUpgrade(socket, admission === "out" ? 403 : 503);
      return true;
    },
    tell: (page) => {
      for (const room of rooms.get(page.pageId)?.values() ?? []) {
        if (page.version <= room.version) continue;
        const messages = pages.messagesIn(page.pageId, room.language);
        const texts = messagesAfter(page, room.version, messages) ?? [reload(page)];
        room.version = page.version;
        const isIdle = room.outbox.length === 0;
        room.outbox.push(...texts.map((text) => Buffer.from(text)));
        if (isIdle) broadcast(room, [...room.sockets], 0);
      }
    },
    closePage: (pageId, why) => {
      for (const { sockets } of rooms.get(pageId)?.values() ?? [])
        for (const client of sockets) client.close(1000, why);
    },
    askAgain: () => void askAgain(),
    count: () => count,
    drain: () => {
      isDraining = true;
      clearTimeout(timer);
      heartbeat.stop();
      for (const ofPage of rooms.values()) for (const { sockets } of ofPage.values()) sayGoodbye(sockets);
    },
  };
}

/** A request for a socket that is not answered yet. */
interface Upgrade {
  request: IncomingMessage;
  socket: Duplex;
  head: Buffer;
  slug: string;
  query: string;
}

function sessionOf({ looked }: VisitorSocket): string {
  return `${looked?.slug}\n${looked?.request.headers.cookie}`;
}

function destroy(this: Duplex): void {
  this.destroy();
}

/** Brings a client from the version that it has to the newest one. */
function greet(client: WebSocket, page: LivePage, version: number, messages: readonly Message[]): void {
  if (version === page.version) {
    client.send(JSON.stringify({ type: "current", version } satisfies VisitorMessage));
    return;
  }
  for (const text of messagesAfter(page, version, messages) ?? [reload(page)]) client.send(text);
}

/** The messages that lead from a version to the newest one; `null` when there are not all of them. */
function messagesAfter(page: LivePage, version: number, messages: readonly Message[]): string[] | null {
  const missed = messages.filter((message) => message.version > version);
  return version > 0 && version < page.version && missed.length === page.version - version
    ? missed.map((message) => message.text)
    : null;
}

function reload({ version }: LivePage): string {
  return JSON.stringify({ type: "reload", version } satisfies VisitorMessage);
}

/** Sends the first message of the outbox to all, and then the next: one must not overtake another. */
function broadcast(room: Room, clients: VisitorSocket[], start: number): void {
  const [message] = room.outbox;
  if (message === undefined) return;
  const end = Math.min(start + slice, clients.length);
  for (let index = start; index < end; index++) {
    const client = clients[index];
    if (client === undefined || client.readyState !== WebSocket.OPEN) continue;
    if (client.bufferedAmount > largestBacklog) client.terminate();
    else client.send(message, asText);
  }
  if (end < clients.length) {
    setImmediate(broadcast, room, clients, end);
    return;
  }
  room.outbox.shift();
  broadcast(room, [...room.sockets], 0);
}

const asText = { binary: false };
