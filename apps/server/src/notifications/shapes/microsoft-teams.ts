import type { ChatMessage, Tone } from "./chat-message.ts";
import { shortened } from "./shortened.ts";

/** An adaptive card has names of colours instead of colours. */
const colors: Record<Tone, string> = {
  operational: "good",
  planned: "accent",
  minor: "warning",
  major: "attention",
  critical: "attention",
};

/**
 * An adaptive card, as workflows of Microsoft Teams take it at their incoming webhooks.
 *
 * @see https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using
 */
export const microsoftTeamsMessage: ChatMessage = ({ sender, title, url, tone, said, words, manageUrl }) => {
  const facts = words.services.map(({ name, status, sign }) => ({ title: name, value: `${sign} ${status}` }));
  const body = [
    text(sender, { isSubtle: true, size: "small" }),
    text(shortened(title, 500), { size: "large", weight: "bolder" }),
    text(words.state, { weight: "bolder", color: colors[tone] }),
    ...(said === null ? [] : [text(shortened(said.markdown, 10_000))]),
    ...(words.promise === null ? [] : [text(words.promise)]),
    ...(facts.length === 0 ? [] : [{ type: "FactSet", facts: facts.slice(0, 100) }]),
    ...words.times.map((time) => text(time, { isSubtle: true, size: "small" })),
  ];
  const actions = [
    { type: "Action.OpenUrl", title: words.see, url },
    { type: "Action.OpenUrl", title: words.manage, url: manageUrl },
  ];
  const card = {
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    type: "AdaptiveCard",
    version: "1.4",
    body,
    actions,
  };
  const attachment = {
    contentType: "application/vnd.microsoft.card.adaptive",
    contentUrl: null,
    content: card,
  };
  return { type: "message", summary: words.subject, attachments: [attachment] };
};

function text(said: string, look: Record<string, string | boolean> = {}) {
  return { type: "TextBlock", text: said, wrap: true, ...look };
}
