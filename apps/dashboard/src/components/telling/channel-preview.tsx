import type { ShownMessage } from "@fanal/contract";
import { type Channel, channelLabels, type endpointChannels } from "@fanal/domain";
import { cn } from "@fanal/ui/lib/utils";
import type { ReactNode } from "react";
import type { z } from "zod";
import type { PreviewTheme } from "../preview-switches.tsx";
import { MailFrame } from "./mail-frame.tsx";
import { MailHead } from "./mail-head.tsx";
import { DiscordPost, discordPayload } from "./previews/discord.tsx";
import { Json } from "./previews/json.tsx";
import { MicrosoftTeamsPost, microsoftTeamsPayload } from "./previews/microsoft-teams.tsx";
import { PushNotification, pushPayload } from "./previews/push.tsx";
import { SlackPost, slackPayload } from "./previews/slack.tsx";

interface PreviewProps {
  message: ShownMessage;
  theme: PreviewTheme;
}

interface ChannelPreview {
  /** Whether it is shown by programs that have a light and a dark theme. */
  hasThemes: boolean;
  Shown: (props: PreviewProps) => ReactNode;
}

/** A message as whoever is told by a channel sees it. */
export const channelPreviews: Record<Channel, ChannelPreview> = {
  email: { hasThemes: true, Shown: Mail },
  webhook: {
    hasThemes: false,
    Shown: ({ message }) => <Json label={nameOf("webhook")} json={message.payloads.webhook} />,
  },
  slack: drawn("slack", slackPayload, SlackPost),
  discord: drawn("discord", discordPayload, DiscordPost),
  microsoft_teams: drawn("microsoft_teams", microsoftTeamsPayload, MicrosoftTeamsPost),
  push: drawn("push", pushPayload, PushNotification),
};

function Mail({ message: { email }, theme }: PreviewProps) {
  return (
    <>
      <MailHead mail={email} />
      <MailFrame title="E-mail" html={email.html} theme={theme} />
    </>
  );
}

/** What is posted, as its chat draws it. From a server that is newer than this window it may be of another form. */
function drawn<Payload>(
  channel: (typeof endpointChannels)[number],
  shape: z.ZodType<Payload>,
  Post: (props: { payload: Payload }) => ReactNode,
): ChannelPreview {
  function Shown({ message, theme }: PreviewProps) {
    const json = message.payloads[channel];
    const payload = shape.safeParse(JSON.parse(json));
    if (!payload.success) return <Json label={nameOf(channel)} json={json} />;
    return (
      <section
        aria-label={nameOf(channel)}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard
        tabIndex={0}
        className={cn(theme, "h-90 overflow-y-auto rounded-lg border bg-background p-4 text-foreground")}
      >
        <Post payload={payload.data} />
      </section>
    );
  }
  return { hasThemes: true, Shown };
}

function nameOf(channel: Channel): string {
  return `What ${channelLabels[channel]} gets`;
}
