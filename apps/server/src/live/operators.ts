import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { DashboardMessage } from "@fanal/contract";
import type { Logger } from "pino";
import { WebSocket, WebSocketServer } from "ws";
import { changesAccess, endsMembership, type FanalEvent } from "../events/types.ts";
import { sayGoodbye } from "./goodbye.ts";
import { startHeartbeat } from "./heartbeat.ts";
import { rejectUpgrade } from "./reject-upgrade.ts";

/** Whether whoever sends this request may see the organization's events, or the status to refuse it with. */
export type AuthorizeSocket = (
  request: IncomingMessage,
  organization: string,
) => Promise<{ organizationId: string; userId: string } | 401 | 403 | 404>;

interface OperatorGatewayOptions {
  authorize: AuthorizeSocket;
  position: (organizationId: string) => number;
  log: Pick<Logger, "warn" | "debug">;
  /** Time between two questions whether an open socket may go on, in milliseconds. */
  authorizeEveryMs?: number | undefined;
}

export interface OperatorGateway {
  /** Takes over an upgrade to `/api/v1/organizations/{organization}/live`; false for other addresses. */
  handleUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean;
  /** Tells the organizations' open dashboards what happened. */
  tell: (events: FanalEvent[]) => void;
  /** Tells an organization's open dashboards that deliveries went on, once a second at most: each makes them count anew. */
  tellOfDeliveries: (organizationId: string) => void;
  /** Asks again, at once, whether somebody's sockets may go on: sessions of theirs ended. */
  askAgain: (userId: string) => void;
  /** Closes all sockets of an organization that is deleted. */
  closeAllOf: (organizationId: string) => void;
  count: () => number;
  drain: () => void;
}

interface Connection {
  socket: WebSocket;
  organizationId: string;
  userId: string;
  /** Asked again whether it may go on. */
  request: IncomingMessage;
}

const addressPattern = /^\/api\/v1\/organizations\/([^/?]+)\/live\/?(?:\?.*)?$/;
const restMs = 1_000;
const closeCodes = { 401: 4401, 403: 4403, 404: 4403 } as const;
/** A dashboard that has this much waiting comes back and fetches everything. */
const largestBacklog = 1024 * 1024;
/** Of the database, whose connections are there for requests too. */
const questionsAtOnce = 5;

/** The signed-in sockets of dashboards: they learn what happened and fetch what it made stale. */
export function createOperatorGateway({
  authorize,
  position,
  log,
  authorizeEveryMs = 500,
}: OperatorGatewayOptions): OperatorGateway {
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: 1024,
  });
  const connections = new Set<Connection>();
  const heartbeat = startHeartbeat();
  let isDraining = false;

  async function accept(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    organization: string,
  ): Promise<void> {
    // Nobody else listens while the question is asked, and an error without a listener ends the process.
    socket.on("error", destroy);
    const answer = await authorize(request, organization);
    socket.off("error", destroy);
    if (typeof answer === "number") return rejectUpgrade(socket, answer);
    if (isDraining) return rejectUpgrade(socket, 503);
    const { organizationId, userId } = answer;
    server.handleUpgrade(request, socket, head, (client) => {
      const connection = { socket: client, organizationId, userId, request };
      connections.add(connection);
      heartbeat.watch(client);
      client.on("close", () => connections.delete(connection));
      send(client, { type: "hello", position: position(organizationId) });
    });
  }

  /** Somebody who was removed or signed out sees no more events. One question for all tabs of a session. */
  async function authorizeAgain(asked: Iterable<Connection>): Promise<void> {
    const groups = [...Map.groupBy(asked, sessionOf).values()];
    for (let at = 0; at < groups.length; at += questionsAtOnce) {
      await Promise.all(groups.slice(at, at + questionsAtOnce).map(closeUnlessAllowed));
    }
  }

  async function closeUnlessAllowed(group: Connection[]): Promise<void> {
    const [first] = group;
    if (first === undefined) return;
    const answer = await authorize(first.request, first.organizationId);
    if (typeof answer !== "number") return;
    for (const { socket } of group) socket.close(closeCodes[answer]);
  }

  let timer = setTimeout(keepAuthorizing, authorizeEveryMs);
  function keepAuthorizing(): void {
    authorizeAgain(connections)
      .catch(sayAway)
      .finally(() => {
        if (!isDraining) timer = setTimeout(keepAuthorizing, authorizeEveryMs);
      });
  }

  /** Organizations that were told of deliveries within a second, and whether more has happened since. */
  const told = new Map<string, { goesOn: boolean }>();

  function tellOfDeliveries(organizationId: string): void {
    const before = told.get(organizationId);
    if (before !== undefined) {
      before.goesOn = true;
      return;
    }
    for (const { socket, organizationId: id } of connections)
      if (id === organizationId) send(socket, { type: "deliveries" });
    const now = { goesOn: false };
    told.set(organizationId, now);
    setTimeout(() => {
      told.delete(organizationId);
      if (now.goesOn) tellOfDeliveries(organizationId);
    }, restMs).unref();
  }

  /** While the database is away nothing happens that could be told. */
  function sayAway(error: unknown): void {
    log.debug({ err: error }, "cannot ask whether sockets may go on");
  }

  return {
    handleUpgrade: (request, socket, head) => {
      const organization = addressPattern.exec(request.url ?? "")?.[1];
      if (organization === undefined) return false;
      accept(request, socket, head, organization).catch((error) => {
        log.warn({ err: error }, "cannot open a dashboard socket");
        rejectUpgrade(socket, 503);
      });
      return true;
    },
    tell: (events) => {
      const open = Map.groupBy(connections, (connection) => connection.organizationId);
      for (const { organizationId, position: at, type, subjectId } of events) {
        for (const { socket, userId } of open.get(organizationId) ?? []) {
          // Nobody is asked first: what comes after it is none of theirs.
          if (endsMembership(type) && userId === subjectId) socket.close(closeCodes[404]);
          else send(socket, { type: "event", position: at, event: { type, subjectId } });
        }
        if (changesAccess(type)) authorizeAgain(open.get(organizationId) ?? []).catch(sayAway);
      }
    },
    tellOfDeliveries,
    askAgain: (userId) => {
      const theirs = [...connections].filter((connection) => connection.userId === userId);
      authorizeAgain(theirs).catch(sayAway);
    },
    closeAllOf: (organizationId) => {
      for (const { socket, organizationId: id } of connections)
        if (id === organizationId) socket.close(closeCodes[404]);
    },
    count: () => connections.size,
    drain: () => {
      isDraining = true;
      clearTimeout(timer);
      heartbeat.stop();
      sayGoodbye(Array.from(connections, ({ socket }) => socket));
    },
  };
}

function sessionOf({ request, organizationId }: Connection): string {
  const { cookie = "", origin = "" } = request.headers;
  return `${organizationId}\n${origin}\n${cookie}`;
}

function send(socket: WebSocket, message: DashboardMessage): void {
  if (socket.readyState !== WebSocket.OPEN) return;
  if (socket.bufferedAmount > largestBacklog) socket.terminate();
  else socket.send(JSON.stringify(message));
}

function destroy(this: Duplex): void {
  this.destroy();
}
