import type { ShownMessage } from "@fanal/contract";
import { type Channel, channelLabels } from "@fanal/domain";
import { Skeleton } from "@fanal/ui/components/skeleton";
import { useState } from "react";
import { sentenceOf } from "../../lib/errors.ts";
import { Switcher } from "../preview-switches.tsx";
import { RefreshFailed } from "../refresh-failed.tsx";
import { MailFrame } from "./mail-frame.tsx";

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
  const [theme, setTheme] = useState<"light" | "dark">("light");
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
        {tab === "email" && (
          <Switcher
            label="Theme of the mail"
            choices={[
              { value: "light", label: "Light" },
              { value: "dark", label: "Dark" },
            ]}
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

function Shown({ message, tab, theme }: { message: ShownMessage; tab: Tab; theme: "light" | "dark" }) {
  if (tab === "email")
    return (
      <>
        <Subject words={message.email.subject} />
        <MailFrame title="E-mail" html={message.email.html} theme={theme} />
      </>
    );
  if (tab === "text")
    return (
      <>
        <Subject words={message.email.subject} />
        <Written label="Plain text" text={message.email.text} />
      </>
    );
  return (
    <Written
      label={`What ${channelLabels[tab]} gets`}
      text={JSON.stringify(JSON.parse(message.payloads[tab]), null, 2)}
      isCode
    />
  );
}

function Subject({ words }: { words: string }) {
  return (
    <p className="wrap-anywhere">
      <span className="text-muted-foreground">Subject </span>
      <span className="font-strong">{words}</span>
    </p>
  );
}

function Written({ label, text, isCode = false }: { label: string; text: string; isCode?: boolean }) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard
      tabIndex={0}
      className="h-90 overflow-y-auto rounded-lg border bg-muted px-3 py-2"
    >
      <pre
        className={
          isCode
            ? "font-mono text-xs whitespace-pre-wrap wrap-anywhere"
            : "font-sans whitespace-pre-wrap wrap-anywhere"
        }
      >
        {text}
      </pre>
    </section>
  );
}

function labelOf(tab: Tab): string {
  return tab === "text" ? "Plain text" : channelLabels[tab];
}
