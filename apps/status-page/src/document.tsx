import style from "virtual:page-style";
import type { ReactNode } from "react";

interface DocumentProps {
  title: string;
  description?: string;
  children: ReactNode;
  /** The tab's icon as a `data:` URL. */
  icon: string;
  /** The icon for when nothing can be confirmed; only a page with a script needs it. */
  unknownIcon?: string;
  script?: string;
  version?: number;
  stale?: boolean;
}

/** The frame that all documents share. Everything is inline: a page loads nothing but itself. */
export function Document(props: DocumentProps) {
  const { title, description, children, icon, unknownIcon, script, version, stale } = props;
  return (
    <html lang="en" data-version={version} data-stale={stale ? "" : undefined}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        {description && <meta name="description" content={description} />}
        <link rel="icon" href={icon} data-unknown={unknownIcon} />
        <style>{style}</style>
      </head>
      <body>
        {children}
        {script && <script>{script}</script>}
      </body>
    </html>
  );
}
