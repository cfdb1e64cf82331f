import { generateRssFeed } from "feedsmith";
import type { Feed } from "./feed.ts";

export const rss: Feed = {
  path: "history.rss",
  contentType: "application/rss+xml; charset=utf-8",
  tells: () => true,
  write: ({ url, selfUrl, language, titles, updatedAt, entries }) =>
    generateRssFeed({
      title: titles.history,
      link: url,
      description: titles.history,
      language,
      lastBuildDate: updatedAt,
      atom: { links: [{ rel: "self", type: "application/rss+xml", href: selfUrl }] },
      items: entries.map(({ words, url, publishedAt }) => ({
        title: words.title,
        link: url,
        guid: { value: url, isPermaLink: true },
        pubDate: publishedAt,
        description: words.html,
      })),
    }),
};
