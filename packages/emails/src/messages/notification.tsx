import { Link } from "@react-email/components";
import { Layout } from "../layout.tsx";
import { colors } from "../look.ts";
import type { Message } from "../message.ts";
import { notificationWords } from "../notification-words.ts";
import { ToldBody } from "../told-body.tsx";

export const notification: Message<"notification"> = {
  subject: ({ message, language }) => notificationWords(message, language).subject,
  Body: ({ message, language, manageUrl, unsubscribeUrl, isShared }) => {
    const words = notificationWords(message, language);
    const { page, story, update } = message;
    return (
      <Layout
        language={language}
        sender={page}
        preview={`${words.state}: ${story.title}`}
        title={story.title}
        action={{ label: words.see, link: story.url }}
        foot={
          <>
            {words.why}
            <br />
            <Link
              href={manageUrl}
              className="meta"
              style={{ color: colors.meta, textDecoration: "underline" }}
            >
              {words.manage}
            </Link>
            {" · "}
            {isShared ? (
              words.shared
            ) : (
              <Link
                href={unsubscribeUrl}
                className="meta"
                style={{ color: colors.meta, textDecoration: "underline" }}
              >
                {words.unsubscribe}
              </Link>
            )}
          </>
        }
      >
        <ToldBody words={words} html={update?.html ?? null} />
      </Layout>
    );
  },
};
