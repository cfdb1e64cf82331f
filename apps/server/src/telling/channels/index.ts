import type { Channel } from "@fanal/domain";
import type { Outgoing } from "../../outgoing.ts";
import type { SecretBox } from "../../secret-box.ts";
import type { ChannelSender } from "../channel.ts";
import { createChatSender } from "./chat.ts";
import { discordMessage } from "./discord.ts";
import { createEmailSender, type EmailOptions } from "./email.ts";
import { microsoftTeamsMessage } from "./microsoft-teams.ts";
import { slackMessage } from "./slack.ts";
import { createWebhookSender } from "./webhook.ts";

interface SenderOptions extends EmailOptions {
  outgoing: Outgoing;
  box: SecretBox;
}

/** How each kind of subscriber is told. */
export function createSenders(options: SenderOptions): Record<Channel, ChannelSender> {
  return {
    email: createEmailSender(options),
    webhook: createWebhookSender(options),
    slack: createChatSender(slackMessage, options),
    discord: createChatSender(discordMessage, options),
    microsoft_teams: createChatSender(microsoftTeamsMessage, options),
  };
}
