import { Layout, Paragraph } from "../layout.tsx";
import type { Message } from "../message.ts";
import { moment } from "../words.ts";

export const invitation: Message<"invitation"> = {
  subject: ({ organization }) => `Join ${organization} on Fanal`,
  Body: ({ organization, inviter, role, link, expiresAt }) => (
    <Layout
      preview={`${inviter} invites you to ${organization}.`}
      title={`${inviter} invites you to ${organization}`}
      action={{ label: "Accept invitation", link }}
      foot="You get this because somebody typed your address. If you do not know them, ignore it: nothing happens."
    >
      <Paragraph>
        {organization} runs its status pages with Fanal. You join as {role}. The invitation is for this
        address only, works once and ends on {moment(expiresAt)}.
      </Paragraph>
    </Layout>
  ),
};
