import { setTimeout as pause } from "node:timers/promises";
import { type Database, isDatabaseAway } from "@fanal/database";
import { type Channel, retryDelaySeconds } from "@fanal/domain";
import type { Logger } from "pino";
import type { Hint } from "../hint.ts";
import { inSpan } from "../tracing.ts";
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
  /** Told of each attempt that has ended. */
  counted: (delivery: { channel: Channel; state: string }) => void;
  log: Logger;
}

const attemptMs = 60_000;
/** What has waited longer for its turn may end after its lease: it is left to whoever claims it next. */
const freshMs = (leaseSeconds * 1000) / 2;
const pace = { firstSeconds: 5, longestSeconds: 3_600 };
/** How often as many as may be under way at once are claimed ahead: each claim is a transaction. */
const claimedAhead = 5;
/** Each note is a transaction too. */
const togetherMs = 20;
const firstPauseSeconds = 2;
const longestPauseSeconds = 60;

/**
 * Sends what is due by one channel, until it is stopped. Channels have lanes of their own: one that fails slows no other. A
 * delivery is claimed by a lease, outside of any transaction; whoever dies before its outcome is noted leaves one that goes
 * out again with the same id, by which the other side knows it. Claiming, sending and noting wait for none of the others.
 */
export async function runLane(options: LaneOptions, stop: AbortSignal): Promise<void> {
  const { database, channel, sender, log } = options;
  const bell = createBell();
  const ready = createReady(sender);
  const running = new Set<Promise<void>>();
  const outcomes = createOutcomes(options, { written: bell.ring, stop });
  let claiming: Promise<void> | null = null;
  let pauseSeconds = 0;
  let isShut = false;
  let isAway = false;
  /** Whether something may be due that was not when it was looked last. */
  let mayFind = true;
  listen();

  function listen(): void {
    void options.hint().then(() => {
      mayFind = true;
      bell.ring();
      // Whoever waits for the next one after the last would wait for ever.
      if (!stop.aborted) listen();
    });
  }

  async function send(delivery: Claimed): Promise<void> {
    const { organizationId, id, attempts } = delivery;
    const attributes = {
      "fanal.organization_id": organizationId,
      "fanal.delivery_id": id,
      "fanal.attempts": attempts,
    };
    const outcome = await inSpan(`deliver ${channel}`, { attributes }, async (note) => {
      const became = await attempt(delivery, sender);
      note({ "fanal.outcome": became.result });
      return became;
    });
    if (outcome.result === "unreachable") isShut = true;
    else pauseSeconds = 0;
    outcomes.note({ delivery, outcome });
    ready.end(delivery);
  }

  function begin(delivery: Claimed): void {
    const sending = send(delivery).finally(() => {
      running.delete(sending);
      bell.ring();
    });
    running.add(sending);
  }

  async function claimMore(): Promise<void> {
    const isTrial = pauseSeconds > 0;
    const free = isTrial ? 1 - ready.size() - running.size : sender.atOnce * claimedAhead;
    const { freeOf } = ready;
    try {
      if (free > 0) ready.add(await claim(database, { channel, free, freeOf, after: options.after }));
      isAway = false;
    } catch (error) {
      if (!isAway) log.warn({ err: error, channel }, "it is not known which deliveries are due");
      isAway = isDatabaseAway(error);
    }
  }

  /** Until nothing is under way, and what became of it is noted. */
  async function finish(): Promise<void> {
    await claiming;
    await Promise.all(running);
    await outcomes.noted();
  }

  /** One is enough to find out whether the way is open again. */
  async function wait(): Promise<void> {
    await finish();
    await giveBackAll(options, ready.drain(), firstPauseSeconds);
    pauseSeconds = Math.min(longestPauseSeconds, Math.max(firstPauseSeconds, pauseSeconds * 2));
    log.warn({ channel, pauseSeconds }, "nothing gets through; deliveries wait");
    await pause(pauseSeconds * 1000, undefined, { signal: stop }).catch(() => undefined);
    isShut = false;
    mayFind = true;
  }

  while (!stop.aborted) {
    if (isShut) await wait();
    const most = pauseSeconds > 0 ? 1 : sender.atRisk;
    while (running.size + outcomes.waiting() < most) {
      const next = ready.next();
      if (next === null) break;
      begin(next);
    }
    if (claiming === null && (ready.isLow() || mayFind)) {
      mayFind = false;
      claiming = claimMore().finally(() => {
        claiming = null;
        bell.ring();
      });
    }
    await bell.rung();
  }
  await claiming;
  await giveBackAll(options, ready.drain(), 0);
  await finish();
}

interface Bell {
  ring: () => void;
  /** Resolves when it was rung since the last time that it resolved. */
  rung: () => Promise<void>;
}

