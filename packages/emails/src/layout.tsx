import type { Language } from "@fanal/domain";
import {
  Body,
  Container,
  Head,
  Heading,
  Hr,
  Html,
  Img,
  Link,
  Preview,
  Section,
  Text,
} from "@react-email/components";
import type { ReactNode } from "react";
import { colors, fonts, style } from "./look.ts";
import type { SendingPage } from "./renderer.ts";
import { speaking } from "./speak.ts";

interface LayoutProps {
  /** What the mail is written in; English by default. */
  language?: Language;
  /** Who writes; Fanal itself by default. */
  sender?: SendingPage;
  /** What inboxes show beside the subject. */
  preview: string;
  title: string;
  children: ReactNode;
  /** The one thing to do, with what becomes of it if nothing is done below. */
  action?: { label: string; link: string };
  /** Why somebody gets this mail, and what to do if it is not for them. */
  foot: ReactNode;
}

/** The one look of all mails: a column of 600 px in system fonts and mid colours, which survive inversion. */
export function Layout(props: LayoutProps) {
  const { language = "en", sender = { name: "Fanal", accent: null }, ...said } = props;
  const { preview, title, children, action, foot } = said;
  const copy = speaking(language)("layout.copy");
  return (
    <Html lang={language}>
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{title}</title>
        <style>{style}</style>
      </Head>
      <Body className="page" style={{ ...page, backgroundColor: colors.page }}>
        <Preview>{preview}</Preview>
        <Container style={{ maxWidth: 600, padding: "32px 24px" }}>
          <Sender {...sender} />
          <Heading as="h1" className="text" style={heading}>
            {title}
          </Heading>
          <Section>{children}</Section>
          {action && <Action {...action} copy={copy} color={sender.accent ?? colors.link} />}
          <Hr className="rule" style={{ borderColor: colors.rule, margin: "32px 0 16px" }} />
          <Text className="meta" style={{ ...meta, margin: 0 }}>
            {foot}
          </Text>
        </Container>
      </Body>
    </Html>
  );
}

/** A logo stands on white, whatever becomes of the colours around it. */
function Sender({ name, logo = null }: SendingPage) {
  if (logo === null)
    return (
      <Text className="meta" style={{ ...meta, margin: "0 0 24px" }}>
        {name}
      </Text>
    );
  const height = Math.min(32, logo.height);
  const width = Math.round((logo.width * height) / logo.height);
  return (
    <Section style={{ margin: "0 0 24px" }}>
      <Img src={logo.url} alt={name} width={width} height={height} style={tile} />
    </Section>
  );
}

/** One paragraph of what a mail says. */
export function Paragraph({ children }: { children: ReactNode }) {
  return (
    <Text className="text" style={paragraph}>
      {children}
    </Text>
  );
}

interface ActionProps {
  label: string;
  link: string;
  copy: string;
  color: string;
}

/** Bordered, not filled: it stays readable where a program inverts colours. The address is there to be copied, too. */
function Action({ label, link, copy, color }: ActionProps) {
  return (
    <Section style={{ paddingTop: 12 }}>
      <Link href={link} className="action" style={{ ...button, color, borderColor: color }}>
        {label}
      </Link>
      <Text className="meta" style={{ ...meta, margin: "16px 0 0", wordBreak: "break-all" }}>
        {copy}
        <br />
        <Link href={link} className="meta" style={{ color: colors.meta }}>
          {link}
        </Link>
      </Text>
    </Section>
  );
}

const tile = { padding: 6, borderRadius: 6, backgroundColor: "#ffffff" };
const page = { margin: 0, fontFamily: fonts.text, overflowWrap: "anywhere" } as const;
const meta = { fontSize: 13, lineHeight: "20px", color: colors.meta };
const paragraph = { fontSize: 16, lineHeight: "24px", color: colors.text, margin: "0 0 16px" };
const heading = { fontSize: 20, lineHeight: "28px", fontWeight: 600, color: colors.text, margin: "0 0 16px" };
const button = {
  display: "inline-block",
  padding: "10px 18px",
  borderWidth: 1,
  borderStyle: "solid",
  borderRadius: 8,
  fontSize: 16,
  lineHeight: "24px",
  fontWeight: 600,
  textDecoration: "none",
};
