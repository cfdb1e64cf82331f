import { createServer } from "node:http";
import { z } from "zod";
import { answer } from "./answer.ts";
import "./probe.ts";

/** The barest server that `node:http` allows: finished answers by address, and nothing else. */
const answers = new Map<string, { status: number; headers: string[]; body: Buffer }>();

const server = createServer((request, response) => {
  const found = answers.get(request.url ?? "");
  if (found === undefined) response.writeHead(404).end();
  else if (found.status === 304) response.writeHead(304, found.headers).end();
  else response.writeHead(found.status, found.headers).end(found.body);
});

const question = z.array(
  z.object({
    path: z.string(),
    status: z.number(),
    headers: z.array(z.string()),
    body: z.instanceof(Uint8Array),
  }),
);

answer(question, async (given) => {
  for (const { path, body, ...head } of given) answers.set(path, { ...head, body: Buffer.from(body) });
  if (!server.listening) {
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
  }
  const address = server.address();
  return { port: typeof address === "object" ? address?.port : undefined };
});
