import { createHash } from "node:crypto";
import type { HttpBindings } from "@hono/node-server";
import { createMiddleware } from "hono/factory";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { toResponse } from "./api.ts";
import { answer } from "./errors.ts";

interface Env {
  Bindings: HttpBindings;
  Variables: { requestId: string };
}

const requestsPerMinute = 6_000;

/** Keeps one caller from taking the whole server: counted per session or key, or else per address, in this process. */
export function rateLimitApi() {
  const limiter = new RateLimiterMemory({ points: requestsPerMinute, duration: 60 });
  return createMiddleware<Env>(async (c, next) => {
    const credentials = c.req.header("authorization") ?? c.req.header("cookie");
    const caller =
      credentials === undefined
        ? (c.env.incoming.socket.remoteAddress ?? "unknown")
        : createHash("sha256").update(credentials).digest("base64url");
    try {
      await limiter.consume(caller);
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
