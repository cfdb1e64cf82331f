import type { WebSocket } from "ws";

export interface Heartbeat {
  watch: (socket: WebSocket) => void;
  stop: () => void;
}

const intervalMs = 30_000;

/** Pings all sockets by one timer, and ends those that have not answered since the ping before. */
export function startHeartbeat(sockets: () => WebSocket[]): Heartbeat {
  const silent = new WeakSet<WebSocket>();
  function heard(this: WebSocket): void {
    silent.delete(this);
  }
  const timer = setInterval(() => {
    for (const socket of sockets()) {
      if (silent.has(socket)) {
        socket.terminate();
      } else {
        silent.add(socket);
        socket.ping();
      }
    }
  }, intervalMs);
  return {
    watch: (socket) => {
      socket.on("pong", heard);
      socket.on("error", ignore);
    },
    stop: () => clearInterval(timer),
  };
}

/** A broken connection also closes the socket, and that is where it is dealt with. */
function ignore(): void {}
