import type { WebSocket } from "ws";

/** Who has not answered by then is gone already, and the server need not wait for it. */
const patienceMs = 2_000;

/** Asks sockets to go, and come back to another process or a new one. */
export function sayGoodbye(sockets: Iterable<WebSocket>): void {
  const leaving = [...sockets];
  for (const socket of leaving) socket.close(1001, "The server restarts");
  setTimeout(() => {
    for (const socket of leaving) socket.terminate();
  }, patienceMs).unref();
}
