import { lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import { Agent, fetch as undiciFetch } from "undici";

/** How addresses are asked that people have typed. */
export interface Outgoing {
  /** Throws {@link PrivateAddressError} for those of our own network. */
  ask: (address: string, options: OutgoingOptions) => Promise<Response>;
  /** Whether addresses without TLS are asked too. */
  allowsHttp: boolean;
}

interface OutgoingOptions {
  method?: string;
  headers?: Record<string, string>;
  body?: string | URLSearchParams | Uint8Array | ArrayBuffer | ReadableStream | null | undefined;
  signal?: AbortSignal | undefined;
}

/** Said of an address that only this machine, or its own network, can reach. */
export class PrivateAddressError extends Error {
  readonly host: string;

  constructor(host: string) {
    super(`${host} leads to a private address`);
    this.host = host;
  }
}

const timeoutMs = 10_000;
const mostBytes = 1_048_576;

/**
 * Whoever may type an address could otherwise have the server ask what only the server can reach. Names are looked up
 * once, and what they lead to is what is asked. Redirects are not followed; answers have ten seconds and 1 MB.
 */
export function createOutgoing({ allowsPrivateNetworks }: { allowsPrivateNetworks: boolean }): Outgoing {
  const agent = new Agent({
    connect: { timeout: timeoutMs, ...(allowsPrivateNetworks ? {} : { lookup: lookupPublic }) },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    maxResponseSize: mostBytes,
  });
  async function ask(
    address: string,
    { method = "GET", headers = {}, body = null, signal }: OutgoingOptions,
  ): Promise<Response> {
    const { protocol, hostname } = new URL(address);
    if (protocol !== "https:" && !(allowsPrivateNetworks && protocol === "http:"))
      throw new TypeError("Only https is asked");
    // An address in the place of a name is not looked up.
    if (!allowsPrivateNetworks) requirePublic(hostname.replace(/^\[|\]$/g, ""), hostname);
    const limit = AbortSignal.timeout(timeoutMs);
    const response = await undiciFetch(address, {
      method,
      headers,
      body,
      redirect: "manual",
      dispatcher: agent,
      signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
    }).catch(rethrowCause);
    const content = await response.arrayBuffer();
    const { status } = response;
    // Some statuses may not have even an empty one.
    return new Response(content.byteLength === 0 ? null : content, {
      status,
      headers: [...response.headers],
    });
  }

  return { ask, allowsHttp: allowsPrivateNetworks };
}

const lookupPublic: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return callback(error, []);
    try {
      for (const { address } of addresses) requirePublic(address, hostname);
    } catch (refused) {
      return callback(refused as PrivateAddressError, []); // Nothing else is thrown there.
    }
    callback(null, addresses);
  });
};

function requirePublic(address: string, host: string): void {
  if (isPrivateAddress(address)) throw new PrivateAddressError(host);
}

/** `unicast` is what is none of the ranges that have another use. Names, which are no addresses, are not private. */
export function isPrivateAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() !== "unicast";
}

/** `fetch` hides why it failed. */
function rethrowCause(error: unknown): never {
  if (error instanceof Error && error.cause instanceof PrivateAddressError) throw error.cause;
  throw error;
}
