import { Layout, Paragraph } from "../layout.tsx";
import type { Message } from "../message.ts";
import { duration } from "../words.ts";

export const verifyAddress: Message<"verify_address"> = {
  subject: () => "Confirm your e-mail address",
  Body: ({ link, validMinutes }) => (
    <Layout
      preview="One step, and your account is ready."
      title="Confirm your e-mail address"
      action={{ label: "Confirm address", link }}
      foot="You get this because somebody made an account of Fanal with your address. If it was not you, ignore it: without you the account stays shut."
    >
      <Paragraph>Then your account is ready. The link works for {duration(validMinutes)}.</Paragraph>
    </Layout>
  ),
};
