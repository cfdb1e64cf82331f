import { Layout, Paragraph } from "../layout.tsx";
import type { Message } from "../message.ts";
import { speaking } from "../speak.ts";
import { moment } from "../words.ts";

export const accountChanged: Message<"account_changed"> = {
  subject: ({ language, change }) => speaking(language)(`account_changed.${change}`),
  Body: ({ change, at, address, resetLink, ...reader }) => {
    const say = speaking(reader.language);
    const when = moment(at, reader);
    return (
      <Layout
        language={reader.language}
        preview={when}
        title={say(`account_changed.${change}`)}
        action={{ label: say("account_changed.action"), link: resetLink }}
        foot={say("account_changed.foot")}
      >
        <Paragraph>
          {address === null
            ? say("account_changed.when", { moment: when })
            : say("account_changed.when_from", { moment: when, address })}{" "}
          {say("account_changed.body")}
        </Paragraph>
      </Layout>
    );
  },
};