function createBell(): Bell {
  let next = Promise.withResolvers<void>();
  return {
    ring: () => next.resolve(),
    rung: async () => {
      await next.promise;
      next = Promise.withResolvers();
    },
  };
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
        const some = waiting.get(organizationId);
        if (some === undefined) waiting.set(organizationId, [delivery]);
        else some.push(delivery);
      }
    },
    next: () => {
      if (begun >= atOnce) return null;
      for (const [organizationId, some] of waiting) {
        const busy = underWay.get(organizationId) ?? 0;
        if (busy >= atOnceOfOne) continue;
        const first = some.shift();
        // Whoever had a turn is last in the next.
        waiting.delete(organizationId);
        if (some.length > 0) waiting.set(organizationId, some);
        if (some.length <= atOnceOfOne) isLow = true;
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
    freeOf: (organizationId) => atOnceOfOne * claimedAhead - (waiting.get(organizationId)?.length ?? 0),
    drain: () => {
      const all = [...waiting.values()].flat();
      waiting.clear();
      return all;
    },
  };
}

/** What cannot be given back waits for the end of its lease. */
async function giveBackAll(
  { database, channel, log }: LaneOptions,
  claimed: readonly Claimed[],
  delaySeconds: number,
): Promise<void> {
  if (claimed.length === 0) return;
  await giveBack(database, claimed, delaySeconds).catch((error) =>
    log.warn({ err: error, channel }, "deliveries that were not tried wait for the end of their lease"),
  );
}

async function attempt(delivery: Claimed, sender: ChannelSender): Promise<Outcome> {
  // Not by `AbortSignal.timeout`, which stays until its time is over, with all that it would end.
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), attemptMs);
  try {
    if ("target" in delivery)
      return delivery.isOvertaken
        ? { result: "overtaken" }
        : await sender.deliverNotice(delivery, limit.signal);
    // Queued for somebody who has said no since, or who has been given up.
    if (delivery.subscriber.state !== "active") return { result: "never", error: "Not subscribed any more." };
    return await sender.deliver(delivery, limit.signal);
  } catch (error) {
    return { result: "later", error: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}

interface Outcomes {
  note: (finished: Finished) => void;
  /** How many are not written down yet. */
  waiting: () => number;
  /** Resolves once all are, or nothing can be for now. */
  noted: () => Promise<void>;
}

/** Notes outcomes together: whatever came while the ones before were written, and a moment after it, is written next. */
function createOutcomes(
  options: LaneOptions,
  { written, stop }: { written: () => void; stop: AbortSignal },
): Outcomes {
  let waiting: Finished[] = [];
  let beingWritten = 0;
  let writing = Promise.resolve();

  async function write(): Promise<void> {
    await pause(togetherMs);
    const batch = waiting;
    waiting = [];
    beingWritten = batch.length;
    await noteAll(options, batch, stop).catch((error) =>
      options.log.warn({ err: error }, "what became of deliveries could not be noted; they may go out twice"),
    );
    beingWritten = 0;
    written();
  }

  return {
    note: (finished) => {
      waiting.push(finished);
      if (waiting.length === 1) writing = writing.then(write);
    },
    waiting: () => waiting.length + beingWritten,
    noted: () => writing,
  };
}

async function noteAll(options: LaneOptions, all: readonly Finished[], stop: AbortSignal): Promise<void> {
  const { database, linksOf } = options;
  const unreached = all.filter(({ outcome }) => outcome.result === "unreachable");
  await giveBackAll(
    options,
    unreached.map(({ delivery }) => delivery),
    firstPauseSeconds,
  );
  const settled = all.flatMap(({ delivery, outcome }) => settledBy(delivery, outcome));
  if (settled.length > 0) await onceThere(() => settle(database, settled), stop);
  for (const { state } of settled) options.counted({ channel: options.channel, state });
  await noteHealth({ database, linksOf }, all);
}

/** What was sent would go out again if it were not noted, so this waits for a database that is away, as long as it may. */
async function onceThere(work: () => Promise<void>, stop: AbortSignal): Promise<void> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (stop.aborted || !isDatabaseAway(error)) throw error;
      await pause(firstPauseSeconds * 1000, undefined, { signal: stop }).catch(() => undefined);
    }
  }
}

function settledBy({ organizationId, id, attempts }: Claimed, outcome: Outcome): Settled[] {
  const one = { organizationId, id, delaySeconds: null, error: null, responseStatus: null };
  switch (outcome.result) {
    case "unreachable":
      return [];
    case "kept":
      return [{ ...one, state: "kept" }];
    case "overtaken":
      return [{ ...one, state: "recalled" }];
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
