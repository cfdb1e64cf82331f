import type { MarkdownRenderer } from "vitepress";

/**
 * A picture that links to a film is all that GitHub shows of one. In the site it becomes the film, with the picture in front
 * until it plays and with the captions that lie beside it.
 */
export function showFilms(markdown: MarkdownRenderer): void {
  markdown.core.ruler.push("films", ({ tokens, Token }) => {
    for (const token of tokens) {
      const [link, image] = token.children ?? [];
      const film = link?.type === "link_open" ? link.attrGet("href") : null;
      if (film === null || !film.endsWith(".webm") || image?.type !== "image") continue;
      const html = new Token("html_inline", "", 0);
      const name = markdown.utils.escapeHtml(image.content);
      html.content =
        `<video controls preload="none" width="1280" height="720" aria-label="${name}" poster="./${image.attrGet("src")}">` +
        `<source src="./${film}" type="video/webm">` +
        `<track kind="captions" srclang="en" label="English" src="./${film.replace(/webm$/, "en.vtt")}">` +
        "</video>";
      token.children = [html];
    }
  });
}
