import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Answers } from "./answers.ts";
import { type ArtifactStore, createArtifactStore } from "./artifacts.ts";
import type { Wanted } from "./documents.ts";
import { publishedPage } from "./snapshot.fixture.ts";

const minute = 60_000;
const log = { warn: vi.fn() };
let now: number;
let confirmedAt: number;
let store: ArtifactStore;

beforeEach(() => {
  now = 1_000_000_000_000;
  confirmedAt = now;
  store = createArtifactStore({ log, now: () => now });
  store.confirmBy(() => confirmedAt);
});

function wanted(slug: string): Wanted {
  return { path: { kind: "page" }, language: "en", base: `/status/${slug}` };
}

function answersOf(slug: string): Answers {
  const answers = store.answers(slug, wanted(slug));
  if (typeof answers === "string") throw new Error(`The page is ${answers}`);
  return answers;
}

function htmlOf(slug: string): string {
  return answersOf(slug).identity.body.toString();
}

const isStale = (html: string) => /<html[^>]* data-stale=""/.test(html);

describe("a page that nobody could confirm for a minute", () => {
  test("says as of when it is, under another tag, and is as ever once it is confirmed again", () => {
    store.install(publishedPage("acme", 1));
    const fresh = answersOf("acme");
    now += minute;
    expect(isStale(htmlOf("acme"))).toBe(false);
    now += 1;
    const stale = answersOf("acme");
    expect(isStale(htmlOf("acme"))).toBe(true);
    expect(stale.identity.body.toString()).toContain(new Date(confirmedAt).toISOString());
    expect(stale.gzip?.etag).not.toBe(fresh.gzip?.etag);
    confirmedAt = now;
    expect(answersOf("acme").identity.etag).toBe(fresh.identity.etag);
  });

  test("is rendered once for as long as nothing changes", () => {
    store.install(publishedPage("acme", 1));
    now += 5 * minute;
    expect(answersOf("acme")).toBe(answersOf("acme"));
  });

  test("is not green", () => {
    store.install(publishedPage("acme", 1));
    const icon = (html: string) => /<link rel="icon" href="([^"]*)"/.exec(html)?.[1];
    const fresh = icon(htmlOf("acme"));
    now += 5 * minute;
    expect(icon(htmlOf("acme"))).not.toBe(fresh);
  });
});

test("until all pages are known a page may be one that is not here yet; then it is unknown", () => {
  expect(store.answers("acme", wanted("acme"))).toBe("unavailable");
  store.expect({ organizationId: "house", pageId: "page-new", slug: "new" });
  store.complete();
  expect(store.answers("acme", wanted("acme"))).toBe("unknown");
  expect(store.answers("new", wanted("new"))).toBe("unavailable");
  store.install(publishedPage("new", 1));
  expect(htmlOf("new")).toContain("Acme");
});

test("an older version does not take the place of a newer one that was published here", () => {
  const bytes = { identity: Buffer.from("newest"), gzip: Buffer.from("gz"), brotli: null };
  store.install({ ...publishedPage("acme", 5), bytes });
  store.install(publishedPage("acme", 4, "Older"));
  expect(htmlOf("acme")).toBe("newest");
});

test("a page that got another address leaves the old one, which another page may take", () => {
  store.complete();
  store.install(publishedPage("acme", 1, "First", "one"));
  store.install(publishedPage("moved", 2, "First", "one"));
  expect(store.answers("acme", wanted("acme"))).toBe("unknown");
  store.install(publishedPage("acme", 1, "Second", "two"));
  store.install(publishedPage("moved", 3, "First", "one"));
  expect(htmlOf("acme")).toContain("Second");
  expect(htmlOf("moved")).toContain("First");
});

test("a page that was removed does not come back by what was under way", () => {
  store.complete();
  store.install(publishedPage("acme", 1));
  store.remove("page-acme");
  store.install(publishedPage("acme", 2));
  store.expect({ organizationId: "house", pageId: "page-acme", slug: "acme" });
  expect(store.answers("acme", wanted("acme"))).toBe("gone");
});

test("a page that cannot be rendered is answered as not there, and takes no other with it", () => {
  const { snapshot, ...broken } = publishedPage("broken", 1);
  store.install({ ...broken, snapshot: { ...snapshot, groups: JSON.parse("null") } });
  store.install(publishedPage("acme", 1));
  expect(store.answers("broken", wanted("broken"))).toBe("unavailable");
  expect(log.warn).toHaveBeenCalled();
  expect(htmlOf("acme")).toContain("Acme");
});
