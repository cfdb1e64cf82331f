import { createHash } from "node:crypto";
import type { statusPages } from "@fanal/database/schema";
import type { PageVisibility } from "@fanal/domain";

/** What keeps strangers out of a page, as every process has to know it without asking the database. */
export interface PageLock {
  /** Version of the page's row that it was read from: a lock that was read later is never replaced by an earlier one. */
  version: number;
  visibility: PageVisibility;
  /** Another one for each password; `null` without. */
  passwordMark: string | null;
  /** SHA-256 of the token in the addresses of feeds; `null` while there is none. */
  feedTokenHash: string | null;
}

type LockedRow = Pick<
  typeof statusPages.$inferSelect,
  "version" | "visibility" | "passwordHash" | "feedToken"
>;

/** The lock that a page has by its row. Neither the password nor the token can be read from it. */
export function lockOf({ version, visibility, passwordHash, feedToken }: LockedRow): PageLock {
  return {
    version,
    visibility,
    passwordMark: passwordHash === null ? null : fingerprint(passwordHash),
    feedTokenHash: feedToken === null ? null : fingerprint(feedToken),
  };
}

/** A lock that nobody has the key of: for a page of which nothing else is known than that it is not public. */
export function closedLock(visibility: PageVisibility): PageLock {
  return { version: 0, visibility, passwordMark: null, feedTokenHash: null };
}

export function isSameLock(a: PageLock, b: PageLock): boolean {
  return (
    a.visibility === b.visibility && a.passwordMark === b.passwordMark && a.feedTokenHash === b.feedTokenHash
  );
}

export function fingerprint(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}
