import { lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import { Agent, type Dispatcher, request } from "undici";
import { inSpan } from "./tracing.ts";

/** How addresses are asked that people have typed. */
export interface Outgoing {
  /** Throws {@link PrivateAddressError} for those of our own network. */
  ask: (address: string, options: OutgoingOptions) => Promise<Answer>;
  /** Whether addresses without TLS are asked too. */
  allowsHttp: boolean;
}

interface OutgoingOptions {
  method?: Dispatcher.HttpMethod;
  headers?: Record<string, string>;
  body?: string | Uint8Array | null | undefined;
  signal?: AbortSignal | undefined;
  /** For a whole answer. */
  timeoutMs?: number;
  /** Reads no more than so many bytes of the answer, instead of refusing one that is too large. */
  firstBytes?: number;
  /** Connects anew, and asks without TLS too where the address says so: for what is to be measured, and holds no secret. */
  isProbe?: boolean;
}

/** What was answered, all of it. */
export interface Answer {
  status: number;
  /** By their names in lower case. */
  headers: Record<string, string | string[] | undefined>;
  /** As it came: nothing that was packed is unpacked, which would have no bound. */
  content: Uint8Array<ArrayBuffer>;
}

/** Said of an address that only this machine, or its own network, can reach. */
export class PrivateAddressError extends Error {
  readonly host: string;

  constructor(host: string) {
    super(`${host} leads to a private address`);
    this.host = host;
  }
}

/** Whoever was asked took longer than they may. */
export class TimeoutError extends Error {
  constructor(milliseconds: number) {
    super(`There was no whole answer within ${milliseconds / 1000} seconds`);
  }
}

const mostMs = 10_000;
const mostBytes = 1_048_576;

/**
 * Whoever may type an address could otherwise have the server ask what only the server can reach. Names are looked up
 * once, and what they lead to is what is asked. Redirects are not followed; answers have ten seconds, unless it is said
 * otherwise, and 1 MB.
 */
export function createOutgoing({ allowsPrivateNetworks }: { allowsPrivateNetworks: boolean }): Outgoing {
  const dispatcher = new Agent({
    connect: { timeout: mostMs, ...(allowsPrivateNetworks ? {} : { lookup: lookupPublic }) },
    maxResponseSize: mostBytes,
  });
  async function ask(
    address: string,
    {
      method = "GET",
      headers = {},
      body = null,
      signal,
      timeoutMs = mostMs,
      firstBytes,
      isProbe = false,
    }: OutgoingOptions,
  ): Promise<Answer> {
    const url = new URL(address);
    const { protocol, hostname } = url;
    if (protocol !== "https:" && !((allowsPrivateNetworks || isProbe) && protocol === "http:"))
      throw new TypeError("Only https is asked");
    // An address in the place of a name is not looked up.
    if (!allowsPrivateNetworks) requirePublic(hostname.replace(/^\[|\]$/g, ""), hostname);
    // A signal of `AbortSignal.timeout` stays until its time is over; of what is told there are thousands a second.
    const limit = new AbortController();
    const abort = () => limit.abort(signal?.reason);
    const timer = setTimeout(() => limit.abort(new TimeoutError(timeoutMs)), timeoutMs);
    signal?.addEventListener("abort", abort);
    if (signal?.aborted) abort();
    try {
      // Of the address only the host: paths of webhooks and chats are secrets.
      const attributes = { "http.request.method": method, "server.address": hostname };
      const answer = await inSpan(`HTTP ${method}`, { kind: "asks", attributes }, async (note) => {
        const answered = await request(url, {
          method,
          headers,
          body,
          dispatcher,
          signal: limit.signal,
          reset: isProbe,
        });
        note({ "http.response.status_code": answered.statusCode });
        return answered;
      });
      const content =
        firstBytes === undefined
          ? new Uint8Array(await answer.body.arrayBuffer())
          : await readFirst(answer.body, firstBytes);
      return { status: answer.statusCode, headers: answer.headers, content };
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    }
  }

  return { ask, allowsHttp: allowsPrivateNetworks };
}

/** Whoever leaves the loop ends the stream, and with it the connection. */
async function readFirst(body: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size >= most) break;
  }
  return new Uint8Array(Buffer.concat(chunks, Math.min(size, most)));
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
