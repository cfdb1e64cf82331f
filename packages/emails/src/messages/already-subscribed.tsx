import { Layout, Paragraph } from "../layout.tsx";
import type { Message } from "../message.ts";
import { speaking } from "../speak.ts";

export const alreadySubscribed: Message<"already_subscribed"> = {
  subject: ({ language, page }) => speaking(language)("subscribed.subject", { page: page.name }),
  Body: ({ language, page, link }) => {
    const say = speaking(language);
    const values = { page: page.name };
    return (
      <Layout
        language={language}
        sender={page}
        preview={say("subscribed.title", values)}
        title={say("subscribed.title", values)}
        action={{ label: say("subscribed.button"), link }}
        foot={say("subscribed.foot", values)}
      >
        <Paragraph>{say("subscribed.text")}</Paragraph>
      </Layout>
    );
  },
};
