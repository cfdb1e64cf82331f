import { Layout, Paragraph } from "../layout.tsx";
import type { Message } from "../message.ts";
import { duration } from "../words.ts";

export const verifyNewAddress: Message<"verify_new_address"> = {
  subject: () => "Confirm your new e-mail address",
  Body: ({ link, validMinutes }) => (
    <Layout
      preview="One step, and you sign in with this address."
      title="Confirm your new e-mail address"
      action={{ label: "Confirm address", link }}
      foot="You get this because somebody wants to use your address for their account of Fanal. If it was not you, ignore it: nothing is changed."
    >
      <Paragraph>
        From then on you sign in with this address. The link works for {duration(validMinutes)}.
      </Paragraph>
    </Layout>
  ),
};
