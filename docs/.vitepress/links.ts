import { existsSync } from "node:fs";
import { copyFile, mkdir } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import type { MarkdownRenderer } from "vitepress";
import { addressOf, repository } from "./pages.ts";

/** Files that documents link to and that are no pages: they come along, as text that a browser shows. */
const linkedFiles = new Set<string>();

/**
 * Documents link to each other as they lie in the repository, so that they can be read there too. In the site such a link
 * leads to the page, or to a copy of the file; one that leads nowhere fails the build.
 */
export function resolveLinks(markdown: MarkdownRenderer): void {
  markdown.core.ruler.push("links-of-the-repository", ({ tokens, env }) => {
    // Whoever indexes for the search knows no address yet, only the document.
    const document: string = env.realPath ?? env.path;
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      const href = token.type === "link_open" ? token.attrGet("href") : null;
      if (href === null || /^([a-z][a-z+.-]*:|[#/])/i.test(href)) continue;
      const [path = "", anchor] = href.split("#");
      const file = relative(repository, join(dirname(document), decodeURI(path)));
      if (!existsSync(join(repository, file)))
        throw new Error(`${relative(repository, document)} links to ${file}, which does not exist.`);
      if (file.endsWith(".md")) {
        token.attrSet("href", `/${addressOf(file)}${anchor === undefined ? "" : `#${anchor}`}`);
      } else {
        linkedFiles.add(file);
        token.attrSet("href", `/${copyOf(file)}`);
        // The site's own router knows pages only.
        token.attrSet("target", "_self");
      }
    }
  });
}

/** Puts the files that were linked to beside the pages. */
export async function copyLinkedFiles(site: string): Promise<void> {
  for (const file of linkedFiles) {
    await mkdir(join(site, dirname(copyOf(file))), { recursive: true });
    await copyFile(join(repository, file), join(site, copyOf(file)));
  }
}

function copyOf(file: string): string {
  return `files/${file}.txt`;
}
