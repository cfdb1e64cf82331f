import { z } from "zod";
import { median, p99 } from "./numbers.ts";
import { type Program, startProgram } from "./program.ts";

/** A program that holds the other ends of a server's sockets. */
export interface Audience extends AsyncDisposable {
  /** Opens more sockets. Resolves when all have been greeted. */
  open: (url: string, count: number) => Promise<void>;
  /** Closes all. */
  close: () => Promise<void>;
  /** Times one message to all. `act` sends it and resolves when the server has answered. */
  time: (act: () => Promise<unknown>) => Promise<Round>;
}

export interface Round {
  /** From the answer until each socket had the message, in milliseconds; below zero for those that had it before. */
  delays: Float64Array;
  /** From the first socket that had it to the last, in milliseconds. */
  spread: number;
  text: string;
}

export function startAudience(): Audience {
  const program = startProgram("sockets");
  return {
    open: async (url, count) => {
      await program.ask({ type: "open", url, count }, z.object({ open: z.number() }));
    },
    close: async () => {
      await program.ask({ type: "close" }, z.object({ open: z.number() }));
    },
    time: async (act) => {
      await program.ask({ type: "arm" }, z.object({ armed: z.literal(true) }));
      await act();
      const answeredAt = Number(process.hrtime.bigint()) / 1e6;
      const { times, text } = await program.ask(
        { type: "arrivals" },
        z.object({ times: z.instanceof(Float64Array), text: z.string() }),
      );
      const [first = 0, last = 0] = [times.at(0), times.at(-1)];
      return { delays: times.map((time) => time - answeredAt), spread: last - first, text };
    },
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}

export interface BareBroadcast extends AsyncDisposable {
  readonly url: string;
  readonly program: Program;
  /** Has it send a text to all. Resolves when it has answered, which it does before it sends. */
  send: (text: string) => Promise<void>;
}

/** A bare `ws` server in a process of its own, which greets each socket. */
export async function startBareBroadcast(greeting: string): Promise<BareBroadcast> {
  const program = startProgram("broadcast-server");
  const { port } = await program.ask({ greeting }, z.object({ port: z.number() }));
  return {
    url: `ws://127.0.0.1:${port}/`,
    program,
    send: async (body) => {
      const response = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body });
      if (!response.ok) throw new Error(`The broadcast answered ${response.status}`);
    },
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}

/** From the answer until the last socket had the message, in milliseconds, in the middle of the rounds. */
export function lastDelay(rounds: readonly Round[]): number {
  return median(rounds.map(({ delays }) => delays.at(-1) ?? 0));
}

/** p99 over all rounds and sockets, in milliseconds. */
export function p99Delay(rounds: readonly Round[]): number {
  return p99(Float64Array.from(rounds.flatMap(({ delays }) => Array.from(delays))));
}
