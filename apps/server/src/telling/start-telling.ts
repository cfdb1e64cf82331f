import { setTimeout as pause } from "node:timers/promises";
import type { Database } from "@fanal/database";
import { type Channel, channels } from "@fanal/domain";
import type { Logger } from "pino";
import { runReader } from "../events/reader.ts";
import type { WakeUps } from "../events/wake-up.ts";
import { createHint } from "../hint.ts";
import type { Addresses } from "../status-pages/queries/hosts.ts";
import type { ChannelSender, LinksOf } from "./channel.ts";
import { runLane } from "./lane.ts";
import { noticeReader } from "./notice-reader.ts";
import { tellingReader } from "./reader.ts";

interface TellingOptions {
  /** Of the reader, and of those who send: neither takes the connections of requests. */
  readersDatabase: Database;
  database: Database;
  senders: Record<Channel, ChannelSender>;
  linksOf: LinksOf;
  wakeUps: WakeUps;
  addresses: Addresses;
  /** The reader that has to be past an event before anybody is told of it. */
  after: string;
  /** Told of each attempt that has ended. */
  counted: (delivery: { channel: Channel; state: string }) => void;
  now: () => Date;
  log: Logger;
}

/** What was held back, and what is tried again, comes by the clock. */
const sweepMs = 1_000;
/** What is under way may end; what takes longer goes out again, with the same id. */
const drainMs = 10_000;

/** Writes down whom events are told, subscribers and teams, and tells them, each channel in a lane of its own. */
export function startTelling(options: TellingOptions): AsyncDisposable {
  const { readersDatabase, database, senders, linksOf, wakeUps, addresses, after, counted, now, log } =
    options;
  const readers = [tellingReader({ addresses, now }), noticeReader(addresses)].map((reader) =>
    runReader(reader, { database: readersDatabase, wakeUps, log }),
  );
  const stop = new AbortController();
  const hint = createHint(wakeUps.onDelivery, { everyMs: sweepMs, stop: stop.signal });
  const lanes = channels.map((channel) =>
    runLane({ database, linksOf, channel, sender: senders[channel], hint, after, counted, log }, stop.signal),
  );
  return {
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      const ended = Promise.all([...readers.map((reader) => reader[Symbol.asyncDispose]()), ...lanes]);
      await Promise.race([ended, pause(drainMs, undefined, { ref: false })]);
    },
  };
}
