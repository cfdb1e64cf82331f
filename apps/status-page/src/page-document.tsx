import script from "virtual:live-script";
import { historyLetters, type Snapshot } from "@fanal/contract/snapshot";
import { serviceStatuses } from "@fanal/domain";
import { statusFavicon } from "@fanal/ui/lib/status-svg";
import type { ReactNode } from "react";
import { Document } from "./document.tsx";
import { Footer } from "./footer.tsx";
import { Head } from "./head.tsx";
import { Header } from "./header.tsx";
import { pageStatus } from "./headline.tsx";
import { lookStyle } from "./look.ts";
import { StaleNotice } from "./stale-notice.tsx";
import { useWords, type Words } from "./words.tsx";

/** What every document of a page is made from. */
export interface PageDocumentProps {
  snapshot: Snapshot;
  base: string;
  staleSince: string | undefined;
  isInert: boolean | undefined;
  /** The document's address below the page's, empty for the main page. */
  path: string;
  title: string;
  description: string;
  children: ReactNode;
}

/** A document of a page: what stands around the part that the visitor came for. */
export function PageDocument(props: PageDocumentProps) {
  const { snapshot, base, staleSince, isInert, path, title, description, children } = props;
  const words = useWords();
  const { language, text } = words;
  const favicon = snapshot.page.images.find((image) => image.kind === "favicon");
  const icon = favicon?.path ?? statusFavicon(staleSince ? "unknown" : pageStatus(snapshot));
  return (
    <Document
      language={language}
      title={title}
      icon={icon}
      base={`${base}/`}
      look={lookStyle(snapshot.page)}
      head={<Head snapshot={snapshot} path={path} title={title} description={description} />}
      data={{
        "data-version": snapshot.version,
        "data-stale": staleSince === undefined ? undefined : "",
        "data-zone": snapshot.page.timeZone,
        "data-unknown-icon": favicon ? undefined : statusFavicon("unknown"),
        "data-now": text("announce.headline_only", { headline: "%" }),
        "data-letters": JSON.stringify(letterWords(words)),
      }}
      script={script}
      isInert={isInert}
    >
      <Header snapshot={snapshot} base={base} isMain={path === ""} />
      <main tabIndex={-1}>
        <StaleNotice since={staleSince} asOf={snapshot.asOf} />
        {children}
      </main>
      <Footer snapshot={snapshot} base={base} path={path} />
      <p id="announcer" className="sr" role="status" aria-live="polite" />
    </Document>
  );
}

/** What the letters of a strip mean, for the script that reads days out. */
function letterWords({ text }: Words): Record<string, string> {
  const statuses = [...serviceStatuses, "unknown"] as const;
  return Object.fromEntries(statuses.map((status) => [historyLetters[status], text(`status.${status}`)]));
}
