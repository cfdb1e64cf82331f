import type { NotificationMessage } from "@fanal/domain";
import type { ChatWords } from "@fanal/emails";
import { plainText } from "@fanal/status-page";

/** How bad something is, for the colour that chats draw beside it. */
export type Tone = "operational" | "planned" | "minor" | "major" | "critical";

/** What a chat needs to show that something happened, in the words of one language. */
export interface ChatFacts {
  /** Who tells it. */
  sender: string;
  title: string;
  url: string;
  tone: Tone;
  /** What was written: the Markdown as it was typed, and the text that it shows. */
  said: { markdown: string; text: string } | null;
  words: ChatWords;
  /** Where it is changed what is told. */
  manageUrl: string;
}

/** Something that happened in the form that one chat takes at its incoming webhooks. */
export type ChatMessage = (facts: ChatFacts) => object;

/** What chats show of a notification. */
export function notificationFacts(
  { page, story, update }: NotificationMessage,
  words: ChatWords,
  manageUrl: string,
): ChatFacts {
  const { title, url } = story;
  return {
    sender: page.name,
    title,
    url,
    tone: toneOf(story),
    said: saidBy(update),
    words,
    manageUrl,
  };
}

/** For chats that read Markdown, and for those that do not. */
export function saidBy(update: NotificationMessage["update"]): ChatFacts["said"] {
  return update === null ? null : { markdown: update.message, text: plainText(update.html) };
}

/** Green when it is over, blue for what is planned, otherwise as bad as it is. */
export function toneOf(story: NotificationMessage["story"]): Tone {
  if (story.kind === "maintenance") return story.status === "completed" ? "operational" : "planned";
  return story.status === "resolved" || story.impact === "none" ? "operational" : story.impact;
}
