/**
 * Why a page's own style sheet cannot be taken, in words for who wrote it; `null` when it can. A sheet loads nothing: its
 * pictures are `data:` in it, or parts of the page (`#id`). The page's Content-Security-Policy holds it to that in
 * any case; said here, it does not only silently not work.
 */
export function customCssProblem(css: string): string | null {
  if (/<\/|<!/.test(css)) return "Write only CSS: `</` and `<!` are HTML.";
  // What is a comment for one reader of CSS is none within `url()`, and a backslash joins two lines within a text only:
  // no reading may load anything.
  for (const read of [css, withoutComments(css)]) {
    const problem = problemOf(unescaped(read, "")) ?? problemOf(unescaped(read, "\n"));
    if (problem !== null) return problem;
  }
  return null;
}

const ownPicture = /^\s*["']?\s*(?:data:image\/(?:png|jpeg|gif|webp|avif|svg\+xml)[;,]|#)/i;

function problemOf(css: string): string | null {
  if (/@import/i.test(css)) return "`@import` loads a sheet from elsewhere. Copy its rules in here.";
  if (/@font-face/i.test(css)) {
    return "Fonts cannot be loaded. Name one that visitors' devices have, such as `system-ui`.";
  }
  if (/\b(?:image-set|src|image|cross-fade)\(/i.test(css)) {
    return "Pictures are written as `url(data:image/png;base64,…)`, without `image-set()` and `src()`.";
  }
  const [, ...targets] = css.split(/(?<![\w-])url\(/i);
  if (targets.every((target) => ownPicture.test(target))) return null;
  return "`url()` may hold `data:image/…` only. Nothing is loaded from elsewhere.";
}

function withoutComments(css: string): string {
  return css.replace(/\/\*[\s\S]*?(?:\*\/|$)/g, "");
}

/**
 * CSS with its escapes resolved, as a browser reads names: `u\72l(` is `url(`.
 *
 * @param joint what is left where a backslash stands before the end of a line
 */
function unescaped(css: string, joint: "" | "\n"): string {
  return css.replace(
    /\\(?:([0-9a-f]{1,6})\s?|(\n)|([\s\S]))/gi,
    (_, code: string | undefined, line, character) => {
      if (code !== undefined) {
        const point = Number.parseInt(code, 16);
        return point > 0x10ffff || point === 0 ? "\ufffd" : String.fromCodePoint(point);
      }
      return line === undefined ? character : joint;
    },
  );
}
