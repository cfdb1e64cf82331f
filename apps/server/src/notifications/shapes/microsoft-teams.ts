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

/** Of a card with 28 kB, which is all that is taken, in a language whose letters are three bytes each. */
const most = { name: 500, said: 4_000, services: 30, service: 80 };

/**
 * An adaptive card, as workflows of Microsoft Teams take it at their incoming webhooks.
 *
 * @see https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using
 */
export const microsoftTeamsMessage: ChatMessage = ({ sender, title, url, tone, said, words, manageUrl }) => {
  const facts = words.services
    .slice(0, most.services)
    .map(({ name, status, sign }) => ({ title: shortened(name, most.service), value: `${sign} ${status}` }));
  const more = words.services.length - facts.length;
  if (more > 0) facts.push({ title: "…", value: `+${more}` });
  const body = [
    text(shortened(sender, most.name), { isSubtle: true, size: "small" }),
    text(shortened(title, most.name), { size: "large", weight: "bolder" }),
    text(words.state, { weight: "bolder", color: colors[tone] }),
    ...(said === null ? [] : [text(shortened(said.markdown, most.said))]),
    ...(words.promise === null ? [] : [text(words.promise)]),
    ...(facts.length === 0 ? [] : [{ type: "FactSet", facts }]),
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
  return { type: "message", summary: shortened(words.subject, most.name), attachments: [attachment] };
};

function text(said: string, look: Record<string, string | boolean> = {}) {
  return { type: "TextBlock", text: said, wrap: true, ...look };
}
