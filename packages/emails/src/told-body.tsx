import { Section, Text } from "@react-email/components";
import type { ReactNode } from "react";
import { Paragraph } from "./layout.tsx";
import { colors } from "./look.ts";
import type { ChatWords } from "./renderer.ts";

interface ToldBodyProps {
  words: ChatWords;
  /** What was written, sanitized where it was composed, as the page shows it. */
  html: string | null;
  children?: ReactNode;
}

/** What is told of something that happened: its state, what was written, the services, and when. */
export function ToldBody({ words, html, children }: ToldBodyProps) {
  return (
    <>
      <Text className="sign text" style={state}>
        {words.state}
      </Text>
      {children}
      {html !== null && (
        <div
          className="said text"
          style={said}
          // biome-ignore lint/security/noDangerouslySetInnerHtml: the HTML is made by us from Markdown, sanitized
          dangerouslySetInnerHTML={{ __html: html }}
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
    </>
  );
}

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
