import { Layout, Paragraph } from "../layout.tsx";
import type { Message } from "../message.ts";
import { speaking } from "../speak.ts";

export const confirmSubscription: Message<"confirm_subscription"> = {
  subject: ({ language, page }) => speaking(language)("confirm.subject", { page: page.name }),
  Body: ({ language, page, endpoint, link, validDays }) => {
    const say = speaking(language);
    const values = { page: page.name };
    const why = endpoint === null ? say("confirm.email") : say("confirm.endpoint", { endpoint });
    return (
      <Layout
        language={language}
        sender={page}
        preview={why}
        title={say("confirm.title", values)}
        action={{ label: say("confirm.button"), link }}
        foot={say("confirm.foot", values)}
      >
        <Paragraph>{why}</Paragraph>
        <Paragraph>{say("confirm.valid", { days: validDays })}</Paragraph>
      </Layout>
    );
  },
};
