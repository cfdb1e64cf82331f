import { Layout, Paragraph } from "../layout.tsx";
import type { Message } from "../message.ts";
import { speaking } from "../speak.ts";
import { duration } from "../words.ts";

export const approveNewAddress: Message<"approve_new_address"> = {
  subject: ({ language }) => speaking(language)("approve_new_address.title"),
  Body: ({ newAddress, link, validMinutes, ...reader }) => {
    const say = speaking(reader.language);
    return (
      <Layout
        language={reader.language}
        preview={say("approve_new_address.preview", { newAddress })}
        title={say("approve_new_address.title")}
        action={{ label: say("approve_new_address.action"), link }}
        foot={say("approve_new_address.foot")}
      >
        <Paragraph>
          {say("approve_new_address.body", { newAddress, duration: duration(validMinutes, reader) })}
        </Paragraph>
      </Layout>
    );
  },
};
