import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { query } from "../../../lib/api.ts";
import { clockTime } from "../../../lib/time.ts";
import { useNow } from "../../../lib/use-now.ts";
import { useOrganization } from "../../../lib/use-organization.ts";

interface ChatPostProps {
  /** Who the chat says it is from. */
  author: string;
  /** What the chat calls those who are no people. */
  kind?: string;
  children: ReactNode;
}

/** A post in a chat: who, when, and beside it what they said. */
export function ChatPost({ author, kind, children }: ChatPostProps) {
  const now = useNow();
  return (
    <div className="flex items-start gap-2">
      <span
        aria-hidden
        className="flex size-8 shrink-0 items-center justify-center rounded-md bg-muted font-strong text-muted-foreground"
      >
        {[...author].slice(0, 1).join("").toUpperCase()}
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <p className="flex min-w-0 items-center gap-1.5">
          <span className="truncate font-strong">{author}</span>
          {kind !== undefined && (
            <span className="rounded-sm border bg-muted px-1 text-micro text-muted-foreground">{kind}</span>
          )}
          <time className="text-xs text-muted-foreground tabular-nums" dateTime={now.toISOString()}>
            {clockTime(now.toISOString(), now)}
          </time>
        </p>
        {children}
      </div>
    </div>
  );
}

/** Buttons that lead somewhere in the chat, and nowhere in a preview. */
export function ChatButtons({ labels }: { labels: string[] }) {
  return (
    <div className="flex flex-wrap gap-2">
      {labels.map((label) => (
        <span key={label} className="rounded-md border border-input px-2.5 py-1 text-xs font-medium">
          {label}
        </span>
      ))}
    </div>
  );
}

/** Markdown as the chat renders it; as it was typed until the server has. */
export function ChatMarkdown({ text }: { text: string }) {
  const { slug: organization } = useOrganization();
  const { data } = useQuery(
    query.incidents.previewMessage.queryOptions({ input: { organization, message: text } }),
  );
  if (data === undefined) return <p className="whitespace-pre-line wrap-anywhere">{text}</p>;
  return (
    <div
      className="prose [&_p]:whitespace-pre-line"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: the server sanitized it
      dangerouslySetInnerHTML={{ __html: data.html }}
    />
  );
}
