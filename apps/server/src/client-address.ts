import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import proxyAddress from "@fastify/proxy-addr";

/** Tells the address that a request comes from; `null`: its connection is gone already. */
export type ClientAddress = (request: IncomingMessage) => string | null;

/**
 * The address of the connection, unless it is that of a proxy which the operator trusts: then the last one in
 * `X-Forwarded-For` that is none of theirs. Anybody can send that header, so nobody else is believed it.
 *
 * @param trusted addresses and subnets of proxies
 */
export function createClientAddress(trusted: readonly string[]): ClientAddress {
  const isTrusted = proxyAddress.compile([...trusted]);
  return (request) => {
    const ofConnection = request.socket.remoteAddress ?? null;
    if (ofConnection === null || !isTrusted(ofConnection, 0)) return ofConnection;
    const said = proxyAddress(request, isTrusted);
    return isIP(said) === 0 ? ofConnection : said;
  };
}

/** Whether this is an address, or a subnet like `10.0.0.0/8`. */
export function isNetwork(text: string): boolean {
  const [address = ""] = text.split("/");
  try {
    proxyAddress.compile(text);
    return isIP(address) !== 0;
  } catch {
    return false;
  }
}
