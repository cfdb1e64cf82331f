import { cn } from "@fanal/ui/lib/utils";
import { z } from "zod";
import { ChatButtons, ChatMarkdown, ChatPost } from "./chat-post.tsx";

const tones = {
  good: "text-status-operational-muted-foreground",
  accent: "text-status-maintenance-muted-foreground",
  warning: "text-status-degraded-muted-foreground",
  attention: "text-status-major-muted-foreground",
} as const;

const textBlock = z.object({
  type: z.literal("TextBlock"),
  text: z.string(),
  size: z.enum(["small", "large"]).optional(),
  weight: z.literal("bolder").optional(),
  isSubtle: z.boolean().optional(),
  color: z.enum(["good", "accent", "warning", "attention"]).optional(),
});
const factSet = z.object({
  type: z.literal("FactSet"),
  facts: z.array(z.object({ title: z.string(), value: z.string() })),
});

/** The part of an adaptive card that is drawn. */
export const microsoftTeamsPayload = z.object({
  attachments: z.array(
    z.object({
      content: z.object({
        body: z.array(z.discriminatedUnion("type", [textBlock, factSet])),
        actions: z.array(z.object({ title: z.string() })),
      }),
    }),
  ),
});

/** As Microsoft Teams shows what a workflow posts: a card. */
export function MicrosoftTeamsPost({ payload }: { payload: z.infer<typeof microsoftTeamsPayload> }) {
  return (
    <ChatPost author="Workflows">
      {payload.attachments.map(({ content: { body, actions } }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they have nothing else, and never move
        <div key={index} className="flex max-w-120 flex-col gap-2 rounded-md border bg-card p-3">
          {body.map((element, at) =>
            element.type === "FactSet" ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <Facts key={at} {...element} />
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <Text key={at} {...element} />
            ),
          )}
          <ChatButtons labels={actions.map(({ title }) => title)} />
        </div>
      ))}
    </ChatPost>
  );
}

function Text({ text, size, weight, isSubtle = false, color }: z.infer<typeof textBlock>) {
  return (
    <div
      className={cn(
        size === "small" && "text-xs",
        weight === "bolder" && "font-strong",
        size === "large" && "text-lg",
        isSubtle && "text-muted-foreground",
        color !== undefined && tones[color],
      )}
    >
      <ChatMarkdown text={text} />
    </div>
  );
}

function Facts({ facts }: z.infer<typeof factSet>) {
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1">
      {facts.map(({ title, value }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two services may have the same name, and never move
        <div key={at} className="contents">
          <dt className="font-strong wrap-anywhere">{title}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
