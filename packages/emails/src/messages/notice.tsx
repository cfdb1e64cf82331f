import { Link } from "@react-email/components";
import { Layout, Paragraph } from "../layout.tsx";
import { colors } from "../look.ts";
import type { Message } from "../message.ts";
import { noticeWords } from "../notice-words.ts";
import { speaking } from "../speak.ts";
import { ToldBody } from "../told-body.tsx";

export const notice: Message<"notice"> = {
  subject: ({ message, ...reader }) => noticeWords(message, reader).subject,
  Body: ({ message, team, ...reader }) => {
    const say = speaking(reader.language);
    const words = noticeWords(message, reader);
    const { organization, incident, update } = message;
    const manageUrl = `${organization.url}/teams`;
    return (
      <Layout
        language={reader.language}
        sender={{ name: organization.name, accent: null }}
        preview={`${words.state}: ${words.title}`}
        title={words.title}
        action={{ label: words.see, link: incident?.url ?? manageUrl }}
        foot={
          <>
            {team === null
              ? say("notice.why_all", { organization: organization.name })
              : say("notice.why_team", { team, organization: organization.name })}
            <br />
            <Link href={manageUrl} className="meta" style={{ color: colors.meta }}>
              {words.manage}
            </Link>
          </>
        }
      >
        <ToldBody words={words} html={update?.html ?? null}>
          {words.test !== null && <Paragraph>{words.test}</Paragraph>}
        </ToldBody>
      </Layout>
    );
  },
};
