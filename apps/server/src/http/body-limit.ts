import type { HttpBindings } from "@hono/node-server";
import { bodyLimit } from "hono/body-limit";
import { createMiddleware } from "hono/factory";
import { toResponse } from "./api.ts";
import { answer } from "./errors.ts";

interface Env {
  Bindings: HttpBindings;
  Variables: { requestId: string };
}

/** An image of 1 MB as Base64, and the JSON around it. */
const largestUpload = 1_450 * 1024;
const uploadPattern = /^\/api\/v1\/(me\/avatar|organizations\/[^/]+\/status-pages\/[^/]+\/images\/[^/]+)\/?$/;

/** A file of subscribers, or of another product, as a text in JSON. */
const largestFile = 24 * 1024 * 1024;
const filePattern =
  /^\/api\/v1\/organizations\/[^/]+\/(?:status-pages\/[^/]+\/subscriber-imports|imports)\/?$/;

/** Ten thousand points of a metric, each with a time as a text and a value of many digits. */
const largestFeed = 1024 * 1024;
const feedPattern = /^\/api\/v1\/organizations\/[^/]+\/metrics\/[^/]+\/points\/?$/;

/** Refuses bodies that are larger than what is asked for can need. */
export function limitBody() {
  const usual = limit(256 * 1024);
  const upload = limit(largestUpload, "This file is too large. Send an image of 1 MB at most.");
  const file = limit(largestFile, "This file is too large. Send 20 MB at most, or split it.");
  const feed = limit(largestFeed, "These points are over 1 MB. Send less at once.");
  return createMiddleware<Env>((c, next) => {
    const { method, path } = c.req;
    if (method === "PUT" && uploadPattern.test(path)) return upload(c, next);
    if (method !== "POST") return usual(c, next);
    if (feedPattern.test(path)) return feed(c, next);
    return filePattern.test(path) ? file(c, next) : usual(c, next);
  });
}

function limit(maxSize: number, message?: string) {
  return bodyLimit({
    maxSize,
    onError: (c) => {
      const { headers, ...refused } = answer("payload_too_large", c.get("requestId"), message);
      // What is left of the body is not read, so no other request can follow on this connection.
      return toResponse({ ...refused, headers: { ...headers, connection: "close" } });
    },
  });
}
