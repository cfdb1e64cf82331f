import type { WebSocket } from "ws";

export interface Heartbeat {
  watch: (socket: WebSocket) => void;
  stop: () => void;
}

/** Time within which a socket has to answer a ping. */
export const heartbeatMs = 30_000;
const slicesPerHeartbeat = 30;

/**
 * Pings all watched sockets by one timer, a slice of them each second, and ends those that have not answered since
 * the ping before.
 */
export function startHeartbeat(): Heartbeat {
  const sockets = new Set<WebSocket>();
  const silent = new Set<WebSocket>();
  let round: Iterator<WebSocket> = sockets.values();
  let tick = 0;

  function heard(this: WebSocket): void {
    silent.delete(this);
  }
  function closed(this: WebSocket): void {
    silent.delete(this);
    sockets.delete(this);
  }

  const timer = setInterval(() => {
    // Few sockets are done before the time is up, and then left in peace until it is.
    if (tick++ % slicesPerHeartbeat === 0) round = sockets.values();
    for (let left = Math.ceil(sockets.size / slicesPerHeartbeat); left > 0; left--) {
      const { value: socket, done } = round.next();
      if (done === true) return;
      if (silent.has(socket)) {
        socket.terminate();
      } else {
        silent.add(socket);
        socket.ping();
      }
    }
  }, heartbeatMs / slicesPerHeartbeat);

  return {
    watch: (socket) => {
      sockets.add(socket);
      socket.on("pong", heard);
      socket.on("close", closed);
      socket.on("error", ignore);
    },
    stop: () => clearInterval(timer),
  };
}

/** A broken connection also closes the socket, and that is where it is dealt with. */
function ignore(): void {}
