import type { NoticeMessage } from "@fanal/domain";
import type { NoticeWords } from "@fanal/emails";
import { type ChatFacts, saidBy, toneOf } from "./chat-message.ts";

/** What chats show of a notice. */
export function noticeFacts(
  { organization, incident, update }: NoticeMessage,
  words: NoticeWords,
): ChatFacts {
  const manageUrl = `${organization.url}/teams`;
  return {
    sender: organization.name,
    title: words.title,
    url: incident?.url ?? manageUrl,
    tone: incident === null ? "operational" : toneOf(incident),
    said: words.test === null ? saidBy(update) : { markdown: words.test, text: words.test },
    words,
    manageUrl,
  };
}

/** A notice as a webhook says it, in the shape that Standard Webhooks asks for. */
export function noticeBody(message: NoticeMessage, at: Date) {
  const { kind, organization, incident, update, services, silentHours } = message;
  return {
    type: `notice.${kind}`,
    timestamp: at.toISOString(),
    data: { organization, incident, update, services, silentHours },
  };
}
