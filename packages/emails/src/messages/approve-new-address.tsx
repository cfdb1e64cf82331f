import { Layout, Paragraph } from "../layout.tsx";
import type { Message } from "../message.ts";
import { duration } from "../words.ts";

export const approveNewAddress: Message<"approve_new_address"> = {
  subject: () => "Change your e-mail address?",
  Body: ({ newAddress, link, validMinutes }) => (
    <Layout
      preview={`To ${newAddress}.`}
      title="Change your e-mail address?"
      action={{ label: "Change address", link }}
      foot="You get this because somebody who is signed in to your account asked for it. If it was not you, do not follow the link, and set a new password."
    >
      <Paragraph>
        From then on you sign in with {newAddress}. Once you agree here, a second mail asks there; only then
        is it changed. The link works for {duration(validMinutes)}.
      </Paragraph>
    </Layout>
  ),
};
