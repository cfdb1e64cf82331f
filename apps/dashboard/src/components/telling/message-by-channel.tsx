import type { ShownMessage } from "@fanal/contract";
import { type Channel, channelLabels } from "@fanal/domain";
import { Skeleton } from "@fanal/ui/components/skeleton";
import { useState } from "react";
import { sentenceOf } from "../../lib/errors.ts";
import { type PreviewTheme, Switcher, themeChoices } from "../preview-switches.tsx";
import { RefreshFailed } from "../refresh-failed.tsx";
import { channelPreviews } from "./channel-preview.tsx";
import { MailHead } from "./mail-head.tsx";

interface MessageByChannelProps {
  shown: { data: ShownMessage | undefined; error: Error | null };
  channels: readonly Channel[];
  onRetry: () => void;
}

type Tab = Channel | "text";

/** One message in the form of each channel. */
export function MessageByChannel({ shown, channels, onRetry }: MessageByChannelProps) {
  const tabs = channels.flatMap((channel): Tab[] => (channel === "email" ? ["email", "text"] : [channel]));
  const [chosen, setChosen] = useState<Tab | null>(null);
  const [theme, setTheme] = useState<PreviewTheme>("light");
  const tab = tabs.find((one) => one === chosen) ?? tabs[0] ?? "email";
  const { data, error } = shown;
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Switcher
          label="Channel"
          choices={tabs.map((value) => ({ value, label: labelOf(value) }))}
          value={tab}
          onChoose={setChosen}
          className="flex-wrap bg-muted"
        />
        {tab !== "text" && channelPreviews[tab].hasThemes && (
          <Switcher
            label="Theme of the preview"
            choices={themeChoices}
            value={theme}
            onChoose={setTheme}
            className="bg-muted"
          />
        )}
      </div>
      {error !== null && (
        <>
          <RefreshFailed what="the message" isKept={data !== undefined} isInset onRetry={onRetry} />
          <p className="text-muted-foreground">{sentenceOf(error)}</p>
        </>
      )}
      {data === undefined && error === null && <Skeleton className="h-90 w-full" />}
      {data !== undefined && <Shown message={data} tab={tab} theme={theme} />}
    </div>
  );
}

function Shown({ message, tab, theme }: { message: ShownMessage; tab: Tab; theme: PreviewTheme }) {
  if (tab === "text") return <PlainText mail={message.email} />;
  const { Shown: Preview } = channelPreviews[tab];
  return <Preview message={message} theme={theme} />;
}

function PlainText({ mail }: { mail: ShownMessage["email"] }) {
  return (
    <>
      <MailHead mail={mail} />
      <section
        aria-label="Plain text"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard
        tabIndex={0}
        className="h-90 overflow-y-auto rounded-lg border bg-muted px-3 py-2"
      >
        <pre className="font-sans whitespace-pre-wrap wrap-anywhere">{mail.text}</pre>
      </section>
    </>
  );
}

function labelOf(tab: Tab): string {
  return tab === "text" ? "Plain text" : channelLabels[tab];
}
