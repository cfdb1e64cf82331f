import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { WebSocketServer } from "ws";
import { z } from "zod";
import { answer } from "./answer.ts";
import "./probe.ts";

/** The barest way to tell many sockets something: `ws` and a loop over them. */
let greeting = "";

const server = createServer(async (request, response) => {
  const message = Buffer.from(await text(request));
  response.writeHead(204).end(() => {
    for (const client of sockets.clients) client.send(message, { binary: false });
  });
});
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
sockets.on("connection", (client) => {
  client.send(greeting);
});

answer(z.object({ greeting: z.string() }), async (asked) => {
  greeting = asked.greeting;
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  return { port: typeof address === "object" ? address?.port : undefined };
});
