import { createHash } from "node:crypto";
import type { Snapshot } from "@fanal/contract/snapshot";
import { contentSecurityPolicy, renderPage } from "@fanal/status-page";
import { type EncodedBytes, encodeNow } from "./encodings.ts";

/** A published page as this process serves it. */
export interface PublishedPage {
  organizationId: string;
  pageId: string;
  slug: string;
  version: number;
  snapshot: Snapshot;
  /** `null` until somebody asks: a page from the disk is rendered then. */
  bytes: EncodedBytes | null;
  /** Texts of the newest messages to open pages, oldest first; the last one leads to `version`. */
  messages: { version: number; text: string }[];
}

/** One answer, ready to be written: raw headers as `writeHead` takes them, and the body. */
export interface Answer {
  etag: string;
  headers: string[];
  body: Buffer;
}

export interface Answers {
  identity: Answer;
  gzip: Answer;
  brotli: Answer | null;
}

interface Entry {
  page: PublishedPage;
  fresh: Answers | null;
  /** Rendered with the words that it may be out of date. */
  stale: { since: number; answers: Answers } | null;
}

export interface ArtifactStore {
  get: (slug: string) => PublishedPage | undefined;
  /** What to answer for a page now: the finished bytes, or those that say since when they could not be confirmed. */
  answers: (slug: string) => Answers | null;
  install: (page: PublishedPage) => void;
  remove: (pageId: string) => void;
  pages: () => PublishedPage[];
  /** Tells how to learn when an organization's pages were last known to be the newest, in milliseconds since 1970. */
  confirmBy: (confirmedAt: (organizationId: string) => number) => void;
}

/** Older than this without confirmation, a page says as of when it is. */
const staleAfterMs = 60_000;

/** The process's own copies of all published pages. Reading one asks no database and renders nothing. */
export function createArtifactStore(): ArtifactStore {
  const bySlug = new Map<string, Entry>();
  const slugOf = new Map<string, string>();
  let confirmedAt: (organizationId: string) => number = () => 0;

  return {
    get: (slug) => bySlug.get(slug)?.page,
    answers: (slug) => {
      const entry = bySlug.get(slug);
      if (entry === undefined) return null;
      const confirmed = confirmedAt(entry.page.organizationId);
      if (Date.now() - confirmed > staleAfterMs) return staleAnswers(entry, confirmed);
      entry.fresh ??= prepare(entry.page.bytes ?? encodeNow(renderPage(entry.page.snapshot)));
      return entry.fresh;
    },
    install: (page) => {
      const formerSlug = slugOf.get(page.pageId);
      const former = formerSlug === undefined ? undefined : bySlug.get(formerSlug)?.page;
      // Loading all pages and following the log overlap at the start: what is newer stays.
      if (former !== undefined && former.bytes !== null && former.version > page.version) return;
      if (formerSlug !== undefined && formerSlug !== page.slug) bySlug.delete(formerSlug);
      slugOf.set(page.pageId, page.slug);
      bySlug.set(page.slug, { page, fresh: page.bytes === null ? null : prepare(page.bytes), stale: null });
    },
    remove: (pageId) => {
      const slug = slugOf.get(pageId);
      if (slug !== undefined && bySlug.get(slug)?.page.pageId === pageId) bySlug.delete(slug);
      slugOf.delete(pageId);
    },
    pages: () => Array.from(bySlug.values(), (entry) => entry.page),
    confirmBy: (tell) => {
      confirmedAt = tell;
    },
  };
}

/** Made once for each time since when the page could not be confirmed. */
function staleAnswers(entry: Entry, since: number): Answers {
  if (entry.stale?.since !== since) {
    const html = renderPage(entry.page.snapshot, { staleSince: new Date(since).toISOString() });
    entry.stale = { since, answers: prepare(encodeNow(html)) };
  }
  return entry.stale.answers;
}

function prepare({ identity, gzip, brotli }: EncodedBytes): Answers {
  const hash = createHash("sha256").update(identity).digest("base64url").slice(0, 22);
  return {
    identity: answer(identity, `"${hash}"`, null),
    gzip: answer(gzip, `"${hash}-gz"`, "gzip"),
    brotli: brotli === null ? null : answer(brotli, `"${hash}-br"`, "br"),
  };
}

function answer(body: Buffer, etag: string, encoding: string | null): Answer {
  const headers = [
    ...["Content-Type", "text/html; charset=utf-8"],
    ...["Content-Length", String(body.length)],
    ...(encoding === null ? [] : ["Content-Encoding", encoding]),
    ...["ETag", etag],
    ...["Cache-Control", "no-cache"],
    ...["Vary", "Accept-Encoding"],
    ...pageHeaders,
  ];
  return { etag, headers, body };
}

/** On every answer of a page, also on those that say that there is none. */
export const pageHeaders: readonly string[] = [
  ...["Content-Security-Policy", contentSecurityPolicy],
  ...["X-Content-Type-Options", "nosniff"],
  ...["Referrer-Policy", "no-referrer"],
  ...["Permissions-Policy", "camera=(), geolocation=(), microphone=()"],
];
