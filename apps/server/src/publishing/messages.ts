import { isDeepStrictEqual } from "node:util";
import { type FragmentId, fragmentIds, type VisitorMessage } from "@fanal/contract";
import type { Snapshot } from "@fanal/contract/snapshot";
import type { Language } from "@fanal/domain";
import { announce, pageIcon, pageTitle, renderFragments } from "@fanal/status-page";
import type { Message, PublishedPage } from "./published-page.ts";

/** Versions of which visitors can be brought up to date by messages; who is further behind fetches the page. */
export const keptVersions = 20;

/** The page's services in one message, at most. */
const mostCharacters = 128 * 1024;

/**
 * What brings an open page from the version before to this one. It has to be fetched when there is no version to build
 * on, when more than its fragments changed, or when these are so large that the page, compressed, is less.
 */
export function messageFor(previous: Snapshot | null, next: Snapshot, language: Language): VisitorMessage {
  if (previous === null || !isDeepStrictEqual(frameOf(previous), frameOf(next))) {
    return { type: "reload", version: next.version };
  }
  const after = renderFragments(next, language);
  // What is sent here is not compressed: from some size on the page is less.
  const isLarge = after.services.length > mostCharacters;
  if (isLarge && !isDeepStrictEqual(previous.groups, next.groups)) {
    return { type: "reload", version: next.version };
  }
  const before = renderFragments(previous, language);
  const fragments: Partial<Record<FragmentId, string>> = {};
  for (const id of fragmentIds) {
    if (before[id] !== after[id]) fragments[id] = after[id];
  }
  return {
    type: "update",
    version: next.version,
    fragments,
    title: pageTitle(next, language),
    icon: pageIcon(next),
    announcement: announce(previous, next, language),
  };
}

/** What of a page is seen around its fragments. */
function frameOf({ page: { name, language, timeZone, look, customCss, images } }: Snapshot) {
  return { name, language, timeZone, look, customCss, images };
}

/** The messages of a page in the languages of those who have it open. */
export interface Messages {
  /** The newest ones, oldest first; the last one leads to the page's version, if there is any. */
  in: (language: Language | null) => readonly Message[];
  /** Those that were made so far, for the version after. */
  made: ReadonlyMap<Language, readonly Message[]>;
}

type Told = Pick<PublishedPage, "version" | "snapshot" | "messages">;

/**
 * Those in the page's own language were made when it was published. Others are made here, once, when somebody reads the
 * page in them; they reach back as far as there was somebody.
 */
export function messagesOf(page: Told, former: { page: Told; messages: Messages } | null): Messages {
  const own = page.snapshot.page.language;
  const made = new Map<Language, readonly Message[]>();
  const isNext = former !== null && former.page.version === page.version - 1;
  // What the former version was is not held any longer than it is needed.
  const before = isNext ? { snapshot: former.page.snapshot, made: former.messages.made } : null;

  function make(language: Language): readonly Message[] {
    const newest = page.messages.at(-1);
    const oldest = page.messages[0];
    if (before === null || newest === undefined || oldest === undefined) return [];
    if (newest.version !== page.version) return [];
    const text = newest.text.startsWith('{"type":"reload"')
      ? newest.text
      : JSON.stringify(messageFor(before.snapshot, page.snapshot, language));
    const earlier = before.made.get(language) ?? [];
    const isUnbroken = earlier.at(-1)?.version === page.version - 1;
    // What is kept no longer in the page's own language was taken back.
    const kept = isUnbroken ? earlier.filter(({ version }) => version >= oldest.version) : [];
    return [...kept, { version: page.version, text }];
  }

  return {
    made,
    in: (language) => {
      if (language === null || language === own) return page.messages;
      const messages = made.get(language) ?? make(language);
      made.set(language, messages);
      return messages;
    },
  };
}
