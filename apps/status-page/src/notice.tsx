import { statusFavicon } from "@fanal/ui/lib/status-svg";
import type { ReactNode } from "react";
import { Document } from "./document.tsx";
import type { Missing } from "./renderer.ts";
import { useWords } from "./words.tsx";

/** A document that has no status to show: what happened, and what to do. It belongs to no page. */
export function Notice({ title, children }: { title: string; children: ReactNode }) {
  const { language } = useWords();
  return (
    <Document
      language={language}
      title={title}
      icon={statusFavicon("unknown")}
      head={<meta name="robots" content="noindex" />}
    >
      <main className="notice">
        <h1>{title}</h1>
        {children}
      </main>
    </Document>
  );
}

/** There is a page, and on it nothing at this address. */
export function NothingHere({ missing, home }: { missing: Missing; home: string }) {
  const { text } = useWords();
  return (
    <Notice title={text(`notice.no_${missing}`)}>
      <p>{text("notice.nothing_why")}</p>
      <ToPage home={home} />
    </Notice>
  );
}

function ToPage({ home }: { home: string }) {
  const { text } = useWords();
  return (
    <p>
      <a href={home}>{text("notice.to_page")}</a>
    </p>
  );
}

/** There is no page at all. */
export function NotFound() {
  const { text } = useWords();
  return (
    <Notice title={text("notice.not_found")}>
      <p>{text("notice.not_found_why")}</p>
      <p>{text("notice.not_found_operator")}</p>
    </Notice>
  );
}

/** @param home the page that it stood on; `null` when that is what was deleted */
export function Gone({ home }: { home: string | null }) {
  const { text } = useWords();
  return (
    <Notice title={text("notice.gone")}>
      <p>{text("notice.gone_why")}</p>
      {home !== null && <ToPage home={home} />}
    </Notice>
  );
}

export function Unavailable() {
  const { text, rich } = useWords();
  return (
    <Notice title={text("notice.unavailable")}>
      <p>{text("notice.unavailable_why")}</p>
      <p>
        {rich("notice.unavailable_do", {
          // biome-ignore lint/a11y/useValidAnchor: an empty address is the page's own, whatever that is.
          link: <a href="">{text("notice.reload")}</a>,
        })}
      </p>
    </Notice>
  );
}
