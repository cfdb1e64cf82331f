import { connect, createServer } from "node:net";
import { z } from "zod";
import { answer } from "./answer.ts";

/** Stands between a browser and a server, and counts what really goes over the wire. */
let received = 0;
let target = 0;

const server = createServer((browser) => {
  const upstream = connect(target, "127.0.0.1");
  upstream.on("data", (chunk) => {
    received += chunk.length;
  });
  browser.pipe(upstream).pipe(browser);
  browser.on("error", () => upstream.destroy());
  upstream.on("error", () => browser.destroy());
});

answer(z.object({ port: z.number() }), async ({ port }) => {
  target = port;
  if (!server.listening) {
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
  }
  const address = server.address();
  return { port: typeof address === "object" ? address?.port : undefined, received };
});
