import type { FragmentId } from "@fanal/contract/live";
import type { Snapshot, Story } from "@fanal/contract/snapshot";
import type { Language, PushPayload, ServiceStatus } from "@fanal/domain";
import type { SubscribingScreen } from "./subscribing/screens.ts";

export type {
  ChosenUpdates,
  FollowedStory,
  SubscribingProblem,
  SubscribingScreen,
} from "./subscribing/screens.ts";

/** What an address of a page names that is not there. */
export type Missing = "incident" | "maintenance" | "service" | "address";

/** How a document of a page is to be made. */
export interface RenderOptions {
  language: Language;
  /**
   * The path in front of all addresses of the page: `/status/acme`, or empty on a host of its own. Documents name it in
   * `<base>` and link relative to it, so fragments are the same wherever the page is read.
   */
  base: string;
  /** ISO 8601: the data could not be confirmed since then. The page says so, and nothing on it is green. */
  staleSince?: string | undefined;
  /** Without any script, for who only looks at how it would be. */
  isInert?: boolean | undefined;
}

/** What a badge looks like, as its address asks. */
export interface BadgeOptions {
  language: Language;
  style: "flat" | "flat-square" | "plain";
  /** Words on the left; the page's name when left out. */
  label?: string | undefined;
}

/** What was wrong with a password, or with trying it; `wait` in seconds. */
export type DoorFailure = { kind: "wrong" } | { kind: "limited"; wait: number };

/** What feeds and calendars say of one story. */
export interface StoryWords {
  title: string;
  /**
   * One paragraph for each update, newest first: `<p><small>date</small><br><strong>State</strong> - text</p>`. Readers
   * work the state out from the first `<strong>`.
   */
  html: string;
  /** The same as plain text. */
  text: string;
}

/*
 * What the built renderer gives to the server. Declared apart from the components, so that who imports the built file
 * needs no JSX in its own type check; `render.tsx` is checked against it.
 */

/** The visitor's page: a whole HTML document, complete without its script. */
export declare function renderPage(snapshot: Snapshot, options: RenderOptions): string;
/**
 * `history`, or `history/{YYYY-MM}`: three months up to `month` with a calendar, what happened in them, and what is
 * planned.
 *
 * @param stories all of the page
 * @param month `YYYY-MM`; `null` for the current one
 */
export declare function renderHistory(
  snapshot: Snapshot,
  stories: readonly Story[],
  month: string | null,
  options: RenderOptions,
): string;
/** `incidents/{id}` and `maintenances/{id}`: the whole story. */
export declare function renderStory(snapshot: Snapshot, story: Story, options: RenderOptions): string;
/** `services/{id}`: its days and its stories; `null` when the page does not show such a service. */
export declare function renderService(
  snapshot: Snapshot,
  serviceId: string,
  stories: readonly Story[],
  options: RenderOptions,
): string | null;
/** The inner HTML of each `#fragment-…` element of {@link renderPage}. */
export declare function renderFragments(snapshot: Snapshot, language: Language): Record<FragmentId, string>;
/** One sentence for screen readers about what changed between two versions; empty when nothing is worth saying. */
export declare function announce(previous: Snapshot, next: Snapshot, language: Language): string;
/** The tab's title, plain text. */
export declare function pageTitle(snapshot: Snapshot, language: Language): string;
/** The tab's icon as a `data:` URL. */
export declare function pageIcon(snapshot: Snapshot): string;
/** `badge.svg`: the headline in a few words. */
export declare function renderBadge(snapshot: Snapshot, options: BadgeOptions): string;
/** The words of a story for feeds and calendars, with times in the page's zone. */
export declare function storyWords(snapshot: Snapshot, story: Story, language: Language): StoryWords;
/** Sanitized HTML as the text that it shows; blocks become lines. */
export declare function plainText(html: string): string;
/** The titles of the page's feeds: "Acme status history" and "Acme maintenance". */
export declare function feedTitles(
  snapshot: Snapshot,
  language: Language,
): { history: string; calendar: string };
/** The document for an address without a status page; to be sent with 404. */
export declare function renderNotFound(language: Language): string;
/**
 * The document for an address of a page at which there is nothing; to be sent with 404.
 *
 * @param home the address of the page
 */
export declare function renderNothingHere(
  language: Language,
  options: { missing: Missing; home: string },
): string;
/**
 * The document for what was deleted, or a page that was; to be sent with 410. Tells no name.
 *
 * @param home the address of the page that it stood on; `null` when the page itself is gone
 */
export declare function renderGone(language: Language, home: string | null): string;
/** The document for a page that has nothing to show yet; to be sent with 503. */
export declare function renderUnavailable(language: Language): string;
/**
 * The document that asks for a page's password, or tells that only members may see it. Tells nothing of the page.
 *
 * @param failure what was wrong with the last try
 */
export declare function renderDoor(
  kind: "password" | "members",
  options: {
    language: Language;
    action: string;
    signInUrl: string;
    failure?: DoorFailure | undefined;
  },
): string;
/**
 * A document by which a visitor subscribes, complete without any script. It shows no status and is kept by nobody.
 *
 * @param options `path`: its own address below the page's, with its query
 */
export declare function renderSubscribing(
  snapshot: Snapshot,
  screen: SubscribingScreen,
  options: { language: Language; base: string; path: string },
): string;
/** The value of the `Content-Security-Policy` header for the documents of a page; `null` for those without one. */
export declare function contentSecurityPolicy(snapshot: Snapshot | null): string;
/** The same for those by which visitors subscribe, also their browsers. */
export declare function subscribingPolicy(snapshot: Snapshot): string;
/** The banner that other sites load. */
export declare const embedScript: string;
/** What shows notifications in a browser that subscribed, and where it is below the page's address, which is its scope. */
export declare const serviceWorker: string;
export declare const serviceWorkerPath: string;
/** Where the mark of a status is, as a PNG. */
export declare function pushIconPath(status: ServiceStatus): string;
export declare function pushIcon(status: ServiceStatus): Buffer;
/**
 * The first that a browser is told: that it is subscribed.
 *
 * @param options `path`: where its choices are, below the page's address; `key`: of the installation
 */
export declare function pushGreeting(
  snapshot: Snapshot,
  language: Language,
  options: { path: string; key: string },
): PushPayload;
