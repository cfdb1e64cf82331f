import { generateAtomFeed } from "feedsmith";
import type { Feed } from "./feed.ts";

const ids = { incident: "Incident", maintenance: "Maintenance" };

/** RFC 4287, in the form that readers of status pages know. */
export const atom: Feed = {
  path: "history.atom",
  contentType: "application/atom+xml; charset=utf-8",
  tells: () => true,
  write: ({ url, selfUrl, language, titles, updatedAt, entries, tag }) =>
    generateAtomFeed({
      id: tag("/history"),
      title: { value: titles.history },
      updated: updatedAt,
      links: [
        { rel: "alternate", type: "text/html", href: url },
        { rel: "self", type: "application/atom+xml", href: selfUrl },
      ],
      // Each entry needs an author, or the feed one for all.
      authors: [{ name: titles.history }],
      xml: { lang: language },
      entries: entries.map(({ story, words, url, publishedAt, updatedAt }) => ({
        id: tag(`${ids[story.kind]}/${story.id}`),
        title: { value: words.title },
        published: publishedAt,
        updated: updatedAt,
        links: [{ rel: "alternate", type: "text/html", href: url }],
        content: { type: "html", value: words.html },
      })),
    }),
};
