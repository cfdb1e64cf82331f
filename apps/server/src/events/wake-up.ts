import { setInterval as every } from "node:timers/promises";
import {
  breakWhenSilent,
  deliveryChannel,
  endedSessionsChannel,
  mailChannel,
  toldChannel,
  wakeUpChannel,
} from "@fanal/database";
import pg from "pg";
import type { Logger } from "pino";
import { z } from "zod";

/** An organization whose log may have grown, or `null`: any of them may have. */
export type WakeUpListener = (organizationId: string | null) => void;

const handledSchema = z.object({
  reader: z.string(),
  organizationId: z.string(),
  /** Its new cursor. */
  position: z.number(),
  /** Whether it recorded events of its own in the same transaction. */
  recorded: z.boolean(),
});

/** Told after the commit in which a reader moved its cursor, in any process. */
export type Handled = z.infer<typeof handledSchema>;

export interface WakeUps extends AsyncDisposable {
  subscribe: (listener: WakeUpListener) => void;
  onHandled: (listener: (handled: Handled) => void) => void;
  /** Told after a commit that wrote mails, and whenever one may have been missed. */
  onMail: (listener: () => void) => void;
  /** Told after a commit that queued deliveries, and whenever one may have been missed. */
  onDelivery: (listener: () => void) => void;
  /** Told that deliveries of an organization went on. */
  onTold: (listener: (organizationId: string) => void) => void;
  /** Told after a commit that ended sessions before their time, whose they were. */
  onSessionsEnded: (listener: (userId: string) => void) => void;
}

/** PostgreSQL's channel for {@link Handled}. */
export const handledChannel = "fanal_handled";

const channels = [
  wakeUpChannel,
  handledChannel,
  mailChannel,
  deliveryChannel,
  toldChannel,
  endedSessionsChannel,
];

/** A reader that misses a wake-up finds its work by this poll. */
const pollIntervalMs = 2_000;
const longestBackoffMs = 5_000;
const heartbeatMs = 2_000;
const silenceMs = 10_000;
const goodbyeMs = 2_000;

/**
 * Listens on one connection for commits that recorded events. A wake-up is only a hint: after each (re)connect, and
 * every two seconds, all organizations are told of as `null`.
 */
export function listenForWakeUps(url: string, log: Logger): WakeUps {
  const listeners = new Set<WakeUpListener>();
  const handledListeners = new Set<(handled: Handled) => void>();
  const mailListeners = new Set<() => void>();
  const deliveryListeners = new Set<() => void>();
  const toldListeners = new Set<(organizationId: string) => void>();
  const endedListeners = new Set<(userId: string) => void>();
  const tell: WakeUpListener = (organizationId) => {
    for (const listener of listeners) listener(organizationId);
  };
  const tellOfMail = () => {
    for (const listener of mailListeners) listener();
  };
  const tellOfDeliveries = () => {
    for (const listener of deliveryListeners) listener();
  };
  const receive = (channel: string, payload: string) => {
    if (channel === wakeUpChannel) return tell(payload);
    if (channel === mailChannel) return tellOfMail();
    if (channel === deliveryChannel) return tellOfDeliveries();
    if (channel === toldChannel) {
      for (const listener of toldListeners) listener(payload);
      return;
    }
    if (channel === endedSessionsChannel) {
      for (const listener of endedListeners) listener(payload);
      return;
    }
    const handled = parseHandled(payload);
    if (handled === null) return log.warn({ payload }, "a wake-up that nobody understands");
    for (const listener of handledListeners) listener(handled);
  };
  const onConnect = () => {
    tell(null);
    tellOfMail();
    tellOfDeliveries();
  };
  const stop = new AbortController();
  const connection = keepListening(url, { onConnect, receive }, stop.signal, log);
  const poll = setInterval(() => tell(null), pollIntervalMs);
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      listener(null);
    },
    onHandled: (listener) => {
      handledListeners.add(listener);
    },
    onMail: (listener) => {
      mailListeners.add(listener);
    },
    onDelivery: (listener) => {
      deliveryListeners.add(listener);
    },
    onTold: (listener) => {
      toldListeners.add(listener);
    },
    onSessionsEnded: (listener) => {
      endedListeners.add(listener);
    },
    [Symbol.asyncDispose]: async () => {
      clearInterval(poll);
      stop.abort();
      await connection;
    },
  };
}

/** Anybody who may connect may notify, and so may another version of Fanal. */
function parseHandled(payload: string): Handled | null {
  try {
    return handledSchema.parse(JSON.parse(payload));
  } catch {
    return null;
  }
}

interface Receivers {
  /** Told whenever it begins to listen: what came before was missed. */
  onConnect: () => void;
  receive: (channel: string, payload: string) => void;
}

async function keepListening(
  url: string,
  { onConnect, receive }: Receivers,
  stop: AbortSignal,
  log: Logger,
): Promise<void> {
  for (let attempt = 0; !stop.aborted; attempt++) {
    const client = new pg.Client({
      connectionString: url,
      application_name: "fanal wake-ups",
      connectionTimeoutMillis: 5_000,
    });
    const ended = untilEnded(client, stop);
    try {
      await client.connect();
      breakWhenSilent(client, silenceMs);
      client.on("notification", ({ channel, payload }) => receive(channel, payload ?? ""));
      await client.query(channels.map((channel) => `listen ${channel}`).join("; "));
      attempt = 0;
      onConnect();
      await Promise.race([ended, beat(client, stop)]);
    } catch (error) {
      log.warn({ err: error }, "cannot listen for wake-ups");
    } finally {
      breakWhenSilent(client, goodbyeMs);
      await client.end().catch(() => undefined);
    }
    await pause(Math.min(longestBackoffMs, 100 * 2 ** attempt) * Math.random(), stop);
  }
}

/** One that only listens would not notice that nothing can come any more. Fails when the connection does. */
async function beat(client: pg.Client, stop: AbortSignal): Promise<void> {
  for await (const _ of every(heartbeatMs, undefined, { signal: stop })) await client.query("");
}

function untilEnded(client: pg.Client, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    client.on("error", () => resolve());
    client.on("end", () => resolve());
    stop.addEventListener("abort", () => resolve());
  });
}

function pause(milliseconds: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stop.aborted) return resolve();
    const timer = setTimeout(resolve, milliseconds);
    stop.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
