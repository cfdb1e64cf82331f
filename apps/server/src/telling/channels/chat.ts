import { type ChatMessage, notificationFacts } from "../../notifications/shapes/chat-message.ts";
import { noticeFacts } from "../../notifications/shapes/notice.ts";
import type { Outgoing } from "../../outgoing.ts";
import type { SecretBox } from "../../secret-box.ts";
import type { ChannelSender, LinksOf } from "../channel.ts";
import { open, openTarget } from "../endpoint.ts";
import { post } from "../post.ts";

/** Posts to incoming webhooks of chats, which answer and refuse all alike. */
export function createChatSender(
  chatMessage: ChatMessage,
  { outgoing, box, linksOf }: { outgoing: Outgoing; box: SecretBox; linksOf: LinksOf },
): ChannelSender {
  return {
    atOnce: 20,
    atOnceOfOne: 10,
    atRisk: 100,
    deliver: async ({ subscriber, message }) => {
      // Loaded behind everything that visitors wait for.
      const { notificationWords } = await import("@fanal/emails");
      const words = notificationWords(message, subscriber.language);
      const { manageUrl } = linksOf(subscriber, message.page);
      const body = JSON.stringify(chatMessage(notificationFacts(message, words, manageUrl)));
      return post(outgoing, open(box, subscriber, "endpoint"), { body });
    },
    deliverNotice: async ({ target, message, timeZone }) => {
      const { noticeWords } = await import("@fanal/emails");
      const words = noticeWords(message, { language: target.language, timeZone });
      const body = JSON.stringify(chatMessage(noticeFacts(message, words)));
      return post(outgoing, openTarget(box, target, "endpoint"), { body });
    },
  };
}
