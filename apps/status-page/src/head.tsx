import type { Snapshot } from "@fanal/contract/snapshot";
import { feedTitles } from "./feed-titles.ts";
import { structuredData } from "./structured-data.ts";
import { useWords } from "./words.tsx";

interface HeadProps {
  snapshot: Snapshot;
  /** Below the page's address. */
  path: string;
  title: string;
  description: string;
}

/** What search engines, feed readers and link previews want to know of a document. */
export function Head({ snapshot, path, title, description }: HeadProps) {
  const words = useWords();
  const { page } = snapshot;
  const address = path === "" ? page.url : `${page.url}/${path}`;
  const feeds = feedTitles(words, page.name);
  const isPrivate = page.visibility !== "public";
  return (
    <>
      <meta name="description" content={description} />
      {(page.hidesFromSearch || isPrivate) && <meta name="robots" content="noindex" />}
      <link rel="canonical" href={address} />
      <link rel="alternate" type="application/atom+xml" href="history.atom" title={feeds.history} />
      <link rel="alternate" type="application/rss+xml" href="history.rss" title={feeds.history} />
      <link rel="alternate" type="application/feed+json" href="feed.json" title={feeds.history} />
      <link rel="alternate" type="text/calendar" href="maintenance.ics" title={feeds.calendar} />
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content={page.name} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      {isAbsolute(address) && <meta property="og:url" content={address} />}
      {isAbsolute(address) && (
        <script
          type="application/ld+json"
          // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON in which `<` is escaped, so that it cannot end its element.
          dangerouslySetInnerHTML={{ __html: structuredData(snapshot, path, title, description) }}
        />
      )}
    </>
  );
}

/** Without a host of its own a page may not know where it is read. */
function isAbsolute(address: string): boolean {
  return /^https?:/.test(address);
}
