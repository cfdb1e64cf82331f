import type { Language } from "@fanal/domain";
import {
  type Missing,
  renderGone,
  renderNotFound,
  renderNothingHere,
  renderUnavailable,
} from "@fanal/status-page";
import { noticeHeaders } from "./answers.ts";
import type { PagePath } from "./page-path.ts";

/** A document that says that there is nothing to see, ready to be written. */
export interface Notice {
  status: number;
  headers: string[];
  body: Buffer;
}

/** `unavailable`: it may be there, but cannot be shown. `gone`: it was there. `unknown`: there is nothing. */
export type NoticeKind = "unknown" | "gone" | "unavailable";

/** The same for programs, which read no documents. */
const words: Record<NoticeKind, string> = {
  unknown:
    "There is nothing at this address. What a status page tells programs begins at api/v2/summary.json below the page's address.",
  gone: "This status page was here, and is not any more.",
  unavailable: "This status page cannot be shown at the moment. Try again in a few seconds.",
};

const statuses = { unknown: 404, gone: 410, unavailable: 503 };
/** Those of the API's errors, of which there is none for what is gone. */
const codes = { unknown: "not_found", gone: "gone", unavailable: "unavailable" };
const prepared = new Map<string, Notice>();

/** What is said where there is no page: a few documents, made once. */
export function notice(kind: NoticeKind, language: Language): Notice {
  const key = `${kind} ${language}`;
  const known = prepared.get(key);
  if (known !== undefined) return known;
  const made = makeNotice(kind, language, documentOf(kind, language));
  prepared.set(key, made);
  return made;
}

/** What is said to who may see a page at an address below it, at which there is nothing: it leads to the page. */
export function noticeOnPage(
  kind: NoticeKind,
  language: Language,
  { base, path }: { base: string; path: PagePath | null },
): Notice {
  if (kind === "unavailable") return notice(kind, language);
  const home = base === "" ? "/" : base;
  const html =
    kind === "gone"
      ? renderGone(language, home)
      : renderNothingHere(language, { missing: missingAt(path), home });
  return makeNotice(kind, language, html);
}

function documentOf(kind: NoticeKind, language: Language): string {
  if (kind === "unavailable") return renderUnavailable(language);
  return kind === "gone" ? renderGone(language, null) : renderNotFound(language);
}

function missingAt(path: PagePath | null): Missing {
  if (path?.kind === "story") return path.story;
  return path?.kind === "service" ? "service" : "address";
}

/** What is said below `api/v2/`, readable for scripts of other sites as what is there. */
export function noticeForPrograms(kind: NoticeKind): Notice {
  return write(kind, JSON.stringify({ code: codes[kind], message: words[kind] }), [
    ...["Content-Type", "application/json"],
    ...["Access-Control-Allow-Origin", "*"],
  ]);
}

function makeNotice(kind: NoticeKind, language: Language, html: string): Notice {
  return write(kind, html, [
    ...["Content-Type", "text/html; charset=utf-8"],
    ...["Content-Language", language],
  ]);
}

function write(kind: NoticeKind, text: string, headers: string[]): Notice {
  const body = Buffer.from(text);
  return {
    status: statuses[kind],
    body,
    headers: [
      ...headers,
      ...["Content-Length", String(body.length)],
      ...["Cache-Control", "no-store"],
      ...(kind === "unavailable" ? ["Retry-After", "5"] : []),
      ...noticeHeaders,
    ],
  };
}
