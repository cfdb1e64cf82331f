import { WebSocket } from "ws";
import { z } from "zod";
import { answer } from "./answer.ts";

const question = z.discriminatedUnion("type", [
  /** Opens more sockets. Answered when all have been greeted. */
  z.object({ type: z.literal("open"), url: z.string(), count: z.number() }),
  /** From now on messages are timed. */
  z.object({ type: z.literal("arm") }),
  /** Answered when every socket has got the same message: with the moment of each, on the clock of {@link now}. */
  z.object({ type: z.literal("arrivals") }),
  z.object({ type: z.literal("close") }),
]);

const openedAtOnce = 100;
const sockets: WebSocket[] = [];
let message: Buffer | null = null;
let times = new Float64Array(0);
let arrived = 0;
let wakeUp = () => {};

answer(question, async (asked) => {
  switch (asked.type) {
    case "open":
      for (let left = asked.count; left > 0; left -= openedAtOnce) {
        await Promise.all(Array.from({ length: Math.min(left, openedAtOnce) }, () => open(asked.url)));
      }
      return { open: sockets.length };
    case "arm":
      message = null;
      arrived = 0;
      times = new Float64Array(sockets.length);
      return { armed: true };
    case "arrivals":
      await new Promise<void>((resolve) => {
        wakeUp = resolve;
        if (arrived === sockets.length) resolve();
      });
      return { times, text: message?.toString() ?? "" };
    case "close":
      await Promise.all(sockets.splice(0).map(close));
      return { open: 0 };
  }
});

/** A clock that all processes of a machine share, in milliseconds. */
function now(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

function open(url: string): Promise<void> {
  const socket = new WebSocket(url, { perMessageDeflate: false, skipUTF8Validation: true });
  return new Promise((resolve, reject) => {
    socket.once("message", () => {
      sockets.push(socket);
      socket.on("message", arrive);
      resolve();
    });
    socket.on("error", reject);
    socket.on("close", lost);
  });
}

function arrive(data: Buffer): void {
  times[arrived++] = now();
  message ??= data;
  if (!data.equals(message) || arrived > sockets.length) throw new Error("A socket got another message");
  if (arrived === sockets.length) wakeUp();
}

function close(socket: WebSocket): Promise<void> {
  socket.off("close", lost);
  return new Promise((resolve) => {
    socket.once("close", () => resolve());
    socket.close();
  });
}

function lost(): void {
  throw new Error("A socket was lost");
}
