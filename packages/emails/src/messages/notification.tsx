import { Link, Section, Text } from "@react-email/components";
import { Layout, Paragraph } from "../layout.tsx";
import { colors } from "../look.ts";
import type { Message } from "../message.ts";
import { notificationWords } from "../notification-words.ts";

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
        <Text className="sign text" style={state}>
          {words.state}
        </Text>
        {update !== null && (
          // Sanitized where it was composed, as the page shows it.
          <div
            className="said text"
            style={said}
            // biome-ignore lint/security/noDangerouslySetInnerHtml: the HTML is made by us from Markdown, sanitized
            dangerouslySetInnerHTML={{ __html: update.html }}
          />
        )}
        {words.promise !== null && <Paragraph>{words.promise}</Paragraph>}
        {words.services.length > 0 && (
          <Section style={{ margin: "8px 0 16px" }}>
            <Text className="meta" style={label}>
              {words.servicesTitle}
            </Text>
            {words.services.map(({ name, status, sign }) => (
              <Text key={name} className="text" style={service}>
                {sign} {name} · {status}
              </Text>
            ))}
          </Section>
        )}
        {words.times.map((time) => (
          <Text key={time} className="meta" style={label}>
            {time}
          </Text>
        ))}
      </Layout>
    );
  },
};

/** Text in a border, so that it survives inversion. */
const state = {
  display: "inline-block",
  margin: "0 0 16px",
  padding: "2px 10px",
  border: `1px solid ${colors.meta}`,
  borderRadius: 6,
  fontSize: 14,
  lineHeight: "22px",
  fontWeight: 600,
  color: colors.text,
};
const said = { fontSize: 16, lineHeight: "24px", color: colors.text };
const label = { fontSize: 13, lineHeight: "20px", color: colors.meta, margin: "0 0 4px" };
const service = { fontSize: 15, lineHeight: "24px", color: colors.text, margin: 0 };
