import style from "virtual:page-style";
import themeScript from "virtual:theme-script";
import type { Language } from "@fanal/domain";
import type { ReactNode } from "react";
import { directionOf } from "./direction.ts";

export interface DocumentProps {
  language: Language;
  title: string;
  /** The tab's icon: an address or a `data:` URL. */
  icon: string;
  /** More of the head: what search engines and feed readers want to know. */
  head?: ReactNode;
  /** `<base>`: where relative addresses begin. */
  base?: string;
  /** What the page's look adds to the style. */
  look?: string;
  /** Attributes of the root element, for the script. */
  data?: Record<`data-${string}`, string | number | undefined>;
  /** The script that keeps the document live. */
  script?: string | undefined;
  /** Without any script: not even the one that applies a chosen theme. */
  isInert?: boolean | undefined;
  children: ReactNode;
}

/** The frame that all documents share. Everything is inline: a page loads nothing but itself and its own images. */
export function Document(props: DocumentProps) {
  const { language, title, icon, head, base, look, data, script, isInert, children } = props;
  return (
    <html lang={language} dir={directionOf(language)} {...data}>
      <head>
        <meta charSet="utf-8" />
        {base !== undefined && <base href={base} />}
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        {head}
        <link rel="icon" href={icon} />
        {!isInert && <script>{themeScript}</script>}
        <style>{style}</style>
        {look && <style>{look}</style>}
      </head>
      <body>
        {children}
        {script && !isInert && <script>{script}</script>}
      </body>
    </html>
  );
}
