import { z } from "zod";
import { ChatMarkdown, ChatPost } from "./chat-post.tsx";

/** The part of a Discord message that is drawn. */
export const discordPayload = z.object({
  username: z.string(),
  embeds: z.array(
    z.object({
      title: z.string(),
      color: z.int().min(0).max(0xffffff),
      description: z.string(),
      fields: z.array(z.object({ name: z.string(), value: z.string() })),
    }),
  ),
});

/** As Discord shows a message of a webhook: an embed with the colour of the state at its edge. */
export function DiscordPost({ payload }: { payload: z.infer<typeof discordPayload> }) {
  return (
    <ChatPost author={payload.username} kind="App">
      {payload.embeds.map(({ title, color, description, fields }) => (
        <div key={title} className="flex w-fit max-w-120 overflow-hidden rounded-md bg-muted">
          <span aria-hidden className="w-1 shrink-0" style={{ backgroundColor: hex(color) }} />
          <div className="flex min-w-0 flex-col gap-2 px-3 py-2.5">
            <p className="text-base font-strong text-primary wrap-anywhere">{title}</p>
            {description !== "" && <ChatMarkdown text={description} />}
            {fields.map(({ name, value }) => (
              <div key={name} className="flex flex-col">
                <p className="font-strong wrap-anywhere">{name}</p>
                <ChatMarkdown text={value} />
              </div>
            ))}
          </div>
        </div>
      ))}
    </ChatPost>
  );
}

/** Discord's colours are numbers. */
function hex(color: number): string {
  return `#${color.toString(16).padStart(6, "0")}`;
}
