import { Layout, Paragraph } from "../layout.tsx";
import type { Message } from "../message.ts";
import { speaking } from "../speak.ts";
import { duration } from "../words.ts";

export const magicLink: Message<"magic_link"> = {
  subject: ({ language }) => speaking(language)("magic_link.subject"),
  Body: ({ link, validMinutes, ...reader }) => {
    const say = speaking(reader.language);
    const lasts = duration(validMinutes, reader);
    return (
      <Layout
        language={reader.language}
        preview={say("magic_link.preview", { duration: lasts })}
        title={say("magic_link.title")}
        action={{ label: say("magic_link.action"), link }}
        foot={say("magic_link.foot")}
      >
        <Paragraph>{say("magic_link.body", { duration: lasts })}</Paragraph>
      </Layout>
    );
  },
};
