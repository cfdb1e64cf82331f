import type { Snapshot } from "@fanal/contract/snapshot";
import type { PageStories } from "../page-stories.ts";
import type { Component } from "./components.ts";

/** What the answers are made from. The same data gives the same bytes: no clock is read. */
export interface ApiSource {
  snapshot: Snapshot;
  stories: PageStories;
  /** Made once for an answer: each incident names some of them, whole. */
  components: Component[];
  /** Since when nobody knows whether this is the newest there is. */
  staleSince: string | undefined;
}
