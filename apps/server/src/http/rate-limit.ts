import { createHash } from "node:crypto";
import type { HttpBindings } from "@hono/node-server";
import { createMiddleware } from "hono/factory";
import { parseSigned } from "hono/utils/cookie";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { isWellFormedKey } from "../api-keys/key.ts";
import { bearerOf } from "../api-keys/recognize.ts";
import type { ClientAddress } from "../client-address.ts";
import { networkOf } from "../network.ts";
import { toResponse } from "./api.ts";
import { answer } from "./errors.ts";

interface Env {
  Bindings: HttpBindings;
  Variables: { requestId: string };
}

const requestsPerMinute = { caller: 6_000, network: 60_000 };

/** What each caller may do, as `RateLimit-Policy` tells it. */
export const rateLimitPolicy = `"caller";q=${requestsPerMinute.caller};w=60`;

/** How sessions are told from what a client made up. */
export interface SessionCookie {
  name: string;
  secret: string;
}

/**
 * Keeps one caller from taking the whole server, in this process. Counted per session or key, or else per network; and
 * per network, since nobody has looked yet whether a session or a key has ended.
 */
export function rateLimitApi(cookie: SessionCookie, clientAddress: ClientAddress) {
  const callers = new RateLimiterMemory({ points: requestsPerMinute.caller, duration: 60 });
  const networks = new RateLimiterMemory({ points: requestsPerMinute.network, duration: 60 });
  return createMiddleware<Env>(async (c, next) => {
    const credentials = await credentialsOf(c.req.raw.headers, cookie);
    const network = networkOf(clientAddress(c.env.incoming) ?? "unknown");
    const caller =
      credentials === null ? network : createHash("sha256").update(credentials).digest("base64url");
    const { left, isRefused } = await networks
      .consume(network)
      .then(() => callers.consume(caller))
      .then((rest) => ({ left: rest, isRefused: false }), refusalOf);
    if (isRefused) {
      c.res = toResponse(tooManyRequests(c.get("requestId"), secondsUntil(left)));
    } else await next();
    c.header("ratelimit-policy", rateLimitPolicy);
    c.header("ratelimit", `"caller";r=${left.remainingPoints};t=${secondsUntil(left)}`);
  });
}

function refusalOf(error: unknown): { left: RateLimiterRes; isRefused: boolean } {
  if (!(error instanceof RateLimiterRes)) throw error;
  return { left: error, isRefused: true };
}

function secondsUntil({ msBeforeNext }: RateLimiterRes): number {
  return Math.ceil(msBeforeNext / 1000);
}

/** The answer to whoever asks too often. */
export function tooManyRequests(requestId: string, seconds: number) {
  const refused = answer("rate_limited", requestId, `Too many requests. Wait ${seconds} seconds.`);
  return { ...refused, headers: { "retry-after": String(seconds) } };
}

/** Only what we made counts as a caller of its own: others cost their network, however many somebody invents. */
async function credentialsOf(headers: Headers, { name, secret }: SessionCookie): Promise<string | null> {
  const key = bearerOf(headers);
  if (key !== null) return isWellFormedKey(key) ? key : null;
  const cookies = headers.get("cookie");
  return cookies === null ? null : (await parseSigned(cookies, secret, name))[name] || null;
}
