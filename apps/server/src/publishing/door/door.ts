import type { PublishedPage } from "../published-page.ts";

/** What somebody meets who may not see a page. It is the same for every address of the page, also for those that there are not. */
export type Door = "password" | "members" | "unavailable";

/** What has to be known of a page to decide who may see it. */
export type GuardedPage = Pick<PublishedPage, "organizationId" | "pageId" | "slug" | "lock">;
