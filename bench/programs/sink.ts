import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";
import { z } from "zod";
import { answer } from "./answer.ts";

/** Takes mails and posts as fast as they come, and says when so many were there. The first after a reset it keeps. */
let taken = 0;
let first = { head: {} as Record<string, string>, content: "" };
let waiting: { count: number; resolve: (at: number) => void } | null = null;

function take(): void {
  taken++;
  if (waiting === null || taken < waiting.count) return;
  waiting.resolve(Number(process.hrtime.bigint()) / 1e6);
  waiting = null;
}

const mail = new SMTPServer({
  disabledCommands: ["AUTH", "STARTTLS"],
  logger: false,
  onData: (stream, _session, callback) => {
    if (taken === 0)
      void text(stream).then((content) => {
        first = { head: {}, content };
      });
    else stream.resume();
    stream.on("end", () => {
      take();
      callback();
    });
  },
});
const http = createServer((request, response) => {
  if (taken === 0)
    void text(request).then((content) => {
      first = {
        head: Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
        ),
        content,
      };
    });
  else request.resume();
  request.on("end", () => {
    take();
    response.writeHead(204).end();
  });
});

const question = z.discriminatedUnion("type", [
  z.object({ type: z.literal("listen") }),
  z.object({ type: z.literal("reset") }),
  z.object({ type: z.literal("first") }),
  z.object({ type: z.literal("until"), count: z.number() }),
]);

answer(question, async (asked) => {
  switch (asked.type) {
    case "listen": {
      const smtp = mail.listen(0, "127.0.0.1");
      http.listen(0, "127.0.0.1");
      await Promise.all(
        [smtp, http].map((server) => new Promise((resolve) => server.once("listening", resolve))),
      );
      return { mailPort: portOf(smtp.address()), httpPort: portOf(http.address()) };
    }
    case "reset":
      taken = 0;
      return { taken };
    case "first":
      return first;
    case "until": {
      const { count } = asked;
      if (taken >= count) return { at: Number(process.hrtime.bigint()) / 1e6 };
      const at = await new Promise<number>((resolve) => {
        waiting = { count, resolve };
      });
      return { at };
    }
  }
});

function portOf(address: AddressInfo | string | null): number {
  return typeof address === "object" ? (address?.port ?? 0) : 0;
}
