import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

export interface Network extends AsyncDisposable {
  /** The address of `databaseUrl`, by way of this network. */
  readonly url: string;
  /**
   * Loses all that is sent from now on, in both directions and without a word, also on new connections.
   * Connections that are open now never work again.
   */
  lose: () => void;
  /** New connections work again. */
  restore: () => void;
}

/** What is between a server and its database, so that it can fail as networks do. */
export async function startNetwork(databaseUrl: string): Promise<Network> {
  const url = new URL(databaseUrl);
  const target = { host: url.hostname, port: Number(url.port) };
  const open = new Set<Socket>();
  let isLost = false;

  const server = createServer((near) => {
    open.add(near);
    near.on("error", () => {});
    // Lost connections have to be read, or nobody would notice their end.
    if (isLost) return void near.resume();
    const far = connect(target);
    open.add(far);
    far.on("error", () => near.destroy());
    near.pipe(far);
    far.pipe(near);
    near.on("close", () => far.destroy());
    far.on("close", () => near.destroy());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  url.port = String(typeof address === "object" && address !== null ? address.port : 0);

  return {
    url: url.href,
    lose: () => {
      isLost = true;
      for (const socket of open) socket.unpipe().resume();
    },
    restore: () => {
      isLost = false;
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}
