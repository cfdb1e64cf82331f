import addressparser from "nodemailer/lib/addressparser";
import webPush from "web-push";
import type { Config } from "./config.ts";
import type { VapidKeys } from "./vapid-keys.ts";

/** What a browser gives of itself, for whoever may push to it. */
export interface PushSubscription {
  endpoint: string;
  keys: { p256dh: string; auth: string };
}

interface PushOptions {
  /** The push service keeps it for so long while the browser is away. */
  ttlSeconds: number;
  urgency: "normal" | "high";
  /** What is not delivered yet is replaced by what comes after it with the same: 32 characters for URLs at most. */
  topic: string;
}

/** Encrypts what browsers are sent, and signs it for their push services. */
export interface WebPush {
  publicKey: string;
  request: (
    subscription: PushSubscription,
    payload: string,
    options: PushOptions,
  ) => { address: string; body: Uint8Array; headers: Record<string, string> };
}

/** What push services take at most is 4,096 bytes, of which encryption needs some for itself (RFC 8291). */
export const largestPayload = 4_096 - 103;

export function createWebPush(keys: VapidKeys, subject: string): WebPush {
  return {
    publicKey: keys.publicKey,
    request: (subscription, payload, { ttlSeconds, urgency, topic }) => {
      const { endpoint, headers, body } = webPush.generateRequestDetails(subscription, payload, {
        vapidDetails: { subject, publicKey: keys.publicKey, privateKey: keys.privateKey() },
        TTL: ttlSeconds,
        urgency,
        topic,
      });
      const { "Content-Length": _, ...rest } = headers;
      const named = Object.entries(rest).map(([name, value]) => [name.toLowerCase(), String(value)]);
      return { address: endpoint, body, headers: Object.fromEntries(named) };
    },
  };
}

/** Whom a push service writes to when it has something to say: the sender of mails, or else the installation itself. */
export function pushSubject({ mail }: Pick<Config, "mail">, url: string): string {
  const [sender] = mail === null ? [] : addressparser(mail.from, { flatten: true });
  if (sender !== undefined) return `mailto:${sender.address}`;
  const { protocol, hostname } = new URL(url);
  return protocol === "https:" ? url : `mailto:postmaster@${hostname}`;
}
