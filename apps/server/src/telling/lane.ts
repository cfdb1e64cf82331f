import { setTimeout as pause } from "node:timers/promises";
import { type Database, isDatabaseAway } from "@fanal/database";
import { type Channel, retryDelaySeconds } from "@fanal/domain";
import type { Logger } from "pino";
import type { ChannelSender, Outcome } from "./channel.ts";
import type { LinksOf } from "./channels/chat.ts";
import { type Claimed, claim, giveBack, type Settled, settle } from "./claims.ts";
import { type Finished, noteHealth } from "./health.ts";

export interface LaneOptions {
  database: Database;
  linksOf: LinksOf;
  channel: Channel;
  sender: ChannelSender;
  /** Resolves when there may be something to send. */
  hint: () => Promise<void>;
  /** The reader that has to be past an event before anybody is told of it. */
  after: string;
  log: Logger;
}

const attemptMs = 60_000;
const firstPauseSeconds = 2;
const longestPauseSeconds = 60;

/**
 * Sends what is due by one channel, until it is stopped. Channels have lanes of their own: one that fails slows no other. A
 * delivery is claimed by a lease, outside of any transaction; whoever dies before its outcome is noted leaves one that goes
 * out again with the same id, by which the other side knows it.
 */
export async function runLane(options: LaneOptions, stop: AbortSignal): Promise<void> {
  const { database, channel, sender, log } = options;
  const underWay = new Map<string, number>();
  const running = new Set<Promise<void>>();
  const outcomes = createOutcomes(options);
  let pauseSeconds = 0;
  let isShut = false;

  async function send(delivery: Claimed): Promise<void> {
    const outcome = await attempt(delivery, sender);
    if (outcome.result === "unreachable") isShut = true;
    else pauseSeconds = 0;
    await outcomes.note({ delivery, outcome });
  }

  function begin(delivery: Claimed): void {
    const { organizationId } = delivery;
    underWay.set(organizationId, (underWay.get(organizationId) ?? 0) + 1);
    const sending = send(delivery).finally(() => {
      running.delete(sending);
      const left = (underWay.get(organizationId) ?? 1) - 1;
      if (left === 0) underWay.delete(organizationId);
      else underWay.set(organizationId, left);
    });
    running.add(sending);
  }

  for (let isAway = false; !stop.aborted; ) {
    const hinted = options.hint();
    try {
      if (isShut) {
        // One is enough to find out whether it is open again.
        await Promise.all(running);
        pauseSeconds = Math.min(longestPauseSeconds, Math.max(firstPauseSeconds, pauseSeconds * 2));
        log.warn({ channel, pauseSeconds }, "nothing gets through; deliveries wait");
        await pause(pauseSeconds * 1000, undefined, { signal: stop }).catch(() => undefined);
        isShut = false;
        continue;
      }
      const free = (pauseSeconds > 0 ? 1 : sender.atOnce) - running.size;
      const claimed = free <= 0 ? [] : await claim(database, claimOptions(free));
      isAway = false;
      for (const delivery of claimed) begin(delivery);
      if (claimed.length > 0) continue;
    } catch (error) {
      if (!isAway) log.warn({ err: error, channel }, "it is not known which deliveries are due");
      isAway = isDatabaseAway(error);
    }
    await Promise.race([hinted, ...running]);
  }
  await Promise.all(running);

  function claimOptions(free: number) {
    const freeOf = (organizationId: string) => sender.atOnceOfOne - (underWay.get(organizationId) ?? 0);
    return { channel, free, freeOf, after: options.after };
  }
}

async function attempt(delivery: Claimed, sender: ChannelSender): Promise<Outcome> {
  // Queued for somebody who has said no since, or who has been given up.
  if (delivery.subscriber.state !== "active") return { result: "never", error: "Not subscribed any more." };
  try {
    return await sender.deliver(delivery, AbortSignal.timeout(attemptMs));
  } catch (error) {
    return { result: "later", error: error instanceof Error ? error.message : String(error) };
  }
}

/** Notes outcomes together: whatever came while the ones before were written is written next. */
function createOutcomes(options: LaneOptions): { note: (finished: Finished) => Promise<void> } {
  let waiting: Finished[] = [];
  let writing: Promise<void> | null = null;

  async function write(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await noteAll(options, batch);
      } catch (error) {
        options.log.warn(
          { err: error },
          "what became of deliveries could not be noted; they may go out twice",
        );
      }
    }
    writing = null;
  }

  return {
    note: (finished) => {
      waiting.push(finished);
      writing ??= write();
      return writing;
    },
  };
}

async function noteAll({ database, linksOf }: LaneOptions, all: readonly Finished[]): Promise<void> {
  const unreached = all.filter(({ outcome }) => outcome.result === "unreachable");
  if (unreached.length > 0)
    await giveBack(
      database,
      unreached.map(({ delivery }) => delivery),
      firstPauseSeconds,
    );
  const settled = all.flatMap(({ delivery, outcome }) => settledBy(delivery, outcome));
  if (settled.length > 0) await settle(database, settled);
  await noteHealth({ database, linksOf }, all);
}

function settledBy({ organizationId, id, attempts }: Claimed, outcome: Outcome): Settled[] {
  const one = { organizationId, id, delaySeconds: null, error: null, responseStatus: null };
  switch (outcome.result) {
    case "unreachable":
      return [];
    case "kept":
      return [{ ...one, state: "kept" }];
    case "sent":
      return [{ ...one, state: "sent", responseStatus: outcome.status ?? null }];
    default: {
      const said = { ...one, error: outcome.error.slice(0, 1_000), responseStatus: outcome.status ?? null };
      if (outcome.result === "gone") return [{ ...said, state: "bounced" }];
      if (outcome.result === "never") return [{ ...said, state: "given_up" }];
      const { askedFor = 0 } = outcome;
      const delaySeconds = retryDelaySeconds(attempts, { chance: Math.random(), askedFor });
      return [{ ...said, state: "failed", delaySeconds }];
    }
  }
}
