import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { answer } from "./answer.ts";

/** Answers checks, and keeps which one came when. */
let arrivals: [id: string, at: number][] = [];

const http = createServer((request, response) => {
  arrivals.push([(request.url ?? "/").slice(1), Date.now()]);
  response.writeHead(200, { "content-type": "text/plain" }).end("All is well.");
});

const question = z.discriminatedUnion("type", [
  z.object({ type: z.literal("listen") }),
  z.object({ type: z.literal("arrivals") }),
]);

answer(question, async ({ type }) => {
  if (type === "listen") {
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", 4_096, resolve));
    const { port } = http.address() as AddressInfo; // Of a server that listens at a port.
    return { port };
  }
  const since = arrivals;
  arrivals = [];
  return { arrivals: since };
});
