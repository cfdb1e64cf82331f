import type { MessageKey } from "../languages/en.ts";
import { Layout, Paragraph } from "../layout.tsx";
import type { Message } from "../message.ts";
import { speaking } from "../speak.ts";
import { duration } from "../words.ts";

type TimedLink = "verify_address" | "reset_password" | "magic_link" | "verify_new_address";

/** A mail that is there for its link, which counts for some minutes. The words of a kind stand under its name. */
export function timedLink<Kind extends TimedLink>(
  kind: Kind,
  subject: MessageKey = `${kind}.title`,
): Message<Kind> {
  return {
    subject: ({ language }) => speaking(language)(subject),
    Body: ({ link, validMinutes, ...reader }) => {
      const say = speaking(reader.language);
      const lasts = { duration: duration(validMinutes, reader) };
      return (
        <Layout
          language={reader.language}
          preview={say(`${kind}.preview`, lasts)}
          title={say(`${kind}.title`)}
          action={{ label: say(`${kind}.action`), link }}
          foot={say(`${kind}.foot`)}
        >
          <Paragraph>{say(`${kind}.body`, lasts)}</Paragraph>
        </Layout>
      );
    },
  };
}
