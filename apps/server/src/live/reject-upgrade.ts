import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { safetyHeaders } from "../safety-headers.ts";

const safety = safetyHeaders()
  .map(([name, value]) => `${name}: ${value}\r\n`)
  .join("");

/** Refuses to open a socket, with the status that a request would get. */
export function rejectUpgrade(socket: Duplex, status: 400 | 401 | 403 | 404 | 429 | 503): void {
  socket.on("error", () => socket.destroy());
  // Nobody else ends this connection any more, and the other side may never do so.
  socket.once("finish", () => socket.destroy());
  const retry = status === 429 || status === 503 ? "Retry-After: 5\r\n" : "";
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${retry}${safety}Connection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}
