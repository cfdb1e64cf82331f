import type { Snapshot } from "@fanal/contract/snapshot";
import type { PageLock } from "./door/lock.ts";
import type { EncodedBytes } from "./encodings.ts";
import type { PageImages } from "./images.ts";
import type { PageStories } from "./page-stories.ts";

/** One message to open pages, as the text that is sent. */
export interface Message {
  /** The version that it leads to. */
  version: number;
  text: string;
}

/** A published page as this process serves it. */
export interface PublishedPage {
  organizationId: string;
  pageId: string;
  slug: string;
  version: number;
  snapshot: Snapshot;
  /** What keeps strangers out. */
  lock: PageLock;
  /** `null` until somebody asks: a page from the disk is rendered then. */
  bytes: EncodedBytes | null;
  stories: PageStories;
  images: PageImages;
  /** Texts of the newest messages to open pages, oldest first; the last one leads to `version`. */
  messages: Message[];
}
