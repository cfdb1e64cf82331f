import type { ChatMessage } from "./chat-message.ts";
import { colors } from "./colors.ts";
import { shortened } from "./shortened.ts";

/**
 * Discord's embed. It mentions nobody, whatever is written in it.
 *
 * @see https://docs.discord.com/developers/resources/webhook#execute-webhook
 */
export const discordMessage: ChatMessage = ({ sender, title, url, tone, said, words, manageUrl }) => {
  const affected = words.services.map(({ name, status, sign }) => `${sign} ${name}: ${status}`).join("\n");
  return {
    username: shortened(sender, 80),
    allowed_mentions: { parse: [] },
    embeds: [
      {
        title: shortened(`${words.state}: ${title}`, 256),
        url,
        color: Number.parseInt(colors[tone].slice(1), 16),
        description: shortened(
          [said?.markdown, words.promise].filter((text) => text != null).join("\n\n"),
          3_000,
        ),
        fields: [
          ...(affected === "" ? [] : [{ name: words.servicesTitle, value: shortened(affected, 1_000) }]),
          { name: shortened(words.times.join(" · "), 250), value: `[${words.manage}](${manageUrl})` },
        ],
      },
    ],
  };
};
