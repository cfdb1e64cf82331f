import type { Channel } from "@fanal/domain";
import { discordMessage } from "../../notifications/shapes/discord.ts";
import { microsoftTeamsMessage } from "../../notifications/shapes/microsoft-teams.ts";
import { slackMessage } from "../../notifications/shapes/slack.ts";
import type { Outgoing } from "../../outgoing.ts";
import type { SecretBox } from "../../secret-box.ts";
import type { WebPush } from "../../web-push.ts";
import type { ChannelSender } from "../channel.ts";
import { createChatSender } from "./chat.ts";
import { createEmailSender, type EmailOptions } from "./email.ts";
import { createPushSender } from "./push.ts";
import { createWebhookSender } from "./webhook.ts";

interface SenderOptions extends EmailOptions {
  outgoing: Outgoing;
  box: SecretBox;
  webPush: WebPush;
}

/** How each kind of subscriber is told. */
export function createSenders(options: SenderOptions): Record<Channel, ChannelSender> {
  return {
    email: createEmailSender(options),
    webhook: createWebhookSender(options),
    slack: createChatSender(slackMessage, options),
    discord: createChatSender(discordMessage, options),
    microsoft_teams: createChatSender(microsoftTeamsMessage, options),
    push: createPushSender(options),
  };
}
