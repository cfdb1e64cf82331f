import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/** What is made by building and running is named in documents, too, but not always there. */
const made = /(^|\/)(node_modules|dist|\.data)(\/|$)/;

/**
 * Paths of this repository that its documents name but that do not exist: in backticks from the root, in links from
 * the document; and headings of documents that are linked to.
 *
 * @param {string} root
 * @returns {string[]} `document: path`
 */
export function missingDocPaths(root) {
  const rooms = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && ![".git", "node_modules"].includes(entry.name))
    .map((entry) => entry.name);
  return documents(root).flatMap((document) => {
    const text = readFileSync(document, "utf8");
    const missing = [
      ...namedPaths(text, rooms).filter((path) => !existsSync(join(root, withoutPattern(path)))),
      ...linkedPaths(text).filter((path) => !existsSync(join(dirname(document), path))),
      ...linkedHeadings(text).filter((link) => !hasHeading(document, link)),
    ];
    return missing.filter((path) => !made.test(path)).map((path) => `${relative(root, document)}: ${path}`);
  });
}

/** @param {string} root */
function documents(root) {
  const topLevel = readdirSync(root).filter((name) => name.endsWith(".md"));
  const docs = existsSync(join(root, "docs"))
    ? readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".md") && !made.test(name))
        .map((name) => join("docs", name))
    : [];
  return [...topLevel, ...docs].map((name) => join(root, name));
}

/**
 * @param {string} text
 * @param {string[]} rooms top-level folders
 */
export function namedPaths(text, rooms) {
  return [...text.matchAll(/`([^`\n]+)`/g)]
    .map(([, code]) => (code ?? "").replace(/:\d+(-\d+)?$/, ""))
    .filter((code) => /^[\w.@/*{},<>-]+$/.test(code) && rooms.some((room) => code.startsWith(`${room}/`)));
}

/** @param {string} text */
export function linkedPaths(text) {
  return links(text)
    .map((target) => decodeURI(target.replace(/#.*$/, "")))
    .filter((target) => target !== "");
}

/** @param {string} text */
function linkedHeadings(text) {
  return links(text).filter((target) => /^([^#]+\.md)?#/.test(target));
}

/** @param {string} text */
function links(text) {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target ?? "")
    .filter((target) => !/^[a-z][a-z+.-]*:|^\//i.test(target));
}

/**
 * @param {string} document
 * @param {string} link `path#heading`, or `#heading` of the document itself
 */
function hasHeading(document, link) {
  const [path = "", heading] = link.split("#");
  const file = path === "" ? document : join(dirname(document), path);
  // That it is not there at all is said of its path.
  if (!existsSync(file)) return true;
  const headings = readFileSync(file, "utf8").matchAll(/^#{1,6} (.+)$/gm);
  return [...headings].some(([, text]) => anchorOf(text ?? "") === heading);
}

/**
 * As GitHub and the site make it of a heading of words.
 *
 * @param {string} heading
 */
function anchorOf(heading) {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replace(/\s/g, "-");
}

/**
 * The part of a path before its first placeholder: `apps/x/<word>/y.ts` names `apps/x`.
 *
 * @param {string} path
 */
function withoutPattern(path) {
  const parts = path.split("/");
  const first = parts.findIndex((part) => /[*{}<>]/.test(part));
  return (first === -1 ? parts : parts.slice(0, first)).join("/");
}
