import { generateJsonFeed } from "feedsmith";
import type { Feed } from "./feed.ts";

/** JSON Feed 1.1. */
export const json: Feed = {
  path: "feed.json",
  contentType: "application/feed+json; charset=utf-8",
  tells: () => true,
  write: ({ url, selfUrl, language, titles, entries }) =>
    JSON.stringify(
      generateJsonFeed({
        title: titles.history,
        home_page_url: url,
        feed_url: selfUrl,
        language,
        items: entries.map(({ words, url, publishedAt, updatedAt }) => ({
          id: url,
          url,
          title: words.title,
          content_html: words.html,
          content_text: words.text,
          date_published: publishedAt,
          date_modified: updatedAt,
        })),
      }),
    ),
};
