import { Layout, Paragraph } from "../layout.tsx";
import type { Message } from "../message.ts";
import { speaking } from "../speak.ts";

export const endpointStopped: Message<"endpoint_stopped"> = {
  subject: ({ language, page, endpoint }) =>
    speaking(language)("stopped.subject", { page: page.name, endpoint }),
  Body: ({ language, page, endpoint, wantsNothing, failure, link }) => {
    const say = speaking(language);
    const values = { page: page.name, endpoint };
    const why = say(wantsNothing ? "stopped.gone" : "stopped.text", values);
    return (
      <Layout
        language={language}
        sender={page}
        preview={why}
        title={say("stopped.title", values)}
        action={{ label: say("stopped.button"), link }}
        foot={say("stopped.foot", values)}
      >
        <Paragraph>{why}</Paragraph>
        <Paragraph>{say("stopped.said", { failure })}</Paragraph>
      </Layout>
    );
  },
};
