import type { ChatMessage } from "./chat-message.ts";
import { colors } from "./colors.ts";
import { shortened } from "./shortened.ts";

/**
 * Slack's blocks, in an attachment for the colour beside them. What operators wrote is shown as plain text: Slack has another
 * Markdown, and marks of its own, such as `<!channel>`, do nothing there.
 *
 * @see https://docs.slack.dev/reference/block-kit/blocks
 */
export const slackMessage: ChatMessage = ({ title, url, tone, said, words, manageUrl }) => {
  const facts = [
    ...words.services.map(({ name, status, sign }) => `${sign} ${name}: ${status}`),
    ...words.times,
  ];
  const blocks = [
    { type: "header", text: plain(shortened(title, 150)) },
    {
      type: "section",
      text: plain(shortened(`${words.state}${said === null ? "" : `\n${said.text}`}`, 2_900)),
    },
    ...(words.promise === null ? [] : [{ type: "context", elements: [plain(words.promise)] }]),
    ...(facts.length === 0
      ? []
      : [{ type: "context", elements: [plain(shortened(facts.join("\n"), 1_900))] }]),
    {
      type: "actions",
      elements: [
        { type: "button", text: plain(words.see), url },
        { type: "button", text: plain(words.manage), url: manageUrl },
      ],
    },
  ];
  return { text: escaped(words.subject), attachments: [{ color: colors[tone], blocks }] };
};

function plain(text: string) {
  return { type: "plain_text", text, emoji: false };
}

/** The three characters that Slack reads as marks. */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
