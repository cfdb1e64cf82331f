import { Layout, Paragraph } from "../layout.tsx";
import type { Message } from "../message.ts";
import { speaking } from "../speak.ts";
import { moment } from "../words.ts";

export const invitation: Message<"invitation"> = {
  subject: ({ language, organization }) => speaking(language)("invitation.subject", { organization }),
  Body: ({ organization, inviter, role, link, expiresAt, ...reader }) => {
    const say = speaking(reader.language);
    return (
      <Layout
        language={reader.language}
        preview={say("invitation.preview", { inviter, organization })}
        title={say("invitation.title", { inviter, organization })}
        action={{ label: say("invitation.action"), link }}
        foot={say("invitation.foot")}
      >
        <Paragraph>
          {say("invitation.body", {
            organization,
            role: say(`role.${role}`),
            moment: moment(expiresAt, reader),
          })}
        </Paragraph>
      </Layout>
    );
  },
};
