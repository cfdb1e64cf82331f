import { Link } from "@react-email/components";
import { Layout, Paragraph } from "../layout.tsx";
import { colors } from "../look.ts";
import type { Message } from "../message.ts";

export const addressTaken: Message<"address_taken"> = {
  subject: () => "You already have an account",
  Body: ({ signInLink, resetLink }) => (
    <Layout
      preview="Somebody signed up with your address."
      title="You already have an account"
      action={{ label: "Sign in", link: signInLink }}
      foot="You get this because somebody signed up to Fanal with your address. If it was not you, there is nothing to do: they were not told that you have an account."
    >
      <Paragraph>
        Somebody signed up with this address, which has an account already. Nothing was changed. If it was
        you, sign in, or{" "}
        <Link href={resetLink} className="action" style={{ color: colors.link }}>
          set a new password
        </Link>
        .
      </Paragraph>
    </Layout>
  ),
};
