import { createHash } from "node:crypto";
import type { HttpBindings } from "@hono/node-server";
import { createMiddleware } from "hono/factory";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { bearerOf } from "../api-keys/recognize.ts";
import { networkOf } from "../network.ts";
import { toResponse } from "./api.ts";
import { answer } from "./errors.ts";

interface Env {
  Bindings: HttpBindings;
  Variables: { requestId: string };
}

const requestsPerMinute = { caller: 6_000, network: 60_000 };

/**
 * Keeps one caller from taking the whole server, in this process. Counted per session or key, or else per network; and
 * per network, since nobody has looked yet whether a session or a key is one.
 */
export function rateLimitApi() {
  const callers = new RateLimiterMemory({ points: requestsPerMinute.caller, duration: 60 });
  const networks = new RateLimiterMemory({ points: requestsPerMinute.network, duration: 60 });
  return createMiddleware<Env>(async (c, next) => {
    const credentials = bearerOf(c.req.raw.headers) ?? c.req.header("cookie");
    const network = networkOf(c.env.incoming.socket.remoteAddress ?? "unknown");
    const caller =
      credentials === undefined ? network : createHash("sha256").update(credentials).digest("base64url");
    try {
      await networks.consume(network);
      await callers.consume(caller);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      const seconds = Math.ceil(error.msBeforeNext / 1000);
      const refused = answer(
        "rate_limited",
        c.get("requestId"),
        `Too many requests. Wait ${seconds} seconds.`,
      );
      return toResponse({ ...refused, headers: { "retry-after": String(seconds) } });
    }
    return next();
  });
}
