import type { Snapshot, Story } from "@fanal/contract/snapshot";
import { feedTitles, type StoryWords, storyWords } from "@fanal/status-page";
import { type CanceledWindow, canceledWindows, type PageStories, toldStories } from "../page-stories.ts";

/** Entries of a feed at most, newest first. */
const mostEntries = 50;

/** What a feed of a page is made from. The same data gives the same bytes: no clock is read. */
export interface FeedSource {
  /** Absolute address of the page, without a slash at the end. */
  url: string;
  /** Of this feed itself. */
  selfUrl: string;
  language: string;
  titles: { history: string; calendar: string };
  /** When the newest of what it tells changed. */
  updatedAt: Date;
  entries: FeedEntry[];
  /** Windows of maintenances that were deleted after they had been announced. */
  canceled: CanceledWindow[];
  /** A name for something of the page, by RFC 4151: the same for as long as the page stays at its host. */
  tag: (of: string) => string;
}

export interface FeedEntry {
  story: Story;
  words: StoryWords;
  url: string;
  publishedAt: Date;
  updatedAt: Date;
}

/** One kind of feed. */
export interface Feed {
  /** Its address below the page's. */
  path: string;
  contentType: string;
  /** Which stories it tells of. */
  tells: (story: Story) => boolean;
  write: (source: FeedSource) => string;
}

/** What a feed says, in the page's own language: who reads it by a program has no other. */
export function feedSource(feed: Feed, snapshot: Snapshot, stories: PageStories): FeedSource {
  const { url, language } = snapshot.page;
  const told = toldStories(stories).filter(feed.tells);
  const newest = told.toSorted((a, b) => publishedAt(b) - publishedAt(a)).slice(0, mostEntries);
  const canceled = canceledWindows(stories).slice(0, mostEntries);
  const { hostname, pathname } = new URL(url);
  const base = pathname.replace(/\/$/, "");
  return {
    url,
    selfUrl: `${url}/${feed.path}`,
    language,
    titles: feedTitles(snapshot, language),
    updatedAt: new Date(Math.max(0, ...newest.map(({ updatedAt }) => Date.parse(updatedAt)))),
    entries: newest.map((story) => ({
      story,
      words: storyWords(snapshot, story, language),
      url: `${url}/${story.kind}s/${story.id}`,
      publishedAt: new Date(publishedAt(story)),
      updatedAt: new Date(story.updatedAt),
    })),
    canceled,
    tag: (of) => `tag:${hostname},2005:${of.startsWith("/") ? base : ""}${of}`,
  };
}

/** When visitors could first read of it: an incident counts from its start, a maintenance from its first update. */
function publishedAt(story: Story): number {
  const first =
    story.kind === "incident" ? story.startedAt : (story.updates.at(-1)?.createdAt ?? story.updatedAt);
  return Date.parse(first);
}
