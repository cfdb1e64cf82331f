import { Layout, Paragraph } from "../layout.tsx";
import type { Message } from "../message.ts";
import { speaking } from "../speak.ts";
import { duration } from "../words.ts";

export const verifyNewAddress: Message<"verify_new_address"> = {
  subject: ({ language }) => speaking(language)("verify_new_address.title"),
  Body: ({ link, validMinutes, ...reader }) => {
    const say = speaking(reader.language);
    const lasts = duration(validMinutes, reader);
    return (
      <Layout
        language={reader.language}
        preview={say("verify_new_address.preview")}
        title={say("verify_new_address.title")}
        action={{ label: say("verify_new_address.action"), link }}
        foot={say("verify_new_address.foot")}
      >
        <Paragraph>{say("verify_new_address.body", { duration: lasts })}</Paragraph>
      </Layout>
    );
  },
};
