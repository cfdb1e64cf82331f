import { Layout, Paragraph } from "../layout.tsx";
import type { Message } from "../message.ts";
import type { AccountChange } from "../renderer.ts";
import { moment } from "../words.ts";

export const accountChanged: Message<"account_changed"> = {
  subject: ({ change }) => said[change],
  Body: ({ change, at, address, resetLink }) => (
    <Layout
      preview={moment(at)}
      title={said[change]}
      action={{ label: "It was not me", link: resetLink }}
      foot="You get this because it concerns the security of your account of Fanal."
    >
      <Paragraph>
        On {moment(at)}
        {address !== null && `, from the address ${address}`}. If it was you, there is nothing to do. If not,
        set a new password now: that ends every session.
      </Paragraph>
    </Layout>
  ),
};

const said: Record<AccountChange, string> = {
  password_changed: "Your password was changed",
  address_changed: "Your e-mail address was changed",
  two_factor_enabled: "Your second factor was turned on",
  two_factor_disabled: "Your second factor was turned off",
  passkey_added: "A passkey was added to your account",
  passkey_removed: "A passkey was removed from your account",
};
