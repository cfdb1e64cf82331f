import { giveUpAfterHours } from "@fanal/domain";
import { pushPayload } from "../../notifications/shapes/push.ts";
import type { Outgoing } from "../../outgoing.ts";
import type { SecretBox } from "../../secret-box.ts";
import type { PushSubscription, WebPush } from "../../web-push.ts";
import type { ChannelSender, LinksOf } from "../channel.ts";
import { open } from "../endpoint.ts";
import { post } from "../post.ts";

/**
 * Pushes to browsers by the services of their makers. What a story says later takes the place of what a browser that is away
 * has not got yet.
 */
export function createPushSender({
  outgoing,
  box,
  webPush,
  linksOf,
}: {
  outgoing: Outgoing;
  box: SecretBox;
  webPush: WebPush;
  linksOf: LinksOf;
}): ChannelSender {
  return {
    atOnce: 100,
    atOnceOfOne: 50,
    atRisk: 200,
    deliver: async ({ subscriber, message }) => {
      // Loaded behind everything that visitors wait for.
      const { notificationWords } = await import("@fanal/emails");
      const { page, story } = message;
      const payload = pushPayload({
        message,
        words: notificationWords(message, subscriber.language),
        language: subscriber.language,
        managePath: linksOf(subscriber, page).manageUrl.slice(page.url.length + 1),
        key: webPush.publicKey,
      });
      const subscription: PushSubscription = JSON.parse(open(box, subscriber, "endpoint"));
      const { address, body, headers } = webPush.request(subscription, JSON.stringify(payload), {
        ttlSeconds: giveUpAfterHours * 3_600,
        urgency: story.kind === "incident" ? "high" : "normal",
        topic: Buffer.from(story.id.replaceAll("-", ""), "hex").toString("base64url"),
      });
      const outcome = await post(outgoing, address, { body, headers });
      // To push services both mean that the browser is no longer subscribed (RFC 8030).
      return outcome.result === "never" && outcome.status === 404 ? { ...outcome, result: "gone" } : outcome;
    },
    // None of the channels that a team can choose.
    deliverNotice: async () => ({ result: "never", error: "Teams are not told in browsers." }),
  };
}
