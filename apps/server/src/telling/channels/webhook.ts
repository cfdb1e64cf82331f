import { Webhook } from "standardwebhooks";
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
  return {
    atOnce: 100,
    atOnceOfOne: 50,
    deliver: (delivery, signal) => {
      const { subscriber, message, createdAt, id } = delivery;
      const now = new Date();
      const secrets = [open(box, subscriber, "secret")];
      if (subscriber.previousSecretEndsAt !== null && subscriber.previousSecretEndsAt > now)
        secrets.push(open(box, subscriber, "previous_secret"));
      const body = JSON.stringify(webhookBody(message, createdAt));
      const headers = signed(body, { id, secrets, now });
      return post(outgoing, open(box, subscriber, "endpoint"), { body, headers, signal });
    },
    deliverNotice: ({ target, message, createdAt, id }, signal) => {
      const body = JSON.stringify(noticeBody(message, createdAt));
      const secrets = [openTarget(box, target, "secret")];
      const headers = signed(body, { id, secrets, now: new Date() });
      return post(outgoing, openTarget(box, target, "endpoint"), { body, headers, signal });
    },
  };
}

function signed(body: string, { id, secrets, now }: { id: string; secrets: string[]; now: Date }) {
  return {
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
    "webhook-signature": secrets.map((secret) => new Webhook(secret).sign(id, now, body)).join(" "),
  };
}
