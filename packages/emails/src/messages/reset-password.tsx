import { Layout, Paragraph } from "../layout.tsx";
import type { Message } from "../message.ts";
import { speaking } from "../speak.ts";
import { duration } from "../words.ts";

export const resetPassword: Message<"reset_password"> = {
  subject: ({ language }) => speaking(language)("reset_password.title"),
  Body: ({ link, validMinutes, ...reader }) => {
    const say = speaking(reader.language);
    const lasts = duration(validMinutes, reader);
    return (
      <Layout
        language={reader.language}
        preview={say("reset_password.preview", { duration: lasts })}
        title={say("reset_password.title")}
        action={{ label: say("reset_password.action"), link }}
        foot={say("reset_password.foot")}
      >
        <Paragraph>{say("reset_password.body", { duration: lasts })}</Paragraph>
      </Layout>
    );
  },
};
