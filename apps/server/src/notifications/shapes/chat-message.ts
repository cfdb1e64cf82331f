import type { NotificationMessage } from "@fanal/domain";
import type { NotificationWords } from "@fanal/emails";

/** What a chat needs to show a notification: what it says, in the words of one language, and where it is changed. */
export interface ChatFacts {
  message: NotificationMessage;
  words: NotificationWords;
  manageUrl: string;
}

/** A notification in the form that one chat takes at its incoming webhooks. */
export type ChatMessage = (facts: ChatFacts) => object;
