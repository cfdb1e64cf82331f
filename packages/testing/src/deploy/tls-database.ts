import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { createSecureContext, TLSSocket } from "node:tls";
import { makeSamlKey } from "../saml-stand-in.ts";

export interface TlsDatabase extends AsyncDisposable {
  /** Address of the database behind it. */
  readonly url: string;
}

/** What PostgreSQL's clients send first when they want TLS: its length, and a code. */
const wish = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

/** A way to a database that takes nothing but TLS, with a certificate that nobody but itself has signed. */
export async function startTlsDatabase(databaseUrl: string): Promise<TlsDatabase> {
  const { privateKey: key, certificate: cert } = await makeSamlKey();
  const secureContext = createSecureContext({ key, cert });
  const url = new URL(databaseUrl);
  const target = { host: url.hostname, port: Number(url.port) };
  const open = new Set<Socket>();
  const server = createServer((near) => {
    open.add(near.on("error", () => {}).on("close", () => open.delete(near)));
    near.once("data", (first) => {
      if (!wish.equals(first)) return void near.destroy();
      near.write("S");
      const plain = new TLSSocket(near, { isServer: true, secureContext });
      const far = connect(target).on("error", () => plain.destroy());
      plain.on("error", () => far.destroy()).on("close", () => far.destroy());
      plain.pipe(far).pipe(plain);
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  url.port = String(typeof address === "object" && address !== null ? address.port : 0);
  return {
    url: url.href,
    [Symbol.asyncDispose]: async () => {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}
