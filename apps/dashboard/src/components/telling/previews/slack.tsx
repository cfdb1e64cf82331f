import { z } from "zod";
import { ChatButtons, ChatPost } from "./chat-post.tsx";

const text = z.object({ text: z.string() });
const block = z.discriminatedUnion("type", [
  z.object({ type: z.literal("header"), text }),
  z.object({ type: z.literal("section"), text }),
  z.object({ type: z.literal("context"), elements: z.array(text) }),
  z.object({ type: z.literal("actions"), elements: z.array(z.object({ text })) }),
]);
type Block = z.infer<typeof block>;

/** The part of a Slack message that is drawn. */
export const slackPayload = z.object({
  text: z.string(),
  attachments: z.array(z.object({ color: z.string(), blocks: z.array(block) })),
});

/** As Slack shows a message of an incoming webhook: a line, and blocks beside a bar in the colour of the state. */
export function SlackPost({ payload }: { payload: z.infer<typeof slackPayload> }) {
  return (
    <ChatPost author="incoming-webhook" kind="App">
      <p className="wrap-anywhere">{unescaped(payload.text)}</p>
      {payload.attachments.map(({ color, blocks }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they have nothing else, and never move
        <div key={index} className="flex gap-3 pt-1">
          <span aria-hidden className="w-1 shrink-0 rounded-full" style={{ backgroundColor: color }} />
          <div className="flex min-w-0 flex-col gap-2">
            {blocks.map((one, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <SlackBlock key={at} block={one} />
            ))}
          </div>
        </div>
      ))}
    </ChatPost>
  );
}

function SlackBlock({ block }: { block: Block }) {
  switch (block.type) {
    case "header":
      return <p className="text-lg wrap-anywhere">{block.text.text}</p>;
    case "section":
      return <p className="whitespace-pre-line wrap-anywhere">{block.text.text}</p>;
    case "context":
      return (
        <p className="text-xs whitespace-pre-line text-muted-foreground wrap-anywhere">
          {block.elements.map((element) => element.text).join("\n")}
        </p>
      );
    case "actions":
      return <ChatButtons labels={block.elements.map((element) => element.text.text)} />;
  }
}

/** The three characters that Slack reads as marks are escaped in its texts. */
function unescaped(escaped: string): string {
  return escaped.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
