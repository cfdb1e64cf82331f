import { Link } from "@react-email/components";
import { Layout, Paragraph } from "../layout.tsx";
import { colors } from "../look.ts";
import type { Message } from "../message.ts";
import { speaking, speakingWith } from "../speak.ts";

export const addressTaken: Message<"address_taken"> = {
  subject: ({ language }) => speaking(language)("address_taken.title"),
  Body: ({ language, signInLink, resetLink }) => {
    const say = speaking(language);
    return (
      <Layout
        language={language}
        preview={say("address_taken.preview")}
        title={say("address_taken.title")}
        action={{ label: say("address_taken.action"), link: signInLink }}
        foot={say("address_taken.foot")}
      >
        <Paragraph>
          {speakingWith(language)("address_taken.body", {
            reset: (inside) => (
              <Link
                href={resetLink}
                className="action"
                style={{ color: colors.link, textDecoration: "underline" }}
              >
                {inside}
              </Link>
            ),
          })}
        </Paragraph>
      </Layout>
    );
  },
};
