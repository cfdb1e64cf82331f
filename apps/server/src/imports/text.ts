import { limits } from "@fanal/contract";
import rehypeParse from "rehype-parse";
import rehypeRemark from "rehype-remark";
import remarkGfm from "remark-gfm";
import remarkStringify from "remark-stringify";
import { unified } from "unified";
import { z } from "zod";

const toMarkdown = unified()
  .use(rehypeParse, { fragment: true })
  .use(rehypeRemark)
  .use(remarkGfm)
  .use(remarkStringify, { bullet: "-" })
  .freeze();

const markup =
  /<\/?(?:p|br|a|b|i|em|strong|ul|ol|li|div|span|h[1-6]|code|pre|blockquote|table|hr)(?:\s[^<>]*)?\/?>/i;

/** A message as it is written here. Other products keep what editors made of it, which is HTML; an empty one is `instead`. */
export function asMessage(text: string, instead: string): string {
  const clean = text.toWellFormed().replace(/[^\t\n\r\P{Cc}]/gu, "");
  const markdown = markup.test(clean) ? fromHtml(clean.slice(0, limits.message * 2)) : clean;
  return cut(markdown.trim(), limits.message) || instead;
}

function fromHtml(html: string): string {
  try {
    return String(toMarkdown.processSync(html));
  } catch {
    // Nested deeper than it can be read.
    return html.replace(/<[^<>]*>/g, " ");
  }
}

/** A name or a title: one line, not longer than it may be. */
export function asLine(text: string, max: number): string {
  return cut(
    text
      .toWellFormed()
      .replace(/\p{Cc}+/gu, " ")
      .replace(/ {2,}/g, " ")
      .trim(),
    max,
  );
}

/** A description: a few lines of plain text. */
export function asDescription(text: string | null | undefined): string {
  return text == null ? "" : cut(asMessage(text, ""), limits.description);
}

function cut(text: string, max: number): string {
  return text.length <= max
    ? text
    : `${text
        .slice(0, max - 1)
        .toWellFormed()
        .trimEnd()}…`.slice(0, max);
}

/** A time as it is written here; `null` for what is none, or lies outside of the years that PostgreSQL and JavaScript read alike. */
export function asTime(text: string): string | null {
  const time = Date.parse(text);
  return time >= 0 && time < Date.UTC(10_000, 0) ? new Date(time).toISOString() : null;
}

/** The same, where a time without a zone is UTC. */
export function asTimeOfServer(text: string): string | null {
  return asTime(/[zZ]$|[+-]\d\d:?\d\d$/.test(text) ? text : `${text.trim().replace(" ", "T")}Z`);
}

/** A time that has to be there. */
export function timeBy(read: (text: string) => string | null) {
  return z.string().transform((text, context) => {
    const time = read(text);
    if (time !== null) return time;
    context.addIssue({ code: "custom", message: "No time of the years 1970 to 9999" });
    return z.NEVER;
  });
}
