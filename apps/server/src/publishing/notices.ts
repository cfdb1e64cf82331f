import type { Language } from "@fanal/domain";
import { renderGone, renderNotFound, renderUnavailable } from "@fanal/status-page";
import { noticeHeaders } from "./answers.ts";

/** A document that says that there is nothing to see, ready to be written. */
export interface Notice {
  status: number;
  headers: string[];
  body: Buffer;
}

const kinds = {
  unknown: { status: 404, render: renderNotFound, headers: [] },
  gone: { status: 410, render: renderGone, headers: [] },
  unavailable: { status: 503, render: renderUnavailable, headers: ["Retry-After", "5"] },
} satisfies Record<string, { status: number; render: (language: Language) => string; headers: string[] }>;

export type NoticeKind = keyof typeof kinds;

const prepared = new Map<string, Notice>();

export function notice(kind: NoticeKind, language: Language): Notice {
  const key = `${kind} ${language}`;
  const known = prepared.get(key);
  if (known !== undefined) return known;
  const { status, render, headers } = kinds[kind];
  const body = Buffer.from(render(language));
  const made: Notice = {
    status,
    body,
    headers: [
      ...["Content-Type", "text/html; charset=utf-8"],
      ...["Content-Length", String(body.length)],
      ...["Content-Language", language],
      ...["Cache-Control", "no-store"],
      ...headers,
      ...noticeHeaders,
    ],
  };
  prepared.set(key, made);
  return made;
}
