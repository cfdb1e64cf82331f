import type { Snapshot } from "@fanal/contract/snapshot";
import type { PageStories } from "../page-stories.ts";
import { atom } from "./atom.ts";
import { calendar } from "./calendar.ts";
import { type Feed, feedSource } from "./feed.ts";
import { json } from "./json.ts";
import { rss } from "./rss.ts";

export const feedKinds = ["atom", "rss", "json", "calendar"] as const;
export type FeedKind = (typeof feedKinds)[number];

export const feeds = { atom, rss, json, calendar } satisfies Record<FeedKind, Feed>;

export function writeFeed(kind: FeedKind, snapshot: Snapshot, stories: PageStories): string {
  const feed = feeds[kind];
  return feed.write(feedSource(feed, snapshot, stories));
}
