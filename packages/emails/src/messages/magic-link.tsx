import { Layout, Paragraph } from "../layout.tsx";
import type { Message } from "../message.ts";
import { duration } from "../words.ts";

export const magicLink: Message<"magic_link"> = {
  subject: () => "Your link to sign in",
  Body: ({ link, validMinutes }) => (
    <Layout
      preview={`It works once, for ${duration(validMinutes)}.`}
      title="Sign in to Fanal"
      action={{ label: "Sign in", link }}
      foot="You get this because somebody asked for a link to sign in with your address. If it was not you, ignore it, and pass it on to nobody: whoever has it can sign in."
    >
      <Paragraph>The link works once, for {duration(validMinutes)}.</Paragraph>
    </Layout>
  ),
};
