import { createServer, type RequestListener, type Server } from "node:http";

export class PortTakenError extends Error {}

interface ListenOptions {
  host: string;
  port: number;
  onRequest: RequestListener;
  /** Told of what goes wrong while it listens. */
  onError: (error: Error) => void;
  patience?: Patience;
}

/** How long a client may take, in milliseconds. Who is slower is cut off, so that none holds what others need. */
export interface Patience {
  /** For the headers of a request to be whole. */
  headers: number;
  /** For all of a request to be whole. */
  request: number;
  /** Between two requests on a connection. */
  between: number;
  /** For anything to move, also while an answer is taken. Sockets have their own heartbeat. */
  stillness: number;
}

const usualPatience: Patience = { headers: 10_000, request: 30_000, between: 65_000, stillness: 60_000 };

const options = {
  maxHeaderSize: 16 * 1024,
  // No stream is made for a body that a request does not have: about a tenth of what answering 304 costs.
  optimizeEmptyRequests: true,
};

export async function listen({
  host,
  port,
  onRequest,
  onError,
  patience = usualPatience,
}: ListenOptions): Promise<Server> {
  const { headers, request, between, stillness } = patience;
  const times = { headersTimeout: headers, requestTimeout: request, keepAliveTimeout: between };
  const server = createServer(
    { ...options, ...times, connectionsCheckingInterval: Math.min(5_000, headers) },
    onRequest,
  );
  server.timeout = stillness;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(explain(error, host, port)));
    server.listen(port, host, resolve);
  });
  // What goes wrong later is a connection that could not be accepted, and the next one may be.
  server.removeAllListeners("error").on("error", onError);
  return server;
}

const sweepMs = 100;

/**
 * Stops accepting, lets requests that are under way finish, and resolves when the last connection is closed. What still
 * comes on an open connection is answered, and that answer is its last one. What is open after `graceMs` is cut off.
 */
export function closeServer(server: Server, graceMs: number): Promise<void> {
  server.prependListener("request", (_request, response) => response.setHeader("connection", "close"));
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), graceMs);
    const sweep = setInterval(() => server.closeIdleConnections(), sweepMs);
    server.close(() => {
      clearTimeout(force);
      clearInterval(sweep);
      resolve();
    });
    server.closeIdleConnections();
  });
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code) {
    case "EADDRINUSE":
      return new PortTakenError(
        `Port ${port} is taken by another program. Stop it, or choose another port, for example: PORT=${port + 1} npm start`,
      );
    case "EACCES":
      return new PortTakenError(
        `Port ${port} may not be used by this user. Choose one above 1023 with PORT.`,
      );
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return new PortTakenError(`HOST=${host} is no address of this machine. Use 127.0.0.1 or 0.0.0.0.`);
    default:
      return error;
  }
}
