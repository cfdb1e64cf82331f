import rehypeExternalLinks from "rehype-external-links";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import rehypeStringify from "rehype-stringify";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";

const allowedTags = new Set(
  "a blockquote br code del em h4 hr li ol p pre strong table tbody td th thead tr ul".split(" "),
);

/** What a message may hold: text, lists, links, code, tables. No images, no ids, no classes, nothing that loads or runs. */
const schema = {
  ...defaultSchema,
  tagNames: [...allowedTags],
  attributes: { a: ["href"], td: ["align"], th: ["align"] },
  protocols: { href: ["http", "https", "mailto"] },
};

interface HtmlNode {
  type: string;
  tagName?: string;
  children?: HtmlNode[];
}

/** Headings inside a message come below those of the page, whatever level was typed. */
function clampHeadings() {
  return (tree: HtmlNode) => clamp(tree);
}

function clamp(node: HtmlNode): void {
  if (node.tagName !== undefined && /^h[1-6]$/.test(node.tagName)) node.tagName = "h4";
  node.children?.forEach(clamp);
}

const processor = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype)
  .use(clampHeadings)
  .use(rehypeSanitize, schema)
  .use(rehypeExternalLinks, { rel: ["nofollow", "noopener"], protocols: ["http", "https", "mailto"] })
  .use(rehypeStringify)
  .freeze();

/**
 * Markdown as an operator typed it → HTML that is safe to show to anybody. Takes seconds for texts that were made to
 * take seconds, and throws for some: `renderMarkdown` puts it where neither matters.
 */
export function markdownToHtml(markdown: string): string {
  return String(processor.processSync(markdown));
}

const escapes: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** The text as it was typed, for when its Markdown cannot be had. */
export function plainTextToHtml(text: string): string {
  const escaped = text.replace(/[&<>"']/g, (character) => escapes[character] ?? "");
  return `<p>${escaped.replace(/\r?\n/g, "<br>")}</p>`;
}
