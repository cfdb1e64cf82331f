import type { ChatMessage } from "../../notifications/shapes/chat-message.ts";
import type { Outgoing } from "../../outgoing.ts";
import type { SecretBox } from "../../secret-box.ts";
import type { ChannelSender, LinksOf } from "../channel.ts";
import { open } from "../endpoint.ts";
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
      const body = JSON.stringify(chatMessage({ message, words, manageUrl }));
      return post(outgoing, open(box, subscriber, "endpoint"), { body });
    },
  };
}
