import { setTimeout as pause } from "node:timers/promises";
import { type Database, isDatabaseAway } from "@fanal/database";
import { type Channel, retryDelaySeconds } from "@fanal/domain";
import type { Logger } from "pino";
import type { Hint } from "../hint.ts";
import type { ChannelSender, LinksOf, Outcome } from "./channel.ts";
import { type Claimed, claim, giveBack, leaseSeconds, type Settled, settle } from "./claims.ts";
import { type Finished, noteHealth } from "./health.ts";

export interface LaneOptions {
  database: Database;
  linksOf: LinksOf;
  channel: Channel;
  sender: ChannelSender;
  /** Of what there may be to send. */
  hint: Hint;
  /** The reader that has to be past an event before anybody is told of it. */
  after: string;
  log: Logger;
}

const attemptMs = 60_000;
/** What has waited longer for its turn may end after its lease: it is left to whoever claims it next. */
const freshMs = (leaseSeconds * 1000) / 2;
const pace = { firstSeconds: 5, longestSeconds: 3_600 };
const firstPauseSeconds = 2;
const longestPauseSeconds = 60;

/**
 * Sends what is due by one channel, until it is stopped. Channels have lanes of their own: one that fails slows no other. A
 * delivery is claimed by a lease, outside of any transaction; whoever dies before its outcome is noted leaves one that goes
 * out again with the same id, by which the other side knows it.
 */
export async function runLane(options: LaneOptions, stop: AbortSignal): Promise<void> {
  const { database, channel, sender, log } = options;
  const ready = createReady(sender);
  const running = new Set<Promise<void>>();
  const outcomes = createOutcomes(options);
  let pauseSeconds = 0;
  let isShut = false;
  /** Whether something may be due that was not when it was looked last. */
  let mayFind = true;
  let hinted = listen();

  function listen(): Promise<void> {
    return options.hint().then(() => {
      mayFind = true;
      // Whoever waits for the next one after the last would wait for ever.
      if (!stop.aborted) hinted = listen();
    });
  }

  async function send(delivery: Claimed): Promise<void> {
    const outcome = await attempt(delivery, sender);
    if (outcome.result === "unreachable") isShut = true;
    else pauseSeconds = 0;
    await outcomes.note({ delivery, outcome });
  }

  function begin(delivery: Claimed): void {
    const sending = send(delivery).finally(() => {
      running.delete(sending);
      ready.end(delivery);
    });
    running.add(sending);
  }

  /** One is enough to find out whether the way is open again. */
  async function wait(): Promise<void> {
    await giveBackAll(database, ready.drain(), firstPauseSeconds);
    await Promise.all(running);
    pauseSeconds = Math.min(longestPauseSeconds, Math.max(firstPauseSeconds, pauseSeconds * 2));
    log.warn({ channel, pauseSeconds }, "nothing gets through; deliveries wait");
    await pause(pauseSeconds * 1000, undefined, { signal: stop }).catch(() => undefined);
    isShut = false;
    mayFind = true;
  }

  for (let isAway = false; !stop.aborted; ) {
    try {
      if (isShut) await wait();
      const isTrial = pauseSeconds > 0;
      while (!isTrial || running.size === 0) {
        const next = ready.next();
        if (next === null) break;
        begin(next);
      }
      if (mayFind || ready.isLow()) {
        mayFind = false;
        const free = isTrial ? 1 - ready.size() - running.size : sender.atOnce * 2;
        const { freeOf } = ready;
        const claimed =
          free <= 0 ? [] : await claim(database, { channel, free, freeOf, after: options.after });
        isAway = false;
        ready.add(claimed);
        if (claimed.length > 0) continue;
      }
    } catch (error) {
      if (!isAway) log.warn({ err: error, channel }, "it is not known which deliveries are due");
      isAway = isDatabaseAway(error);
    }
    await Promise.race([hinted, ...running]);
  }
  await giveBackAll(database, ready.drain(), 0).catch((error) =>
    log.warn({ err: error, channel }, "deliveries that did not begin wait for the end of their lease"),
  );
  await Promise.all(running);
}

interface Ready {
  add: (claimed: readonly Claimed[]) => void;
  /** What may begin now: no organization has more under way than its part. */
  next: () => Claimed | null;
  end: (delivery: Claimed) => void;
  size: () => number;
  /** Whether some organization's will soon be used up, since it was asked last: time to claim more. */
  isLow: () => boolean;
  /** How many more to claim of one organization: some at a time, since each claim is a transaction. */
  freeOf: (organizationId: string) => number;
  /** Takes out all that has not begun. */
  drain: () => Claimed[];
}

/** What is claimed and waits for its turn, organization by organization. */
function createReady({ atOnce, atOnceOfOne }: ChannelSender): Ready {
  const waiting = new Map<string, Claimed[]>();
  const underWay = new Map<string, number>();
  let begun = 0;
  let isLow = false;
  const size = () => [...waiting.values()].reduce((count, some) => count + some.length, 0);
  return {
    add: (claimed) => {
      for (const delivery of claimed) {
        const { organizationId } = delivery;
        waiting.set(organizationId, [...(waiting.get(organizationId) ?? []), delivery]);
      }
    },
    next: () => {
      if (begun >= atOnce) return null;
      for (const [organizationId, some] of waiting) {
        const busy = underWay.get(organizationId) ?? 0;
        if (busy >= atOnceOfOne) continue;
        const [first, ...others] = some;
        // Whoever had a turn is last in the next.
        waiting.delete(organizationId);
        if (others.length > 0) waiting.set(organizationId, others);
        if (others.length <= atOnceOfOne / 2) isLow = true;
        if (first === undefined || performance.now() - first.claimedAt > freshMs) continue;
        underWay.set(organizationId, busy + 1);
        begun++;
        return first;
      }
      return null;
    },
    end: ({ organizationId }) => {
      begun--;
      const left = (underWay.get(organizationId) ?? 1) - 1;
      if (left === 0) underWay.delete(organizationId);
      else underWay.set(organizationId, left);
    },
    size,
    isLow: () => {
      const wasLow = isLow;
      isLow = false;
      return wasLow;
    },
    freeOf: (organizationId) => atOnceOfOne * 2 - (waiting.get(organizationId)?.length ?? 0),
    drain: () => {
      const all = [...waiting.values()].flat();
      waiting.clear();
      return all;
    },
  };
}

async function giveBackAll(
  database: Database,
  claimed: readonly Claimed[],
  delaySeconds: number,
): Promise<void> {
  if (claimed.length > 0) await giveBack(database, claimed, delaySeconds);
}

async function attempt(delivery: Claimed, sender: ChannelSender): Promise<Outcome> {
  const signal = AbortSignal.timeout(attemptMs);
  try {
    if ("target" in delivery) return await sender.deliverNotice(delivery, signal);
    // Queued for somebody who has said no since, or who has been given up.
    if (delivery.subscriber.state !== "active") return { result: "never", error: "Not subscribed any more." };
    return await sender.deliver(delivery, signal);
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
  await giveBackAll(
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
      const delaySeconds = retryDelaySeconds(attempts, { ...pace, chance: Math.random(), askedFor });
      return [{ ...said, state: "failed", delaySeconds }];
    }
  }
}
