import type { MarkdownRenderer } from "vitepress";

const picture =
  /<picture>\s*<source media="\(prefers-color-scheme: dark\)" srcset="([^"]+)">\s*<img ([^>]*?)src="([^"]+)"([^>]*)>\s*<\/picture>/g;

/**
 * Documents show a picture in the theme that the system has, which is all that plain Markdown knows. In the site a reader
 * chooses the theme, so both pictures are there and a class says which is seen; the other one is never loaded.
 */
export function followTheme(markdown: MarkdownRenderer): void {
  markdown.core.ruler.push("pictures-in-both-themes", ({ tokens }) => {
    for (const token of tokens) {
      if (token.type !== "html_block") continue;
      token.content = token.content.replace(
        picture,
        (_whole, dark: string, before: string, light: string, after: string) =>
          [
            ["in-light", beside(light)],
            ["in-dark", beside(dark)],
          ]
            .map(([name, source]) => `<img class="${name}" loading="lazy" ${before}src="${source}"${after}>`)
            .join("\n"),
      );
    }
  });
}

/** Vite takes a path that begins with a name for that of a package. */
function beside(path: string): string {
  return path.startsWith(".") ? path : `./${path}`;
}
