import { createHmac } from "node:crypto";
import type { NotificationMessage } from "@fanal/domain";
import { noticeBody } from "../../notifications/shapes/notice.ts";
import { webhookBody } from "../../notifications/shapes/webhook.ts";
import type { Outgoing } from "../../outgoing.ts";
import type { SecretBox } from "../../secret-box.ts";
import type { ChannelSender } from "../channel.ts";
import { open, openTarget } from "../endpoint.ts";
import { post } from "../post.ts";

/**
 * Signed with the present secret and, while it still counts, with the one before. `webhook-id` is that of the delivery, the same
 * each time that it is tried.
 */
export function createWebhookSender({
  outgoing,
  box,
}: {
  outgoing: Outgoing;
  box: SecretBox;
}): ChannelSender {
  const bodyOf = createBodies();
  return {
    atOnce: 100,
    atOnceOfOne: 50,
    atRisk: 1_000,
    deliver: ({ subscriber, message, createdAt, id }) => {
      const body = bodyOf(message, createdAt);
      const now = Date.now();
      const secrets = secretsOf(subscriber, now, (column) => open(box, subscriber, column));
      const headers = signed(body, { id, secrets, now });
      return post(outgoing, open(box, subscriber, "endpoint"), { body, headers });
    },
    deliverNotice: async ({ target, message, createdAt, id }) => {
      const body = JSON.stringify(noticeBody(message, createdAt));
      const now = Date.now();
      const secrets = secretsOf(target, now, (column) => openTarget(box, target, column));
      const headers = signed(body, { id, secrets, now });
      return post(outgoing, openTarget(box, target, "endpoint"), { body, headers });
    },
  };
}

/** The present one, and while it still counts the one before. */
function secretsOf(
  { previousSecretEndsAt }: { previousSecretEndsAt: Date | null },
  now: number,
  open: (column: "secret" | "previous_secret") => string,
): string[] {
  const isBothValid = previousSecretEndsAt !== null && previousSecretEndsAt.getTime() > now;
  return isBothValid ? [open("secret"), open("previous_secret")] : [open("secret")];
}

function signed(body: string, { id, secrets, now }: { id: string; secrets: string[]; now: number }) {
  const timestamp = String(Math.floor(now / 1000));
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": secrets.map((secret) => sign(secret, `${id}.${timestamp}.${body}`)).join(" "),
  };
}

/**
 * As Standard Webhooks signs. By Node.js itself, in a third of the time that its library takes; that verifies it in the tests.
 *
 * @param secret `whsec_` and its key in Base64
 */
function sign(secret: string, text: string): string {
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  return `v1,${createHmac("sha256", key).update(text).digest("base64")}`;
}

/** Written once for all who are told the same at the same time. */
function createBodies(): (message: NotificationMessage, at: Date) => string {
  const kept = new WeakMap<NotificationMessage, { at: number; body: string }>();
  return (message, at) => {
    const known = kept.get(message);
    if (known?.at === at.getTime()) return known.body;
    const body = JSON.stringify(webhookBody(message, at));
    kept.set(message, { at: at.getTime(), body });
    return body;
  };
}
