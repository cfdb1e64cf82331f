import { Layout, Paragraph } from "../layout.tsx";
import type { Message } from "../message.ts";
import { duration } from "../words.ts";

export const resetPassword: Message<"reset_password"> = {
  subject: () => "Set a new password",
  Body: ({ link, validMinutes }) => (
    <Layout
      preview={`The link works once, for ${duration(validMinutes)}.`}
      title="Set a new password"
      action={{ label: "Set new password", link }}
      foot="You get this because somebody asked for a new password for your account. If it was not you, ignore it: your password stays as it is."
    >
      <Paragraph>
        The link works once, for {duration(validMinutes)}. With the new password you are signed out everywhere
        else.
      </Paragraph>
    </Layout>
  ),
};
