import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { DashboardMessage } from "@fanal/contract";
import type { Logger } from "pino";
import { WebSocket, WebSocketServer } from "ws";
import type { FanalEvent } from "../events/types.ts";
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
  log: Logger;
}

export interface OperatorGateway {
  /** Takes over an upgrade to `/api/v1/organizations/{organization}/live`; false for other addresses. */
  handleUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean;
  /** Tells the organizations' open dashboards what happened. */
  tell: (events: FanalEvent[]) => void;
  count: () => number;
  drain: () => void;
}

interface Connection {
  socket: WebSocket;
  organizationId: string;
  /** Asked again whether it may go on. */
  request: IncomingMessage;
  organization: string;
}

const addressPattern = /^\/api\/v1\/organizations\/([^/?]+)\/live\/?(?:\?.*)?$/;
/** How long somebody who was removed or signed out may still see events. */
const authorizeEveryMs = 2_000;
const closeCodes = { 401: 4401, 403: 4403, 404: 4403 } as const;

/** The signed-in sockets of dashboards: they learn what happened and fetch what it made stale. */
export function createOperatorGateway({ authorize, position, log }: OperatorGatewayOptions): OperatorGateway {
  const server = new WebSocketServer({ noServer: true, clientTracking: false, maxPayload: 1024 });
  const connections = new Set<Connection>();
  const heartbeat = startHeartbeat(() => Array.from(connections, ({ socket }) => socket));

  async function accept(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    organization: string,
  ): Promise<void> {
    const answer = await authorize(request, organization);
    if (typeof answer === "number") return rejectUpgrade(socket, answer);
    const { organizationId } = answer;
    server.handleUpgrade(request, socket, head, (client) => {
      const connection = { socket: client, organizationId, request, organization: organizationId };
      connections.add(connection);
      heartbeat.watch(client);
      client.on("close", () => connections.delete(connection));
      send(client, { type: "hello", position: position(organizationId) });
    });
  }

  const timer = setInterval(() => {
    for (const connection of connections) {
      authorize(connection.request, connection.organization).then(
        (answer) => {
          if (typeof answer === "number") connection.socket.close(closeCodes[answer]);
        },
        // While the database is away nothing happens that could be told.
        (error) => log.debug({ err: error }, "cannot ask whether a socket may go on"),
      );
    }
  }, authorizeEveryMs);

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
      for (const { organizationId, position: at, type, subjectId } of events) {
        for (const connection of connections) {
          if (connection.organizationId !== organizationId) continue;
          send(connection.socket, { type: "event", position: at, event: { type, subjectId } });
        }
      }
    },
    count: () => connections.size,
    drain: () => {
      clearInterval(timer);
      heartbeat.stop();
      for (const { socket } of connections) socket.close(1001, "The server restarts");
    },
  };
}

function send(socket: WebSocket, message: DashboardMessage): void {
  if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
}
